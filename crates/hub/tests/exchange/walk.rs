//! The whole walk: enrol, sign in, send, see, fetch, verify, acknowledge, import, prove.

use evidence::bundle::{Bundle, Outcome, Subject};
use evidence::certificate::{Authority, Naming, NoCache, RevocationPolicy, TrustStore};
use evidence::cms::{TimeRule, Verification};
use evidence::container::{Container, Limits};
use evidence::receipt::ReceiptKind;
use protocol::*;
use std::process::Command;
use testkit::office::{json, problem};
use testkit::samples::{RECIPIENT, SENDER};
use testkit::{TestHub, TestOffice};

/// A hub with the two offices of the samples.
pub(super) async fn two() -> (TestHub, TestOffice, TestOffice) {
    let hub = TestHub::new().await;
    let (sender, recipient) = hub.two_offices().await;
    (hub, sender, recipient)
}

#[tokio::test]
async fn a_set_travels_with_proof() {
    let (mut hub, sender, recipient) = two().await;
    let letter = sender.set("K2");
    let container = sender.seal(&letter);
    let submitted: Submitted = json(sender.submit(container.clone()).await, 201).await;
    assert!(!submitted.repeated);
    assert_eq!(submitted.id, letter.id.to_string());

    let inbox: TransmissionPage = json(recipient.get("/v1/inbox?state=accepted").await, 200).await;
    let entry = &inbox.transmissions[0];
    assert_eq!((entry.from.as_str(), entry.message.as_str()), (SENDER, "よろしくお願いします"));
    assert_eq!(entry.from_name, format!("架空事業所{SENDER}"));
    assert_eq!(entry.documents.len(), letter.files.len());
    let own: TransmissionPage = json(sender.get("/v1/inbox").await, 200).await;
    assert!(own.transmissions.is_empty());

    let path = format!("/v1/transmissions/{}", letter.id);
    let fetched = recipient.get(&format!("{path}/container")).await.bytes().await.unwrap();
    verify_as_recipient(&hub, &fetched);
    let document = recipient.get(&format!("{path}/documents/0")).await.bytes().await.unwrap();
    assert_eq!(document, letter.files[0].1);

    let receipt = recipient.receipt(ReceiptKind::Received, &letter, &fetched);
    let detail: TransmissionDetail =
        json(recipient.post(&format!("{path}/acknowledgement"), &receipt).await, 200).await;
    assert_eq!(detail.summary.state, TransmissionState::Received);
    let imported = recipient.receipt(ReceiptKind::Imported, &letter, &fetched);
    json::<TransmissionDetail>(recipient.post(&format!("{path}/import"), &imported).await, 200).await;
    let detail: TransmissionDetail = json(sender.get(&path).await, 200).await;
    let states: Vec<_> = detail.events.iter().map(|event| event.state).collect();
    use TransmissionState as S;
    assert_eq!(states, [S::Accepted, S::Fetched, S::Received, S::Imported]);

    let receipts: ReceiptList = json(sender.get(&format!("{path}/receipts")).await, 200).await;
    assert_eq!(receipts.receipts.len(), 3);
    let events: EventPage = json(sender.get("/v1/events/poll?after=0").await, 200).await;
    let kinds: Vec<_> = events.events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::Fetched, EventKind::Received, EventKind::Imported]);

    let bundle = sender.get(&format!("{path}/evidence")).await.bytes().await.unwrap();
    verify_with_openssl(&hub, &bundle);
    hub.stop().await;
}

fn verify_as_recipient(hub: &TestHub, bytes: &[u8]) {
    let mut trust = TrustStore::new();
    trust.add_authority(Authority::new(hub.root(), vec![hub.issuing()], Naming::Profile).unwrap());
    trust.add_crl(&hub.hub().trust.current().crl).unwrap();
    let time = TimeRule::At(evidence::VerificationTime::Now(hub.surroundings.now()));
    let revocation = RevocationPolicy::Required;
    let how = Verification { trust: &trust, cache: &NoCache, time, revocation, account: None };
    Container::open(bytes, &Limits::default()).unwrap().verify(&how).unwrap();
}

