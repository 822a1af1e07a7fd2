//! S30: every route of the table × every foreign id × no session. A new route does not compile without a row here.

use super::walk::two;
use evidence::receipt::ReceiptKind;
use protocol::*;
use reqwest::{Method, RequestBuilder, StatusCode};
use testkit::office::{json, problem};
use testkit::samples::{RECIPIENT, SENDER};
use testkit::{Letter, TestHub, TestOffice};

/// What belongs to the two offices and not to the third.
struct Foreign {
    letter: Letter,
    container: Vec<u8>,
    session: String,
    token: String,
    certificate: String,
}

/// What a third office gets that asks with a foreign id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// The route takes no id of an object: it is about the caller or nobody.
    NoObject,
    /// Not found.
    NotFound,
}

fn row(operation: Operation) -> Row {
    use Operation as O;
    match operation {
        O::OpenApi | O::ReadAuthority | O::ReadCrl | O::Enrol => Row::NoObject,
        O::SignIn | O::Refresh | O::ChangePassword => Row::NoObject,
        O::SignOut | O::ListSessions | O::SignOutEverywhere => Row::NoObject,
        O::ListTerminalTokens | O::MakeTerminalToken | O::RenewCertificate | O::ListCertificates => Row::NoObject,
        O::ReadMe | O::SearchOffices | O::ReadOffice | O::ReadClosings => Row::NoObject,
        O::Submit | O::SubmitMany | O::ReadInbox | O::ReadSent => Row::NoObject,
        O::StreamEvents | O::PollEvents | O::ListNotices => Row::NoObject,
        O::EndSession | O::RevokeTerminalToken | O::RevokeCertificate => Row::NotFound,
        O::ReadTransmission | O::FetchContainer | O::FetchDocument => Row::NotFound,
        O::Acknowledge | O::ReportImport | O::Withdraw => Row::NotFound,
        O::ReadReceipts | O::ReadEvidence | O::MarkNoticeRead => Row::NotFound,
    }
}

fn path(route: &Route, foreign: &Foreign) -> String {
    let id = match route.operation {
        Operation::EndSession => &foreign.session,
        Operation::RevokeTerminalToken => &foreign.token,
        Operation::RevokeCertificate => &foreign.certificate,
        _ => foreign.letter.id.as_str(),
    };
    let path = route.path.replace("{id}", id).replace("{index}", "0").replace("{number}", SENDER);
    // A query that every list understands.
    if matches!(route.operation, Operation::PollEvents | Operation::StreamEvents) { path + "?after=0" } else { path }
}

fn method(route: &Route) -> Method {
    Method::from_bytes(route.method.as_str().as_bytes()).unwrap()
}

fn call(office: &TestOffice, route: &Route, foreign: &Foreign) -> RequestBuilder {
    let request = office.request(method(route), &path(route, foreign));
    let kind = if route.operation == Operation::ReportImport { ReceiptKind::Imported } else { ReceiptKind::Received };
    match route.operation {
        Operation::Acknowledge | Operation::ReportImport => {
            // Nobody can sign as another office; that it is of another transmission must not even be told.
            let mut own = office.letter(&office.number);
            own.from = "1379999999".into();
            request.json(&office.receipt(kind, &own, &foreign.container))
        }
        _ => request,
    }
}

async fn foreign(sender: &TestOffice) -> Foreign {
    let letter = sender.letter(RECIPIENT);
    let container = sender.seal(&letter);
    json::<Submitted>(sender.submit(container.clone()).await, 201).await;
    let sessions: SessionList = json(sender.get("/v1/sessions").await, 200).await;
    let request = TerminalTokenRequest { name: "watch".into(), scopes: vec![Scope::Read], days: 1 };
    let token: TerminalTokenMade = json(sender.post("/v1/terminal-tokens", &request).await, 201).await;
    let own = &sessions.sessions[0];
    Foreign { letter, container, session: own.id.clone(), token: token.id, certificate: own.certificate_serial.clone() }
}

