//! S6, S26: an open event stream ends soon after certificate, session or token have ended.

use hub::admin::AdminQuestion;
use protocol::*;
use reqwest::Response;
use testkit::office::json;
use testkit::samples::{RECIPIENT, SENDER};
use testkit::{Invariants, TestHub, TestOffice};

/// A hub whose streams look again every second.
async fn hub() -> TestHub {
    TestHub::with(|config| config.limits.stream_check_seconds = 1).await
}

/// A stream that is open and was looked at once: what it says when nothing happens is a comment.
async fn open(office: &TestOffice) -> Response {
    let mut stream = office.get("/v1/events?after=0").await;
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.chunk().await.unwrap().unwrap(), ": \n\n", "the session still holds");
    stream
}

/// Reads on until it ends; what is told on the way, as of a revocation, is not looked at.
async fn ends(mut stream: Response) {
    while stream.chunk().await.unwrap().is_some() {}
}

#[tokio::test]
async fn s6_a_stream_ends_when_its_certificate_is_revoked() {
    let hub = hub().await;
    let office = hub.office(SENDER).await;
    let stream = open(&office).await;
    hub.admin(AdminQuestion::Revoke { serial: office.serial(), compromised: true }).await;
    ends(stream).await;
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn s26_a_stream_ends_with_its_session() {
    let hub = hub().await;
    let office = hub.office(SENDER).await;
    let stream = open(&office).await;
    assert_eq!(office.delete("/v1/session").await.status(), 204);
    ends(stream).await;
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn s26_a_stream_ends_with_the_time_of_its_session() {
    let hub = hub().await;
    let office = hub.office(SENDER).await;
    let stream = open(&office).await;
    hub.advance(9 * 3_600);
    ends(stream).await;
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn s28_a_stream_ends_with_its_terminal_token() {
    let hub = hub().await;
    let mut office = hub.office(SENDER).await;
    let request = TerminalTokenRequest { name: "watch".into(), scopes: vec![Scope::Read], days: 1 };
    let made: TerminalTokenMade = json(office.post("/v1/terminal-tokens", &request).await, 201).await;
    let session = office.tokens.clone();
    office.tokens.as_mut().unwrap().access_token.clone_from(&made.token);
    let stream = open(&office).await;
    office.tokens = session;
    assert_eq!(office.delete(&format!("/v1/terminal-tokens/{}", made.id)).await.status(), 204);
    ends(stream).await;
    Invariants::new().hold(&hub).await;
}

#[tokio::test]
async fn a_stream_that_is_looked_at_again_misses_nothing() {
    let hub = hub().await;
    let (sender, recipient) = hub.two_offices().await;
    let mut invariants = Invariants::new();
    let mut stream = open(&recipient).await;
    for _ in 0..2 {
        let letter = sender.letter(RECIPIENT);
        let bytes = sender.seal(&letter);
        invariants.acknowledged(&bytes, &json(sender.submit(bytes.clone()).await, 201).await);
        let said = loop {
            let said = stream.chunk().await.unwrap().unwrap();
            if said != ": \n\n" {
                break said;
            }
        };
        assert!(String::from_utf8_lossy(&said).contains(letter.id.as_str()));
        assert_eq!(stream.chunk().await.unwrap().unwrap(), ": \n\n", "and goes on");
    }
    invariants.hold(&hub).await;
}
