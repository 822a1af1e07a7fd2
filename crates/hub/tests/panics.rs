//! A panic is one answer and one entry of the audit log; the hub lives (R26).

use exchange::audit::LeafNumber;
use exchange::page::Limit;
use protocol::{Problem, ProblemCode};
use testkit::TestHub;

#[tokio::test]
async fn r26_a_panic_is_an_answer_with_its_number_and_an_entry_of_the_audit_log() {
    let hub = TestHub::new().await;
    let (sender, _recipient) = hub.two_offices().await;
    let letter = sender.letter("1370000002");
    assert_eq!(sender.submit(sender.seal(&letter)).await.status(), 201);
    hub.clock.break_random(true);
    let answer = sender.post(&format!("/v1/transmissions/{}/withdrawal", letter.id), &()).await;
    hub.clock.break_random(false);
    assert_eq!((answer.status().as_u16(), answer.headers()["retry-after"].to_str().unwrap()), (500, "60"));
    let problem: Problem = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    assert_eq!(problem.code(), Some(ProblemCode::Internal));
    let store = &hub.hub().store;
    while store.number_leaves(100).await.unwrap() > 0 {}
    let leaves = store.leaves(LeafNumber(0), Limit::new(200)).await.unwrap();
    let told = leaves.iter().filter(|leaf| {
        let text = String::from_utf8_lossy(&leaf.bytes);
        text.contains("request.panicked") && text.contains(&problem.request_number)
    });
    assert_eq!(told.count(), 1);
    assert_eq!(sender.get("/v1/me").await.status(), 200);
}
