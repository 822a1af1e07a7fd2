//! Receipts: who may state what, and of which container.

use evidence::certificate::{NoCache, OfficeCertificateKind, RevocationPolicy};
use evidence::cms::{SignatureError, SigningIdentity, TimeRule, Verification};
use evidence::json::{Value, ValueError};
use evidence::receipt::*;
use evidence::*;

use crate::world::{Random, World, now, number, open, statement, verification, world};

macro_rules! refused {
    ($value:expr, $pattern:pat) => {
        let value = $value;
        assert!(matches!(value, $pattern), "{value:?}");
    };
}

fn finding(text: &str) -> Value {
    let parsed = serde_json::from_str(text).unwrap();
    Value::from_json(parsed, 4).unwrap()
}

fn rejected() -> ReceiptKind {
    let one = r#"{"rule":"C0012","severity":"error","line":3,"file":"UPPLAN.CSV","cure":"直してください"}"#;
    ReceiptKind::Rejected { findings: vec![finding(one)] }
}

fn kinds() -> [ReceiptKind; 4] {
    [ReceiptKind::Accepted, ReceiptKind::Received, ReceiptKind::Imported, rejected()]
}

fn check(signed: &SignedReceipt) -> Result<Verified<Receipt>, ReceiptVerifyError> {
    signed.verify(&verification(&world().trust(), now()))
}

#[test]
fn s12_every_kind_of_receipt_is_signed_and_verified() {
    let world = world();
    let container = world.container();
    for kind in kinds() {
        let signed = world.receipt(kind.clone(), now(), &container);
        let verified = check(&signed).unwrap();
        assert_eq!(verified.kind, kind);
        assert_eq!(Receipt::from_json(&signed.json).unwrap(), *verified);
        verified.check_container(&open(&container)).unwrap();
    }
    let json = String::from_utf8(world.receipt(ReceiptKind::Accepted, now(), &container).json).unwrap();
    let expected = format!(
        "{{\"at\":\"2026-11-21T03:00:00Z\",\"by\":\"urn:renkei:hub:renkei.example\",\"containerSha256\":\"{}\",\
         \"format\":\"renkei-receipt/1\",\"from\":{{\"office\":\"1370000001\"}},\"kind\":\"accepted\",\
         \"to\":{{\"office\":\"1370000002\"}},\"transmission\":\"0199a5d2-7c3e-7b1a-9f00-0000000000aa\"}}",
        Sha256::of(&container)
    );
    assert_eq!(json, expected);
}

#[test]
fn the_time_of_a_receipt_is_its_own() {
    let world = world();
    let container = world.container();
    let trust = world.trust();
    let rule = Verification {
        trust: &trust,
        cache: &NoCache,
        time: TimeRule::Claimed,
        revocation: RevocationPolicy::Required,
        account: None,
    };
    let accepted = world.receipt(ReceiptKind::Accepted, now(), &container).verify(&rule).unwrap();
    assert_eq!(accepted.signature().time, VerificationTime::Accepted(now()));
    let received = world.receipt(ReceiptKind::Received, now(), &container).verify(&rule).unwrap();
    assert_eq!(received.signature().time, VerificationTime::Claimed(now()));
}

/// Signed by another certificate than the author's, with the author's words.
fn signed_by(kind: ReceiptKind, identity: &SigningIdentity) -> SignedReceipt {
    let json = statement(kind, now(), &world().container()).to_json();
    let signature = identity.sign(&json, now()).unwrap();
    SignedReceipt { json, signature }
}

