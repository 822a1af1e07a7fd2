//! What stands against work is told by `ready`: room on the disk, the clock, the revocation list.

use hub::admin::{AdminAnswer, AdminQuestion, ask};
use protocol::{Me, Problem, ProblemCode, SystemState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use testkit::{TestHub, TestOffice, until};

const HOUR: i64 = 3_600;

/// The status, and the first words of the reasons.
async fn ready(hub: &TestHub) -> (u16, Vec<String>) {
    let answer = hub.public_client().get(format!("http://{}/health/ready", hub.running().health)).send().await.unwrap();
    let status = answer.status().as_u16();
    let body: serde_json::Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let reasons = body["reasons"].as_array().unwrap().iter();
    let words = reasons.map(|reason| reason.as_str().unwrap().split(':').next().unwrap().to_owned()).collect();
    assert_eq!(body["ready"].as_bool().unwrap(), status == 200);
    (status, words)
}

async fn state(office: &TestOffice) -> SystemState {
    let answer = office.get("/v1/me").await;
    serde_json::from_slice::<Me>(&answer.bytes().await.unwrap()).unwrap().system_state
}

#[tokio::test]
async fn r6_below_the_floor_new_work_is_refused_and_reading_goes_on() {
    let mut hub = TestHub::new().await;
    let free = Arc::new(AtomicU64::new(u64::MAX));
    let shown = Arc::clone(&free);
    hub.surroundings = hub.surroundings.clone().with_room(move |_| Some(shown.load(Ordering::Relaxed)));
    hub.restart().await;
    let (sender, recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let letter = sender.letter(&recipient.number);
    assert_eq!(sender.submit(sender.seal(&letter)).await.status(), 201);
    assert_eq!(ready(&hub).await, (200, vec![]));

    free.store(hub.config.limits.free_bytes - 1, Ordering::Relaxed);
    assert_eq!(ready(&hub).await, (503, vec!["disk".to_owned()]));
    let second = sender.seal(&sender.letter(&recipient.number));
    let refused = sender.submit(second.clone()).await;
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].to_str().unwrap()), (507, "300"));
    let problem: Problem = serde_json::from_slice(&refused.bytes().await.unwrap()).unwrap();
    assert!(problem.code() == Some(ProblemCode::StorageFull) && problem.detail.contains("空き"), "{problem:?}");
    assert_eq!(state(&recipient).await, SystemState::ReadOnly);
    let path = format!("/v1/transmissions/{}/container", letter.id);
    assert_eq!(recipient.get(&path).await.status(), 200, "what was accepted can be fetched");

    free.store(u64::MAX, Ordering::Relaxed);
    assert_eq!(ready(&hub).await, (200, vec![]), "it comes back by itself");
    assert_eq!(sender.submit(second).await.status(), 201);
    assert_eq!(state(&recipient).await, SystemState::Available);
}

#[tokio::test]
async fn r30_a_clock_that_goes_back_is_told() {
    let mut hub = TestHub::new().await;
    hub.advance(HOUR);
    assert_eq!(ready(&hub).await, (200, vec![]));
    hub.register("1370000001").await;
    hub.advance(-30);
    assert_eq!(ready(&hub).await, (200, vec![]), "time services move clocks a little");
    hub.advance(-HOUR);
    assert_eq!(ready(&hub).await, (503, vec!["clock".to_owned()]));
    hub.advance(HOUR);
    assert_eq!(ready(&hub).await, (200, vec![]));
    // The last revocation list remembers the time over a restart.
    let made = hub.hub().trust.current().made;
    hub.admin(AdminQuestion::RenewCrl).await;
    assert_ne!(hub.hub().trust.current().made, made, "it is in use when the command ends");
    hub.advance(-HOUR);
    hub.restart().await;
    assert_eq!(ready(&hub).await, (503, vec!["clock".to_owned()]));
}

#[tokio::test]
async fn s7_r30_a_list_that_is_not_renewed_is_told_at_half_its_life() {
    let hub = TestHub::new().await;
    hub.end_authority();
    until(|| std::os::unix::net::UnixStream::connect(hub.data.authority_socket()).is_err()).await;
    hub.advance(11 * HOUR);
    assert_eq!(ready(&hub).await, (200, vec![]));
    hub.advance(2 * HOUR);
    assert_eq!(ready(&hub).await, (503, vec!["crl".to_owned()]));
    hub.advance(12 * HOUR);
    assert_eq!(ready(&hub).await, (503, vec!["crl".to_owned()]));
}

#[tokio::test]
async fn s7_after_a_day_of_sleep_the_hub_has_a_fresh_list_by_itself() {
    let hub = TestHub::new().await;
    // A certificate of after the sleep would not be valid yet by the clock of the handshake.
    let mut office = hub.office("1370000001").await;
    let made = hub.hub().trust.current().made;
    // Nothing but the clock tells that the machine slept: timers of the program stood still.
    hub.advance(25 * HOUR);
    until(|| hub.hub().trust.current().made != made).await;
    assert_eq!(ready(&hub).await, (200, vec![]));
    office.sign_in().await;
    assert_eq!(state(&office).await, SystemState::Available);
}

#[tokio::test]
async fn s7_a_list_that_cannot_be_made_is_told_to_who_asks_for_it() {
    let hub = TestHub::new().await;
    let before = hub.hub().trust.current().crl.clone();
    hub.end_authority();
    until(|| std::os::unix::net::UnixStream::connect(hub.data.authority_socket()).is_err()).await;
    let Some(Ok(AdminAnswer::Refused(lines))) = ask(&hub.data, &AdminQuestion::RenewCrl).await else {
        panic!("it was not refused")
    };
    assert!(lines.join("").contains("renkei-hub ca serve"), "{lines:?}");
    assert_eq!(hub.hub().trust.current().crl, before, "the last one is used on");
}
