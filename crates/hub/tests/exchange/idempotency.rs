//! R9, R10: a repeat, a conflict, a lost reply, a restart.

use super::walk::two;
use protocol::*;
use std::time::Duration;
use testkit::office::{json, problem};
use testkit::samples::{RECIPIENT, SENDER};

#[tokio::test]
async fn r9_the_same_bytes_get_the_same_answer_and_others_a_conflict() {
    let (mut hub, mut sender, recipient) = two().await;
    let letter = sender.letter(RECIPIENT);
    let bytes = sender.seal(&letter);
    let first: Submitted = json(sender.submit(bytes.clone()).await, 201).await;
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
    drop(recipient);
}

#[tokio::test]
async fn r9_the_id_of_another_office_is_a_conflict() {
    let (_hub, sender, recipient) = two().await;
    let letter = sender.letter(RECIPIENT);
    json::<Submitted>(sender.submit(sender.seal(&letter)).await, 201).await;
    let mut stolen = recipient.letter(SENDER);
    stolen.id = letter.id.clone();
    let refused = problem(recipient.submit(recipient.seal(&stolen)).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::IdConflict));
}

#[tokio::test]
async fn r9_r10_lost_replies_cost_nothing() {
    let (hub, mut sender, recipient) = two().await;
    for lost in 0..10_u64 {
        let letter = sender.letter(RECIPIENT);
        let bytes = sender.seal(&letter);
        // The connection is dropped at some moment after sending has begun.
        let sending = sender.submit(bytes.clone());
        let _ = tokio::time::timeout(Duration::from_millis(lost * 2), sending).await;
        sender.reconnect(&hub);
        let asked = sender.get(&format!("/v1/transmissions/{}", letter.id)).await;
        let known = asked.status() == 200;
        let answer: Submitted = json(sender.submit(bytes).await, 201).await;
        assert!(answer.repeated || !known, "what was known by id is a repeat");
    }
    let inbox: TransmissionPage = json(recipient.get("/v1/inbox").await, 200).await;
    assert_eq!(inbox.transmissions.len(), 10, "each once");
}