#[test]
fn s12_an_accepted_receipt_counts_only_from_a_hub() {
    let world = world();
    for identity in [world.identity_a(), world.identity_b()] {
        refused!(check(&signed_by(ReceiptKind::Accepted, &identity)), Err(ReceiptVerifyError::OtherSigner));
    }
    // The hub's TLS certificate has the right key and the wrong purpose.
    let server = SigningIdentity::new(world.hub_key.clone(), world.server.clone(), &world.issuing).unwrap();
    refused!(check(&signed_by(ReceiptKind::Accepted, &server)), Err(ReceiptVerifyError::Signature(_)));
    // Another network's hub.
    let mut receipt = statement(ReceiptKind::Accepted, now(), &world.container());
    receipt.by = Author::Hub(NetworkName::parse("other.example").unwrap());
    refused!(check(&receipt.sign(&world.identity_hub()).unwrap()), Err(ReceiptVerifyError::OtherSigner));
    // A hub of another root.
    let foreign = World::new(99);
    let signed = signed_by(ReceiptKind::Accepted, &foreign.identity_hub());
    refused!(check(&signed), Err(ReceiptVerifyError::Signature(SignatureError::Path(_))));
    // An office states it in its own name.
    let mut receipt = statement(ReceiptKind::Accepted, now(), &world.container());
    receipt.by = Author::Office(number("1370000002"));
    refused!(receipt.sign(&world.identity_b()), Err(ReceiptSignError::Receipt(ReceiptError::Author)));
    let json = receipt.to_json();
    let signature = world.identity_b().sign(&json, now()).unwrap();
    let refusal = check(&SignedReceipt { json, signature });
    refused!(refusal, Err(ReceiptVerifyError::Receipt(ReceiptError::Author)));
}

#[test]
fn s12_the_other_receipts_count_only_from_the_recipient() {
    let world = world();
    for kind in [ReceiptKind::Received, ReceiptKind::Imported, rejected()] {
        for identity in [world.identity_a(), world.identity_hub()] {
            refused!(check(&signed_by(kind.clone(), &identity)), Err(ReceiptVerifyError::OtherSigner));
        }
        let mut receipt = statement(kind, now(), &world.container());
        receipt.by = Author::Office(number("1370000001"));
        refused!(receipt.sign(&world.identity_a()), Err(ReceiptSignError::Receipt(ReceiptError::Author)));
        receipt.by = Author::Hub(NetworkName::parse("renkei.example").unwrap());
        refused!(receipt.sign(&world.identity_hub()), Err(ReceiptSignError::Receipt(ReceiptError::Author)));
    }
    let mut random = Random(11);
    let third = World::office(&mut random, world.issuer(), "1370000003", OfficeCertificateKind::CareInsurance);
    let identity = SigningIdentity::new(third.key.clone(), third.certificate.clone(), &world.issuing).unwrap();
    refused!(check(&signed_by(ReceiptKind::Received, &identity)), Err(ReceiptVerifyError::OtherSigner));
}

#[test]
fn a_receipt_is_of_one_container() {
    let world = world();
    let bytes = world.container();
    let container = open(&bytes);
    let receipt = statement(ReceiptKind::Received, now(), &bytes);
    assert_eq!(receipt.check_container(&container), Ok(()));
    let change = |change: fn(&mut Receipt)| {
        let mut changed = receipt.clone();
        change(&mut changed);
        changed.check_container(&container)
    };
    let other =
        |r: &mut Receipt| r.transmission = TransmissionId::parse("0199a5d2-7c3e-7b1a-9f00-0000000000ab").unwrap();
    assert_eq!(change(other), Err(ReceiptMismatch::Transmission));
    assert_eq!(change(|r| r.container_sha256 = Sha256([0; 32])), Err(ReceiptMismatch::Digest));
    assert_eq!(change(|r| r.from.office = number("1370000003")), Err(ReceiptMismatch::Offices));
    assert_eq!(change(|r| r.to.network = NetworkName::parse("x")), Err(ReceiptMismatch::Offices));
    // The same transmission signed twice has other bytes, so that the receipt of one is not the other's.
    assert_eq!(receipt.check_container(&open(&world.container())), Err(ReceiptMismatch::Digest));
}