fn verify_with_openssl(hub: &TestHub, bundle: &[u8]) {
    let folder = hub.folder.path();
    std::fs::write(folder.join("evidence.zip"), bundle).unwrap();
    let script = "mkdir e x && (cd e && unzip -q ../evidence.zip) && (cd x && unzip -q ../e/container.asice) && \
        openssl cms -verify -cades -purpose any -binary -inform DER -in x/META-INF/signature001.p7s \
        -content x/META-INF/ASiCManifest001.xml -CAfile data/root.pem -out /dev/null && \
        for kind in accepted received imported; do openssl cms -verify -cades -purpose any -binary -inform DER \
        -in e/receipts/$kind.p7s -content e/receipts/$kind.json -CAfile data/root.pem -out /dev/null || exit 1; done";
    let output = Command::new("sh").args(["-c", script]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
async fn a_withdrawal_comes_before_the_first_fetch_only() {
    let (hub, sender, recipient) = two().await;
    let first = sender.letter(RECIPIENT);
    json::<Submitted>(sender.submit(sender.seal(&first)).await, 201).await;
    let path = format!("/v1/transmissions/{}", first.id);
    let detail: TransmissionDetail = json(sender.post(&format!("{path}/withdrawal"), &()).await, 200).await;
    assert_eq!(detail.summary.state, TransmissionState::Withdrawn);
    let refused = problem(recipient.get(&format!("{path}/container")).await).await;
    assert_eq!(refused.code(), Some(ProblemCode::AlreadyWithdrawn));
    // The evidence says so, signed by the hub.
    let bundle = sender.get(&format!("{path}/evidence")).await.bytes().await.unwrap();
    let mut trust = TrustStore::new();
    trust.add_authority(Authority::new(hub.root(), vec![], Naming::Profile).unwrap());
    let report = Bundle::read(&bundle, &Limits::default()).unwrap().examine(&trust, None, &Limits::default()).unwrap();
    assert_eq!(report.outcome(Subject::Withdrawn), Some(Outcome::Holds));
    let second = sender.letter(RECIPIENT);
    sender.deliver(&recipient, &second).await;
    let late = sender.post(&format!("/v1/transmissions/{}/withdrawal", second.id), &()).await;
    assert_eq!(problem(late).await.code(), Some(ProblemCode::AlreadyFetched));
    drop(hub);
}

#[tokio::test]
async fn many_at_once_have_a_result_each() {
    let (hub, sender, _recipient) = two().await;
    let good = sender.seal(&sender.letter(RECIPIENT));
    let unknown = sender.seal(&sender.letter("1379999999"));
    let mut body = Vec::new();
    for (name, bytes) in [("a", &good), ("b", &unknown), ("c", &b"no container".to_vec())] {
        body.extend_from_slice(format!("--B\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--B--\r\n");
    let request = sender.request(reqwest::Method::POST, "/v1/transmissions/bulk");
    let answer = request.header("content-type", "multipart/form-data; boundary=B").body(body).send().await.unwrap();
    let results: SubmitResults = json(answer, 200).await;
    let codes: Vec<_> = results.results.iter().map(|one| one.problem.as_ref().and_then(Problem::code)).collect();
    assert_eq!(codes, [None, Some(ProblemCode::RecipientUnknown), Some(ProblemCode::ContainerRefused)]);
    drop(hub);
}

#[tokio::test]
async fn a_waiting_poll_and_a_stream_are_woken() {
    let (hub, sender, recipient) = two().await;
    let poll = recipient.request(reqwest::Method::GET, "/v1/events/poll?after=0&wait=25").send();
    let mut stream = recipient.get("/v1/events?after=0").await;
    let letter = sender.letter(RECIPIENT);
    let (polled, _) = tokio::join!(poll, sender.submit(sender.seal(&letter)));
    let page: EventPage = json(polled.unwrap(), 200).await;
    assert_eq!(page.events[0].transmission, Some(letter.id.to_string()));
    let chunk = stream.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&chunk).contains(letter.id.as_str()));
    drop(hub);
}

#[tokio::test]
async fn the_directory_and_the_own_office() {
    let (hub, sender, _recipient) = two().await;
    hub.register("1370000003").await;
    let page: OfficePage = json(sender.get("/v1/offices?name=架空&licensed=true").await, 200).await;
    assert_eq!(page.offices.len(), 2);
    let page: OfficePage = json(sender.get("/v1/offices?number=137000000&limit=2").await, 200).await;
    assert_eq!((page.offices.len(), page.next.is_some()), (2, true));
    let other: OfficeBody = json(sender.get("/v1/offices/1370000003").await, 200).await;
    assert!(!other.licensed);
    let me: Me = json(sender.get("/v1/me").await, 200).await;
    assert!(me.licence.unwrap().valid && me.office.number == SENDER);
    assert_eq!(me.certificate.serial, sender.serial());
    drop(hub);
}

#[tokio::test]
async fn health_says_whether_the_hub_can_work() {
    let hub = TestHub::new().await;
    let base = format!("http://{}", hub.running().health);
    let client = hub.public_client();
    assert_eq!(client.get(format!("{base}/health/live")).send().await.unwrap().status(), 200);
    assert_eq!(client.get(format!("{base}/health/ready")).send().await.unwrap().status(), 200);
    hub.advance(13 * 3_600);
    let ready = client.get(format!("{base}/health/ready")).send().await.unwrap();
    assert_eq!(ready.status(), 503);
    assert!(ready.text().await.unwrap().contains("crl:"));
    let metrics = client.get(format!("{base}/metrics")).send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains("renkei_hub_crl_age_seconds"));
}
