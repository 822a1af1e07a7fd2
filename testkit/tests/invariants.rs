//! R0: each invariant that is broken on purpose, in the hub's database, is found and named.

use evidence::receipt::ReceiptKind;
use protocol::{ReceiptRequest, Submitted, TransmissionDetail};
use rusqlite::Connection;
use testkit::office::json;
use testkit::samples::RECIPIENT;
use testkit::{Footprint, Invariants, TestHub};

/// A hub with two transmissions, one of them received, and what was promised of both.
async fn hub() -> (TestHub, Invariants) {
    let hub = TestHub::new().await;
    let (sender, recipient) = hub.two_offices().await;
    hub.office("1370000003").await;
    let mut invariants = Invariants::new();
    for received in [true, false] {
        let letter = sender.letter(RECIPIENT);
        let bytes = sender.seal(&letter);
        invariants.acknowledged(&bytes, &json::<Submitted>(sender.submit(bytes.clone()).await, 201).await);
        if received {
            let path = format!("/v1/transmissions/{}", letter.id);
            assert_eq!(recipient.get(&format!("{path}/container")).await.status(), 200);
            let receipt: ReceiptRequest = recipient.receipt(ReceiptKind::Received, &letter, &bytes);
            let path = format!("{path}/acknowledgement");
            json::<TransmissionDetail>(recipient.post(&path, &receipt).await, 200).await;
        }
    }
    invariants.hold(&hub).await;
    (hub, invariants)
}

/// What the checks say after this was done to the database of a hub that stands still; it is as before afterwards.
async fn after(hub: &mut TestHub, invariants: &Invariants, sql: &str) -> String {
    let file = hub.data.database();
    let whole = std::fs::read(&file).unwrap();
    let database = Connection::open(&file).unwrap();
    database.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
    drop(database);
    hub.start().await;
    let breaches = invariants.clone().breaches(hub).await;
    hub.stop().await;
    std::fs::write(file, whole).unwrap();
    breaches
}

#[tokio::test]
async fn r0_each_broken_invariant_is_found() {
    let table = [
        (
            "I1",
            "DELETE FROM feed WHERE n = 2; DELETE FROM step WHERE n = 2; DELETE FROM content WHERE n = 2;
             DELETE FROM data_key WHERE n = 2; DELETE FROM receipt WHERE key / 4 = 2;
             DELETE FROM transmission WHERE n = 2;",
        ),
        ("I1", "DELETE FROM receipt WHERE key = 8;"),
        ("I2", "DELETE FROM receipt WHERE key = 4;"),
        ("I3", "UPDATE transmission SET recipient = '1370000003' WHERE n = 2;"),
        ("I4", "UPDATE transmission SET sha256 = zeroblob(32) WHERE n = 1;"),
        ("I5", "UPDATE content SET container = substr(container, 1, length(container) - 1) WHERE n = 1;"),
        ("I6", "UPDATE step SET state = 'accepted' WHERE n = 1 AND step = 2;"),
        ("I6", "UPDATE transmission SET state = 'fetched' WHERE n = 1;"),
        (
            "I7",
            "DELETE FROM audit_number; DELETE FROM audit_entry WHERE instr(CAST(leaf AS TEXT), 'transmission.fetched');",
        ),
        (
            "I7",
            "INSERT INTO audit_entry (leaf, salt) SELECT leaf, salt FROM audit_entry
             WHERE instr(CAST(leaf AS TEXT), 'transmission.received');",
        ),
        ("I7", "DELETE FROM feed WHERE n = 1 AND step = 2 AND office = '1370000002';"),
        (
            "I8",
            "UPDATE receipt SET signature = CAST(substr(signature, 1, length(signature) - 1) || x'00' AS BLOB) WHERE key = 5;",
        ),
    ];
    let (mut hub, invariants) = hub().await;
    hub.stop().await;
    for (invariant, sql) in table {
        let said = after(&mut hub, &invariants, sql).await;
        assert!(said.lines().any(|line| line.starts_with(invariant)), "{invariant} after {sql}: «{said}»");
    }
    assert_eq!(after(&mut hub, &invariants, "").await, "", "and nothing is said of what is well");
}

#[tokio::test]
async fn r0_what_changed_is_found() {
    let hub = TestHub::new().await;
    let (sender, recipient) = hub.two_offices().await;
    let before = Footprint::of(&hub).await;
    let page = recipient.get("/v1/inbox").await;
    assert_eq!(page.status(), 200);
    assert_eq!(before.changed(&Footprint::of(&hub).await), Vec::<String>::new(), "reading changes nothing");
    json::<Submitted>(sender.submit(sender.seal(&sender.letter(RECIPIENT))).await, 201).await;
    let changed = before.changed(&Footprint::of(&hub).await);
    for table in ["audit_entry", "content", "data_key", "mailbox", "receipt", "transmission"] {
        assert!(changed.iter().any(|one| one == table), "{table}: {changed:?}");
    }
    let before = Footprint::of(&hub).await;
    std::fs::write(hub.data.path().join("left-over"), b"").unwrap();
    let changed = before.changed(&Footprint::of(&hub).await);
    assert!(changed.len() == 1 && changed[0].ends_with("left-over"), "{changed:?}");
}

#[tokio::test]
async fn a_hub_that_ended_in_the_middle_leaves_its_folder_free() {
    let (mut hub, mut invariants) = hub().await;
    for _ in 0..3 {
        hub.crash().await;
        hub.start().await;
        invariants.hold(&hub).await;
    }
}
