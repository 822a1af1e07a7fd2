//! Pages of one kind are full, and a terminal token shows when it was used.

use protocol::{Scope, TerminalTokenList, TerminalTokenMade, TerminalTokenRequest, TransmissionPage};
use testkit::{TestHub, TestOffice};

const HOUR: i64 = 3_600;

async fn read<T: serde::de::DeserializeOwned>(office: &TestOffice, path: &str) -> T {
    let answer = office.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap()
}

#[tokio::test]
async fn pages_of_a_kind_are_full_whatever_lies_between() {
    let hub = TestHub::new().await;
    let (sender, recipient) = (hub.office("1370000001").await, hub.office("1370000002").await);
    let set = sender.set("K2");
    assert_eq!(set.to, recipient.number);
    for plan in [true, false, false, false, true, false, true, false, false] {
        let letter = if plan { sender.set("K2") } else { sender.letter(&recipient.number) };
        assert_eq!(sender.submit(sender.seal(&letter)).await.status(), 201);
    }
    let kind = &set.files.iter().find_map(|(name, _)| standard::types::NameReading::read(name).kind).unwrap();
    let path = format!("/v1/inbox?limit=2&kind={}", kind.prefix());
    let first: TransmissionPage = read(&recipient, &path).await;
    assert_eq!(first.transmissions.len(), 2, "a full page though others lie between");
    let next = first.next.unwrap().0;
    let second: TransmissionPage = read(&recipient, &format!("{path}&cursor={next}")).await;
    assert_eq!((second.transmissions.len(), second.next.is_none()), (1, true));
    let sent: TransmissionPage = read(&sender, &format!("/v1/sent?limit=3&kind={}", kind.prefix())).await;
    assert_eq!((sent.transmissions.len(), sent.next.is_none()), (3, true));
    assert_eq!(recipient.get("/v1/inbox?kind=NOSUCH").await.status(), 400);
}

#[tokio::test]
async fn s28_a_terminal_token_shows_when_it_was_used_to_the_hour() {
    let hub = TestHub::new().await;
    let mut office = hub.office("1370000001").await;
    let asked = TerminalTokenRequest { name: "ケアソフト".into(), scopes: vec![Scope::Read], days: 30 };
    let answer = office.post("/v1/terminal-tokens", &asked).await;
    let made: TerminalTokenMade = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    let list: TerminalTokenList = read(&office, "/v1/terminal-tokens").await;
    assert_eq!(list.tokens[0].used_at, None);
    let session = office.tokens.clone();
    let mut shown = Vec::new();
    for wait in [0, HOUR / 2, HOUR] {
        hub.advance(wait);
        office.tokens.as_mut().unwrap().access_token = made.token.clone();
        assert_eq!(office.get("/v1/inbox").await.status(), 200);
        office.tokens = session.clone();
        office.sign_in().await;
        let list: TerminalTokenList = read(&office, "/v1/terminal-tokens").await;
        shown.push(list.tokens[0].used_at.clone().unwrap());
    }
    assert!(shown[0] == shown[1] && shown[1] < shown[2], "{shown:?}");
}
