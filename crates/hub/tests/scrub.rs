//! Damage is found and named; the others are whole (R8).

use evidence::receipt::ReceiptKind;
use hub::scrub::{Seen, scrub};
use testkit::samples::incompressible_pdf;
use testkit::{Letter, TestHub, TestOffice};

/// A letter with so many bytes that nobody can compress.
fn large(sender: &TestOffice, to: &str, hub: &TestHub, bytes: usize) -> Letter {
    let content = incompressible_pdf(bytes, || hub.surroundings.random());
    Letter { files: vec![("お知らせ.pdf".into(), content)], ..sender.letter(to) }
}

#[tokio::test]
async fn r8_every_flipped_byte_of_a_container_is_found_and_named() {
    let mut hub = TestHub::new().await;
    let (sender, recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let small = sender.letter("1370000002");
    let container = sender.deliver(&recipient, &small).await;
    let statement = recipient.receipt(ReceiptKind::Imported, &small, &container);
    assert_eq!(recipient.post(&format!("/v1/transmissions/{}/import", small.id), &statement).await.status(), 200);
    let big = large(&sender, "1370000002", &hub, 4 << 20);
    let sealed = sender.seal(&big);
    let size = sealed.len();
    assert_eq!(sender.submit(sealed).await.status(), 201);

    let mut told = Vec::new();
    let seen = scrub(&hub.data, |line| told.push(line.to_owned())).unwrap();
    assert_eq!(
        seen,
        Seen { transmissions: 2, containers: 2, receipts: 4, damaged: 0 },
        "beside the running hub: {told:?}"
    );

    hub.stop().await;
    let whole = std::fs::read(hub.data.database()).unwrap();
    let (mut found, places) = (0, 40);
    for place in 1..=places {
        let mut changed = whole.clone();
        changed[whole.len() * place / (places + 1)] ^= 0x10;
        std::fs::write(hub.data.database(), &changed).unwrap();
        let mut told = Vec::new();
        let Ok(seen) = scrub(&hub.data, |line| told.push(line.to_owned())) else { continue };
        assert_eq!(seen.damaged as usize, told.len());
        found += usize::from(told.iter().any(|line| line.contains(&big.id.to_string())));
        assert!(!told.iter().any(|line| line.contains(&small.id.to_string())), "{told:?}");
    }
    // Nearly the whole file is the one large container; the first and the last place in it may lie beside it.
    let within = places * size / whole.len() - 2;
    assert!(found >= within, "{found} of {places}, {within} of them in the container");
}

#[tokio::test]
async fn r8_a_changed_receipt_is_named() {
    let mut hub = TestHub::new().await;
    let (sender, _recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let letter = sender.letter("1370000002");
    assert_eq!(sender.submit(sender.seal(&letter)).await.status(), 201);
    hub.stop().await;
    let mut bytes = std::fs::read(hub.data.database()).unwrap();
    let word = b"\"accepted\"";
    let at = bytes.windows(word.len()).position(|window| window == word).unwrap();
    bytes[at + 1] ^= 0x20;
    std::fs::write(hub.data.database(), &bytes).unwrap();
    let mut told = Vec::new();
    let seen = scrub(&hub.data, |line| told.push(line.to_owned())).unwrap();
    assert!(seen.damaged == 1 && told[0].contains(&letter.id.to_string()), "{told:?}");
}
