//! Bad input changes nothing: each refusal with what the hub holds before and after it (I9).

use protocol::*;
use testkit::office::{code_of, json, problem};
use testkit::samples::{RECIPIENT, SENDER};
use testkit::{Invariants, Letter, TestHub, TestOffice};

/// Sends what must be refused; gives the code.
async fn refused(hub: &TestHub, sender: &TestOffice, bytes: Vec<u8>) -> ProblemCode {
    code_of(Invariants::unchanged(hub, sender.submit(bytes)).await).await
}

#[tokio::test]
async fn i9_a_refused_submission_changes_nothing() {
    let mut hub = TestHub::new().await;
    let (sender, recipient) = hub.two_offices().await;
    hub.register("1370000003").await;
    let mut invariants = Invariants::new();
    let good = sender.letter(RECIPIENT);
    let bytes = sender.seal(&good);
    invariants.acknowledged(&bytes, &json(sender.submit(bytes.clone()).await, 201).await);
    let to = |number: &str| sender.seal(&sender.letter(number));
    let changed = |at: usize| {
        let mut changed = sender.seal(&sender.letter(RECIPIENT));
        let at = at.min(changed.len() - 1);
        changed[at] ^= 1;
        changed
    };
    let set = |change: fn(&mut Letter)| {
        let mut letter = sender.set("K2");
        change(&mut letter);
        sender.seal(&letter)
    };
    use ProblemCode as P;
    let table = [
        ("unknown recipient", to("1379999999"), P::RecipientUnknown),
        ("no licence there", to("1370000003"), P::RecipientNotLicensed),
        ("to oneself", to(SENDER), P::RecipientIsSender),
        ("other bytes under its id", sender.seal(&good), P::IdConflict),
        ("changed in its head", changed(10), P::ContainerRefused),
        ("changed in its end", changed(usize::MAX), P::ContainerRefused),
        ("half", bytes[..bytes.len() / 2].to_vec(), P::ContainerRefused),
        ("nothing", Vec::new(), P::ContainerRefused),
        ("another's signature", recipient.seal(&recipient.letter(SENDER)), P::SenderMismatch),
        ("another serial", set(|letter| letter.serial = Some("20250425102001".into())), P::ContainerRefused),
        ("an empty file of a set", set(|letter| letter.files[0].1.clear()), P::DocumentsRefused),
        ("a PDF that is none", set(|letter| letter.files[0] = ("x.pdf".into(), b"MZ".to_vec())), P::DocumentsRefused),
    ];
    for (what, bytes, code) in table {
        assert_eq!(refused(&hub, &sender, bytes).await, code, "{what}");
    }
    invariants.hold_after_restart(&mut hub).await;
}

#[tokio::test]
async fn s13_a_clock_an_hour_off_is_told_with_both_times() {
    let hub = TestHub::new().await;
    let (sender, _recipient) = hub.two_offices().await;
    let mut invariants = Invariants::new();
    let mut ahead = sender.letter(RECIPIENT);
    ahead.created_at = ahead.created_at.plus(3_600);
    let refused = problem(Invariants::unchanged(&hub, sender.submit(sender.seal(&ahead))).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::ClockRefused));
    let now = hub.surroundings.now().in_japanese();
    for part in [ahead.created_at.in_japanese().as_str(), now.split(' ').next().unwrap(), "時計を合わせて"] {
        assert!(refused.detail.contains(part), "{part}: {}", refused.detail);
    }
    // An hour behind is within the day that a letter may wait.
    let mut behind = sender.letter(RECIPIENT);
    behind.created_at = behind.created_at.minus(3_600);
    let bytes = sender.seal(&behind);
    invariants.acknowledged(&bytes, &json(sender.submit(bytes.clone()).await, 201).await);
    invariants.hold(&hub).await;
}

#[tokio::test]
async fn s5_an_expired_certificate_is_told_at_the_next_request() {
    let hub = TestHub::new().await;
    let office = hub.office(SENDER).await;
    let names = office.names.clone().unwrap();
    hub.advance(3 * 366 * 86_400);
    let told = Invariants::unchanged(&hub, office.post("/v1/session", &names)).await;
    assert_eq!(code_of(told).await, ProblemCode::CertificateExpired);
    let told = Invariants::unchanged(&hub, office.get("/v1/me")).await;
    assert!(matches!(code_of(told).await, ProblemCode::CertificateExpired | ProblemCode::SignInRequired));
}

#[tokio::test]
async fn s22_without_a_session_nothing_is_taken() {
    let hub = TestHub::new().await;
    let (mut sender, recipient) = hub.two_offices().await;
    let bytes = sender.seal(&sender.letter(RECIPIENT));
    sender.tokens = None;
    assert_eq!(refused(&hub, &sender, bytes.clone()).await, ProblemCode::SignInRequired);
    sender.tokens.clone_from(&recipient.tokens);
    assert_eq!(refused(&hub, &sender, bytes).await, ProblemCode::SignInRequired, "another terminal's session");
}

#[tokio::test]
async fn i9_a_wrong_statement_changes_nothing() {
    use evidence::receipt::ReceiptKind as K;
    let mut hub = TestHub::new().await;
    let (sender, recipient) = hub.two_offices().await;
    let mut invariants = Invariants::new();
    let letter = sender.letter(RECIPIENT);
    let bytes = sender.seal(&letter);
    invariants.acknowledged(&bytes, &json(sender.submit(bytes.clone()).await, 201).await);
    let path = |what: &str| format!("/v1/transmissions/{}/{what}", letter.id);
    let before = recipient.receipt(K::Received, &letter, &bytes);
    let early = Invariants::unchanged(&hub, recipient.post(&path("acknowledgement"), &before)).await;
    assert_eq!(code_of(early).await, ProblemCode::StateConflict, "nothing was fetched");
    recipient.get(&path("container")).await;
    let other = recipient.receipt(K::Received, &letter, b"other bytes");
    let mut swapped = recipient.receipt(K::Received, &letter, &bytes);
    swapped.signature.clone_from(&other.signature);
    for wrong in [other, swapped] {
        let answer = Invariants::unchanged(&hub, recipient.post(&path("acknowledgement"), &wrong)).await;
        assert_eq!(code_of(answer).await, ProblemCode::ReceiptRefused);
    }
    let third = hub.office("1370000003").await;
    for what in ["container", "documents/0", "receipts", "evidence"] {
        let answer = Invariants::unchanged(&hub, third.get(&path(what))).await;
        assert_eq!(code_of(answer).await, ProblemCode::NotFound, "{what}");
    }
    json::<TransmissionDetail>(recipient.post(&path("acknowledgement"), &before).await, 200).await;
    let late = Invariants::unchanged(&hub, sender.post(&path("withdrawal"), &())).await;
    assert_eq!(code_of(late).await, ProblemCode::AlreadyFetched);
    invariants.hold_after_restart(&mut hub).await;
}