fn json(kind: ReceiptKind, from: &str, to: &str) -> ReceiptError {
    let text = String::from_utf8(statement(kind, now(), &world().container()).to_json()).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    Receipt::from_json(text.replacen(from, to, 1).as_bytes()).unwrap_err()
}

#[test]
fn s32_every_member_of_a_receipt_is_checked() {
    let received = || ReceiptKind::Received;
    refused!(json(received(), "renkei-receipt/1", "renkei-receipt/2"), ReceiptError::Format);
    refused!(json(received(), "\"received\"", "\"lost\""), ReceiptError::Kind);
    refused!(json(received(), "-7b1a-", "-4b1a-"), ReceiptError::Transmission);
    refused!(json(received(), "\"containerSha256\":\"", "\"containerSha256\":\"0"), ReceiptError::Digest);
    refused!(json(received(), "{\"office\":\"1370000001", "{\"office\":\"x370000001"), ReceiptError::Address);
    refused!(json(received(), "03:00:00Z", "03:00:00.5Z"), ReceiptError::At);
    refused!(json(received(), "urn:renkei:office:", "urn:renkei:person:"), ReceiptError::By);
    refused!(json(received(), "urn:renkei:office:1370000002", "urn:renkei:office:1370000001"), ReceiptError::Author);
    refused!(json(received(), "\"received\"", "\"accepted\""), ReceiptError::Author);
    refused!(json(received(), "\"received\"", "\"rejected\""), ReceiptError::Findings);
    refused!(json(rejected(), "\"rejected\"", "\"received\""), ReceiptError::Findings);
    refused!(json(received(), "\"format\"", "\"findings\":[],\"format\""), ReceiptError::Findings);
    refused!(json(received(), "\"format\"", "\"logIndex\":1,\"format\""), ReceiptError::Json(_));
    refused!(json(received(), "\"at\":", "\"at\" :"), ReceiptError::NotCanonical);
    refused!(Receipt::from_json(&vec![b' '; MAX_RECEIPT_BYTES + 1]).unwrap_err(), ReceiptError::TooLarge(_));
}

#[test]
fn findings_hold_plain_values_only() {
    refused!(json(rejected(), "\"line\":3", "\"line\":3.5"), ReceiptError::FindingValue(ValueError::Number));
    refused!(
        json(rejected(), "\"line\":3", "\"line\":9007199254740992"),
        ReceiptError::FindingValue(ValueError::Number)
    );
    refused!(json(rejected(), "\"line\":3", "\"line\":true"), ReceiptError::FindingValue(ValueError::Literal));
    refused!(json(rejected(), "\"line\":3", "\"line\":null"), ReceiptError::FindingValue(ValueError::Literal));
    let refusal = |line: &str| json(rejected(), "\"line\":3", line);
    let deep = "\"line\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}";
    refused!(refusal(deep), ReceiptError::FindingValue(ValueError::Depth));
    refused!(refusal("\"line\":[1]"), ReceiptError::FindingValue(ValueError::Array));
    refused!(refusal("\"line\":3,\"line\":3"), ReceiptError::FindingValue(ValueError::Repeated));
    let many: Vec<String> = (0..64).map(|number| format!("\"l{number}\":{number}")).collect();
    refused!(refusal(&many.join(",")), ReceiptError::FindingValue(ValueError::TooMany));
    refused!(json(rejected(), "\"findings\":[", "\"findings\":[\"x\","), ReceiptError::Findings);
    let mut receipt = statement(rejected(), now(), &world().container());
    receipt.kind = ReceiptKind::Rejected { findings: vec![] };
    refused!(receipt.sign(&world().identity_b()), Err(ReceiptSignError::Receipt(ReceiptError::Findings)));
    receipt.kind = ReceiptKind::Rejected { findings: vec![finding("{}"); MAX_FINDINGS + 1] };
    refused!(receipt.sign(&world().identity_b()), Err(ReceiptSignError::Receipt(ReceiptError::Findings)));
}
