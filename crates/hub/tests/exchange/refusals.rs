//! What bad input gets: each refusal with its code and its words.

use super::walk::two;
use evidence::Timestamp;
use evidence::receipt::ReceiptKind;
use protocol::*;
use std::fmt::Write as _;
use testkit::office::{json, problem};
use testkit::samples::RECIPIENT;
use testkit::{TestHub, TestOffice};

/// Refusals as they are told, one after the other.
#[derive(Default)]
struct Told(String);

impl Told {
    async fn add(&mut self, what: &str, answer: reqwest::Response) {
        let problem = problem(answer).await;
        let (code, status) = (problem.code().unwrap().as_str(), problem.status);
        writeln!(self.0, "{what}\n  {status} {code}: {}\n  {}", problem.title, mask(&problem.detail)).unwrap();
        for finding in problem.findings.iter().take(2) {
            writeln!(self.0, "  {} {}: {}", finding.rule, finding.place.file, finding.title).unwrap();
        }
    }
}

/// Dates and ids differ in every run.
fn mask(text: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("20").or_else(|| rest.find("01")) {
        let tail = &rest[at..];
        if tail.len() > 36 && tail.is_char_boundary(36) && tail[..36].matches('-').count() == 4 {
            masked += &rest[..at];
            masked += "[番号]";
            rest = &tail[36..];
        } else if let Some(end) = tail.find(':').filter(|end| tail[..*end].contains('年') && *end < 40) {
            masked += &rest[..at];
            masked += "[日時]";
            rest = &tail[end + 3..];
        } else {
            masked += &rest[..at + 2];
            rest = &rest[at + 2..];
        }
    }
    masked + rest
}

#[tokio::test]
async fn what_a_wrong_submission_gets() {
    let (hub, sender, _recipient) = two().await;
    hub.register("1370000003").await;
    let mut told = Told::default();
    told.add("unknown recipient", sender.submit(sender.seal(&sender.letter("1379999999"))).await).await;
    told.add("no licence there", sender.submit(sender.seal(&sender.letter("1370000003"))).await).await;
    told.add("to oneself", sender.submit(sender.seal(&sender.letter(&sender.number))).await).await;
    clocks(&sender, &mut told).await;
    let good = sender.seal(&sender.letter(RECIPIENT));
    for at in [10, good.len() / 2, good.len() - 700] {
        let mut changed = good.clone();
        changed[at] ^= 1;
        told.add("changed by one bit", sender.submit(changed).await).await;
    }
    told.add("no container", sender.submit(b"PK".to_vec()).await).await;
    let mut bad = sender.set("K2");
    bad.files[1].1 = bad.files[1].1.replace_first(b",0900,", b",9900,");
    told.add("the checks find errors", sender.submit(sender.seal(&bad)).await).await;
    let mut serial = sender.set("K2");
    serial.serial = Some("20250425102001".into());
    told.add("manifest does not match", sender.submit(sender.seal(&serial)).await).await;
    let mut long = sender.letter(RECIPIENT);
    long.message = "あ".repeat(1_990);
    assert_eq!(sender.submit(sender.seal(&long)).await.status(), 201);
    insta::assert_snapshot!("submission", told.0);
    let sent: TransmissionPage = json(sender.get("/v1/sent").await, 200).await;
    assert_eq!(sent.transmissions.len(), 1, "nothing but the good one was stored");
}

async fn clocks(sender: &TestOffice, told: &mut Told) {
    let shift =
        |seconds: i64| move |at: Timestamp| Timestamp::from_unix(at.unix().saturating_add_signed(seconds)).unwrap();
    for (what, seconds) in [("a day old", -86_460), ("ten minutes ahead", 600)] {
        let mut letter = sender.letter(RECIPIENT);
        letter.created_at = shift(seconds)(letter.created_at);
        told.add(what, sender.submit(sender.seal(&letter)).await).await;
    }
    for seconds in [-86_300, 240] {
        let mut letter = sender.letter("1379999999");
        letter.created_at = shift(seconds)(letter.created_at);
        let near = problem(sender.submit(sender.seal(&letter)).await).await;
        assert_eq!(near.code(), Some(ProblemCode::RecipientUnknown), "within the bounds (S13)");
    }
}

trait Replace {
    fn replace_first(&self, from: &[u8], to: &[u8]) -> Vec<u8>;
}

impl Replace for Vec<u8> {
    fn replace_first(&self, from: &[u8], to: &[u8]) -> Vec<u8> {
        let at = self.windows(from.len()).position(|window| window == from).unwrap();
        [&self[..at], to, &self[at + from.len()..]].concat()
    }
}

#[tokio::test]
async fn what_an_unlicensed_office_gets() {
    let hub = TestHub::new().await;
    hub.register("1370000001").await;
    let mut sender = hub.enrol("1370000001").await;
    sender.begin(&hub).await;
    hub.office(RECIPIENT).await;
    let mut told = Told::default();
    told.add("no licence here", sender.submit(sender.seal(&sender.letter(RECIPIENT))).await).await;
    insta::assert_snapshot!("unlicensed", told.0);
}

#[tokio::test]
async fn what_a_wrong_statement_gets() {
    let (_hub, sender, recipient) = two().await;
    let letter = sender.letter(RECIPIENT);
    let bytes = sender.deliver(&recipient, &letter).await;
    let path = |what: &str| format!("/v1/transmissions/{}/{what}", letter.id);
    let mut told = Told::default();
    let other = sender.letter(RECIPIENT);
    let foreign = recipient.receipt(ReceiptKind::Received, &other, &bytes);
    told.add("of another transmission", recipient.post(&path("acknowledgement"), &foreign).await).await;
    let wrong = recipient.receipt(ReceiptKind::Imported, &letter, &bytes);
    told.add("of another kind", recipient.post(&path("acknowledgement"), &wrong).await).await;
    let mut broken = recipient.receipt(ReceiptKind::Received, &letter, &bytes);
    broken.statement = "!".into();
    told.add("no Base64", recipient.post(&path("acknowledgement"), &broken).await).await;
    let mut swapped = recipient.receipt(ReceiptKind::Received, &letter, &bytes);
    swapped.signature = foreign.signature;
    told.add("another's signature", recipient.post(&path("acknowledgement"), &swapped).await).await;
    recipient.post(&path("import"), &wrong).await;
    told.add("withdrawal of what was fetched", sender.post(&path("withdrawal"), &()).await).await;
    insta::assert_snapshot!("statement", told.0);
}

#[tokio::test]
async fn what_a_stranger_gets() {
    let hub = TestHub::new().await;
    let mut office = hub.office("1370000001").await;
    let mut told = Told::default();
    told.add("unknown path", office.get("/v1/nothing").await).await;
    told.add("no transmission", office.get("/v1/transmissions/01966b6c-943b-7fff-bfff-ffffffffffff").await).await;
    let mut wrong = office.names.clone().unwrap();
    wrong.system_password = "something else here".into();
    told.add("wrong password", office.post("/v1/session", &wrong).await).await;
    office.tokens = None;
    told.add("no session", office.get("/v1/me").await).await;
    insta::assert_snapshot!("stranger", told.0);
}