#[tokio::test]
async fn s30_s33_a_third_office_finds_nothing_by_foreign_ids() {
    let (hub, sender, _recipient) = two().await;
    let third = hub.office("1370000003").await;
    let foreign = foreign(&sender).await;
    for route in ROUTES.iter().filter(|route| row(route.operation) == Row::NotFound) {
        assert!(route.path.contains("{id}"), "{:?}", route.operation);
        let answer = call(&third, route, &foreign).send().await.unwrap();
        assert_eq!(problem(answer).await.code(), Some(ProblemCode::NotFound), "{:?}", route.operation);
    }
    // Nothing of it has changed (I9).
    let detail: TransmissionDetail =
        json(sender.get(&format!("/v1/transmissions/{}", foreign.letter.id)).await, 200).await;
    assert_eq!(detail.events.len(), 1);
    let sessions: SessionList = json(sender.get("/v1/sessions").await, 200).await;
    let tokens: TerminalTokenList = json(sender.get("/v1/terminal-tokens").await, 200).await;
    assert_eq!((sessions.sessions.len(), tokens.tokens.len()), (1, 1));
    for list in ["/v1/inbox", "/v1/sent"] {
        let page: TransmissionPage = json(third.get(list).await, 200).await;
        assert!(page.transmissions.is_empty() && page.next.is_none());
    }
    let events: EventPage = json(third.get("/v1/events/poll?after=0").await, 200).await;
    assert!(events.events.is_empty());
}

#[tokio::test]
async fn s30_the_sides_of_a_transmission_keep_their_parts() {
    let (_hub, sender, recipient) = two().await;
    let foreign = foreign(&sender).await;
    for route in ROUTES {
        let wrong = match route.object {
            ObjectRule::Sender => &recipient,
            ObjectRule::Recipient => &sender,
            ObjectRule::None | ObjectRule::Own | ObjectRule::Party => continue,
        };
        let answer = call(wrong, route, &foreign).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{:?}", route.operation);
    }
}

#[tokio::test]
async fn s22_every_route_wants_its_session() {
    let (_hub, mut sender, _recipient) = two().await;
    let foreign = foreign(&sender).await;
    sender.tokens = None;
    for route in ROUTES.iter().filter(|route| matches!(route.access, Access::Session | Access::SessionOrToken(_))) {
        let answer = call(&sender, route, &foreign).send().await.unwrap();
        assert_eq!(problem(answer).await.code(), Some(ProblemCode::SignInRequired), "{:?}", route.operation);
    }
}

#[tokio::test]
async fn s5_s30_operations_stand_on_their_own_listener_only() {
    let (hub, sender, _recipient): (TestHub, TestOffice, TestOffice) = two().await;
    let foreign = foreign(&sender).await;
    let client = hub.public_client();
    for route in ROUTES {
        let path = path(route, &foreign);
        let elsewhere = match route.access {
            Access::Public => sender.request(method(route), &path),
            _ => client.request(method(route), hub.public_url(&path)),
        };
        let answer = elsewhere.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{:?}", route.operation);
        let bare = client.request(method(route), format!("{}{path}", sender.base)).send().await;
        assert!(bare.is_err(), "without a certificate nobody is heard: {:?}", route.operation);
    }
}

#[tokio::test]
async fn s28_a_terminal_token_does_what_its_scope_says() {
    let (_hub, mut sender, _recipient) = two().await;
    let foreign = foreign(&sender).await;
    let full = sender.tokens.clone();
    for scope in [Scope::Send, Scope::Receive, Scope::Read] {
        sender.tokens.clone_from(&full);
        let request = TerminalTokenRequest { name: "care software".into(), scopes: vec![scope], days: 90 };
        let made: TerminalTokenMade = json(sender.post("/v1/terminal-tokens", &request).await, 201).await;
        sender.tokens.as_mut().unwrap().access_token.clone_from(&made.token);
        for route in ROUTES.iter().filter(|route| !matches!(route.access, Access::Public | Access::Certificate)) {
            // Streams do not end; that they are let in is shown by the poll beside them.
            if route.operation == Operation::StreamEvents {
                continue;
            }
            let answer = call(&sender, route, &foreign).send().await.unwrap();
            let (status, bytes) = (answer.status(), answer.bytes().await.unwrap());
            let code = serde_json::from_slice::<Problem>(&bytes).ok().and_then(|problem| problem.code());
            let right = route.access == Access::SessionOrToken(scope);
            assert_eq!(code != Some(ProblemCode::ScopeMissing), right, "{:?} {scope:?} {status}", route.operation);
        }
    }
}
