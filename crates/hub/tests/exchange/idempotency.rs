//! R9: a repeat, a conflict, a restart. What is lost on the way is in `faults`.

use super::walk::two;
use protocol::*;
use testkit::Invariants;
use testkit::office::{json, problem};
use testkit::samples::{RECIPIENT, SENDER};

#[tokio::test]
async fn r9_the_same_bytes_get_the_same_answer_and_others_a_conflict() {
    let (mut hub, mut sender, recipient) = two().await;
    let letter = sender.letter(RECIPIENT);
    let bytes = sender.seal(&letter);
    let first: Submitted = json(sender.submit(bytes.clone()).await, 201).await;
    let mut invariants = Invariants::new();
    invariants.acknowledged(&bytes, &first);
    let again: Submitted = json(sender.submit(bytes.clone()).await, 201).await;
    assert!(again.repeated && again.receipt == first.receipt && again.accepted_at == first.accepted_at);
    // Signing again gives other bytes under the same id (S19).
    let refused = problem(sender.submit(sender.seal(&letter)).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::IdConflict));
    hub.restart().await;
    sender.reconnect(&hub);
    let later: Submitted = json(sender.submit(bytes.clone()).await, 201).await;
    assert_eq!(later.receipt, first.receipt, "what was acknowledged stays acknowledged");
    // A repeat is answered even when the recipient could not be sent to any more, and after a day.
    hub.advance(20 * 3_600);
    sender.sign_in().await;
    let late: Submitted = json(sender.submit(bytes).await, 201).await;
    assert_eq!(late.receipt, first.receipt);
    invariants.hold_after_restart(&mut hub).await;
    drop(recipient);
}

#[tokio::test]
async fn r9_the_id_of_another_office_is_a_conflict() {
    let (hub, sender, recipient) = two().await;
    let letter = sender.letter(RECIPIENT);
    json::<Submitted>(sender.submit(sender.seal(&letter)).await, 201).await;
    let mut stolen = recipient.letter(SENDER);
    stolen.id = letter.id.clone();
    let stolen = recipient.seal(&stolen);
    let refused = problem(Invariants::unchanged(&hub, recipient.submit(stolen)).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::IdConflict));
    Invariants::new().hold(&hub).await;
}
