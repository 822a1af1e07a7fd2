//! R24, R26, S32: too large, too many at once, too slow, half an upload, unknown members, a panic.

use super::walk::two;
use protocol::*;
use reqwest::{Body, Method};
use testkit::office::{json, problem};
use testkit::samples::{RECIPIENT, SENDER};
use testkit::{Invariants, TestHub, until};

#[tokio::test]
async fn r24_a_body_that_is_too_large_is_refused_by_its_size() {
    let (hub, sender, _recipient) = two().await;
    // Only the size is told, and nothing of the body is said: a refusal in the middle of a body may be lost with it.
    let told = |path: &str, media_type: &str, size: u64| {
        let nothing = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
        let request = sender.request(Method::POST, path).header("content-type", media_type);
        request.header("content-length", size).body(Body::wrap_stream(nothing)).send()
    };
    for (path, media_type, most) in [
        ("/v1/transmissions", CONTAINER_MEDIA_TYPE, Limits::V1.container),
        ("/v1/session/refresh", "application/json", Limits::V1.json_body),
    ] {
        let answer = Invariants::unchanged(&hub, told(path, media_type, most + 1)).await.unwrap();
        assert_eq!(problem(answer).await.code(), Some(ProblemCode::TooLarge), "{path}");
    }
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn r22_r24_bodies_beyond_the_room_are_told_to_come_again() {
    let hub = TestHub::with(|config| config.limits.bodies_in_flight = 4 << 10).await;
    let office = hub.office(SENDER).await;
    let answer = office.submit(vec![0; 8 << 10]).await;
    assert_eq!(answer.headers()["retry-after"], "5");
    let busy = problem(answer).await;
    assert_eq!((busy.code(), busy.retry_after_seconds), (Some(ProblemCode::Busy), Some(5)));
    // The room was given back.
    assert_eq!(office.get("/v1/me").await.status(), 200);
}

#[tokio::test]
async fn r24_a_slow_body_is_cut_off() {
    use futures_util::StreamExt as _;
    let (hub, sender, _recipient) = two().await;
    // The whole container but its last byte, and then nothing.
    let mut bytes = sender.seal(&sender.letter(RECIPIENT));
    bytes.pop();
    let began = futures_util::stream::iter(
        bytes.chunks(64).map(<[u8]>::to_vec).map(Ok::<_, std::io::Error>).collect::<Vec<_>>(),
    );
    let drip = began.chain(futures_util::stream::pending());
    let request = sender.request(Method::POST, "/v1/transmissions").header("content-type", CONTAINER_MEDIA_TYPE);
    let answer = Invariants::unchanged(&hub, request.body(Body::wrap_stream(drip)).send()).await.unwrap();
    assert_eq!(problem(answer).await.code(), Some(ProblemCode::BodyIncomplete));
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn half_an_upload_leaves_nothing() {
    let (hub, sender, _recipient) = two().await;
    let letter = sender.letter(RECIPIENT);
    let bytes = sender.seal(&letter);
    let half = bytes[..bytes.len() / 2].to_vec();
    let broken = futures_util::stream::iter([Ok(half.clone()), Err(std::io::Error::other("the cable was pulled"))]);
    let request = sender.request(Method::POST, "/v1/transmissions").header("content-type", CONTAINER_MEDIA_TYPE);
    assert!(Invariants::unchanged(&hub, request.body(Body::wrap_stream(broken)).send()).await.is_err());
    let refused = problem(Invariants::unchanged(&hub, sender.submit(half)).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::ContainerRefused));
    let unknown = sender.get(&format!("/v1/transmissions/{}", letter.id)).await;
    assert_eq!(problem(unknown).await.code(), Some(ProblemCode::NotFound));
    let mut invariants = Invariants::new();
    invariants.acknowledged(&bytes, &json(sender.submit(bytes.clone()).await, 201).await);
    invariants.hold(&hub).await;
}

#[tokio::test]
async fn s32_unknown_members_are_named() {
    let (_hub, sender, _recipient) = two().await;
    let body = serde_json::json!({ "refreshToken": "x", "office": "1370000009" });
    let answer = problem(sender.post("/v1/session/refresh", &body).await).await;
    assert!(answer.code() == Some(ProblemCode::BadMember) && answer.detail.contains("「office」"), "{answer:?}");
    let answer = problem(sender.get("/v1/inbox?state=accepted&offcie=1").await).await;
    assert!(answer.code() == Some(ProblemCode::BadMember) && answer.detail.contains("「offcie」"), "{answer:?}");
    let answer = problem(sender.post("/v1/session/refresh", &serde_json::json!({})).await).await;
    assert!(answer.code() == Some(ProblemCode::BadMember) && answer.detail.contains("「refreshToken」"), "{answer:?}");
    let request = sender.request(Method::POST, "/v1/session/refresh").header("content-type", "application/json");
    let answer = problem(request.body("{").send().await.unwrap()).await;
    assert_eq!(answer.code(), Some(ProblemCode::BadRequest));
    let request = sender.request(Method::POST, "/v1/session/refresh").header("content-type", "text/plain");
    let answer = problem(request.body("{}").send().await.unwrap()).await;
    assert_eq!(answer.code(), Some(ProblemCode::MediaTypeRefused));
    let answer = problem(sender.request(Method::PUT, "/v1/inbox").send().await.unwrap()).await;
    assert_eq!(answer.code(), Some(ProblemCode::MethodNotAllowed));
    let answer = problem(sender.get("/v1/inbox?limit=101").await).await;
    assert_eq!(answer.code(), Some(ProblemCode::BadMember), "pages are bounded (S33)");
}

#[tokio::test]
async fn r26_a_panic_is_one_answer_and_the_hub_lives() {
    let (hub, sender, _recipient) = two().await;
    let letter = sender.letter(RECIPIENT);
    json::<Submitted>(sender.submit(sender.seal(&letter)).await, 201).await;
    let path = format!("/v1/transmissions/{}/withdrawal", letter.id);
    hub.clock.break_random(true);
    let broken = problem(sender.post(&path, &()).await).await;
    assert_eq!(broken.code(), Some(ProblemCode::Internal));
    hub.clock.break_random(false);
    json::<TransmissionDetail>(sender.post(&path, &()).await, 200).await;
    assert_eq!(hub.hub().metrics.panics.get(), 1);
}

#[tokio::test]
async fn r19_a_stop_lets_running_requests_end() {
    let (mut hub, _sender, recipient) = two().await;
    let waiting = tokio::spawn(recipient.request(Method::GET, "/v1/events/poll?after=999&wait=25").send());
    // The poll waits when the office's feed is held by it, by the hub and here.
    let office = standard::OfficeNumber::parse(RECIPIENT).unwrap();
    until(|| std::sync::Arc::strong_count(&hub.hub().feeds.of(office)) >= 3).await;
    hub.stop().await;
    json::<EventPage>(waiting.await.unwrap().unwrap(), 200).await;
}
