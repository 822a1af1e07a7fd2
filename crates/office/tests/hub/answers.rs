//! What the double answers.

use super::authority::{Made, NETWORK};
use super::wire::{Answer, Request};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evidence::bundle::Evidence;
use evidence::container::{Container, Limits};
use evidence::receipt::{Author, Receipt, ReceiptKind, SignedReceipt};
use evidence::{NetworkName, OfficeNumber, Timestamp};
use protocol::*;
use std::collections::BTreeMap;

/// What the double remembers.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) transmissions: BTreeMap<String, Kept>,
    pub(crate) posts: usize,
    pub(crate) acknowledgements: usize,
    /// Refuses every submit with this.
    pub(crate) refuse: Option<ProblemCode>,
    /// Refuses the next sign-ins with these, the last one first.
    pub(crate) refuse_sign_in: Vec<ProblemCode>,
    /// Certificates that were issued, PEM.
    pub(crate) issued: Vec<String>,
}

pub(crate) struct Kept {
    pub(crate) container: Vec<u8>,
    pub(crate) state: TransmissionState,
    pub(crate) receipts: Vec<protocol::Receipt>,
    accepted_at: Timestamp,
}

pub(super) fn answer(request: &Request, made: &Made, state: &mut State) -> Answer {
    let parts: Vec<&str> = request.path.trim_start_matches("/v1/").split('/').collect();
    let caller = request.token.trim_start_matches("token-");
    match (request.method.as_str(), parts.as_slice()) {
        ("GET", ["authority"]) => json(200, &authority(made)),
        ("GET", ["crl"]) => bytes(made.crl()),
        ("POST", ["enrolments"]) => enrol(&request.body, made, state),
        ("POST", ["session"]) => match state.refuse_sign_in.pop() {
            Some(code) => problem(code),
            None => sign_in(&request.body),
        },
        _ if caller.is_empty() => problem(ProblemCode::SignInRequired),
        ("DELETE", ["session"] | ["terminal-tokens", _]) => json(204, &()),
        ("POST", ["certificates", "renewal"]) => {
            let request: RenewRequest = serde_json::from_slice(&request.body).unwrap();
            issue(&request.csr, caller, made, state)
        }
        ("POST", ["terminal-tokens"]) => {
            let token = format!("token-{caller}");
            let made = TerminalTokenMade { id: "t".to_owned(), token, expires_at: LATE.to_owned() };
            json(201, &made)
        }
        ("GET", ["me"]) => json(200, &me(caller)),
        ("GET", ["offices"]) => json(200, &OfficePage { offices: vec![office("1370000002")], next: None }),
        ("POST", ["transmissions"]) => submit(&request.body, made, state),
        ("GET", ["inbox"]) => list(request, state, |one| one.to == caller),
        ("GET", ["sent"]) => list(request, state, |one| one.from == caller),
        ("GET", ["events", "poll"]) => json(200, &EventPage { events: Vec::new(), last: 0 }),
        (_, ["transmissions", id, rest @ ..]) => of_one(id, rest, &request.body, made, state),
        _ => problem(ProblemCode::NotFound),
    }
}

const LATE: &str = "9999-01-01T00:00:00Z";

fn of_one(id: &str, rest: &[&str], body: &[u8], made: &Made, state: &mut State) -> Answer {
    let acknowledgements = &mut state.acknowledgements;
    let Some(kept) = state.transmissions.get_mut(id) else { return problem(ProblemCode::NotFound) };
    match rest {
        ["container"] => {
            kept.state = kept.state.max_with(TransmissionState::Fetched);
            bytes(kept.container.clone())
        }
        ["evidence"] => bytes(evidence_of(kept, made)),
        ["receipts"] => json(200, &ReceiptList { receipts: kept.receipts.clone() }),
        ["acknowledgement"] => {
            let request: ReceiptRequest = serde_json::from_slice(body).unwrap();
            let receipt = protocol::Receipt {
                kind: protocol::ReceiptKind::Received,
                statement: request.statement,
                signature: request.signature,
            };
            *acknowledgements += 1;
            if kept.receipts.iter().any(|known| known.kind == receipt.kind && *known != receipt) {
                return problem(ProblemCode::StateConflict);
            }
            if !kept.receipts.contains(&receipt) {
                kept.receipts.push(receipt);
            }
            kept.state = TransmissionState::Received;
            json(200, &detail(id, kept))
        }
        ["import"] => super::reported::answer(id, body, kept),
        ["withdrawal"] if kept.state == TransmissionState::Accepted => {
            kept.state = TransmissionState::Withdrawn;
            json(200, &detail(id, kept))
        }
        ["withdrawal"] => problem(ProblemCode::AlreadyFetched),
        _ => json(200, &detail(id, kept)),
    }
}

fn evidence_of(kept: &Kept, made: &Made) -> Vec<u8> {
    let decode = |text: &String| STANDARD.decode(text).unwrap();
    let receipts: Vec<SignedReceipt> = kept
        .receipts
        .iter()
        .map(|one| SignedReceipt { json: decode(&one.statement), signature: decode(&one.signature) })
        .collect();
    let evidence = Evidence { container: &kept.container, receipts: &receipts, at: None };
    evidence::bundle::write(&evidence, &[], &made.trust(), crate::run::today(), &Limits::default()).unwrap()
}

trait Later {
    fn max_with(self, other: Self) -> Self;
}

impl Later for TransmissionState {
    fn max_with(self, other: Self) -> Self {
        if self == Self::Accepted { other } else { self }
    }
}

fn submit(body: &[u8], made: &Made, state: &mut State) -> Answer {
    state.posts += 1;
    if let Some(code) = state.refuse {
        return problem(code);
    }
    let container = Container::open(body, &Limits::default()).unwrap();
    let stated = container.transmission();
    let id = stated.id.as_str().to_owned();
    if let Some(kept) = state.transmissions.get(&id) {
        if kept.container != body {
            return problem(ProblemCode::IdConflict);
        }
        return json(201, &submitted(&id, kept, true));
    }
    let receipt = Receipt {
        kind: ReceiptKind::Accepted,
        transmission: stated.id.clone(),
        container_sha256: container.sha256(),
        from: stated.from.clone(),
        to: stated.to.clone(),
        at: crate::run::today(),
        by: Author::Hub(NetworkName::parse(NETWORK).unwrap()),
    };
    let signed = receipt.sign(&made.signing()).unwrap();
    let wire = protocol::Receipt {
        kind: protocol::ReceiptKind::Accepted,
        statement: STANDARD.encode(signed.json),
        signature: STANDARD.encode(signed.signature),
    };
    let kept = Kept {
        container: body.to_vec(),
        state: TransmissionState::Accepted,
        receipts: vec![wire],
        accepted_at: crate::run::today(),
    };
    let answer = json(201, &submitted(&id, &kept, false));
    state.transmissions.insert(id, kept);
    answer
}

fn submitted(id: &str, kept: &Kept, repeated: bool) -> Submitted {
    let receipt = kept.receipts[0].clone();
    Submitted { id: id.to_owned(), accepted_at: kept.accepted_at.to_string(), receipt, repeated, findings: Vec::new() }
}

fn list(request: &Request, state: &State, wanted: impl Fn(&TransmissionSummary) -> bool) -> Answer {
    let all = state.transmissions.iter().rev().map(|(id, kept)| detail(id, kept).summary);
    let of_state = |one: &TransmissionSummary| {
        let word = serde_json::to_string(&one.state).unwrap();
        !request.query.contains("state=") || request.query.contains(&format!("state={}", word.trim_matches('"')))
    };
    let transmissions = all.filter(|one| wanted(one) && of_state(one)).collect();
    json(200, &TransmissionPage { transmissions, next: None })
}

pub(super) fn detail(id: &str, kept: &Kept) -> TransmissionDetail {
    let container = Container::open(&kept.container, &Limits::default()).unwrap();
    let stated = container.transmission();
    let document = |entry: &evidence::container::DocumentEntry| DocumentBody {
        name: entry.name.as_str().to_owned(),
        size: entry.size,
        sha256: entry.sha256.to_string(),
        media_type: entry.media_type.as_str().to_owned(),
        kind: None,
    };
    let named = |number: &OfficeNumber| (number.as_str().to_owned(), office(number.as_str()).name);
    let ((from, from_name), (to, to_name)) = (named(&stated.from.office), named(&stated.to.office));
    let summary = TransmissionSummary {
        id: id.to_owned(),
        from,
        from_name,
        to,
        to_name,
        serial: stated.serial.as_ref().map(|serial| serial.as_str().to_owned()).unwrap_or_default(),
        month: Some("202505".to_owned()),
        message: stated.message.clone(),
        documents: stated.documents.iter().map(document).collect(),
        state: kept.state,
        accepted_at: kept.accepted_at.to_string(),
        changed_at: kept.accepted_at.to_string(),
    };
    let (container_sha256, container_size) = (container.sha256().to_string(), kept.container.len() as u64);
    let findings = super::reported::findings(kept);
    TransmissionDetail { summary, container_sha256, container_size, events: Vec::new(), findings }
}

fn office(number: &str) -> OfficeBody {
    let name = if number.ends_with('1') { "さくら居宅介護支援事業所" } else { "あおば訪問介護" };
    OfficeBody {
        number: number.to_owned(),
        name: name.to_owned(),
        kana: "あおば".to_owned(),
        prefecture: "13".to_owned(),
        service_types: vec!["11".to_owned()],
        licensed: true,
    }
}

fn me(caller: &str) -> Me {
    let certificate = CertificateBody {
        serial: "01".to_owned(),
        kind: CertificateKind::CareInsurance,
        not_before: LATE.to_owned(),
        not_after: LATE.to_owned(),
        state: CertificateState::Valid,
    };
    let licence = LicenceBody { from: "2025-04-01".to_owned(), until: "2026-03-31".to_owned(), valid: true };
    let now = crate::run::today().to_string();
    Me {
        office: office(caller),
        licence: Some(licence),
        certificate,
        system_state: SystemState::Available,
        maintenance: None,
        now,
        contact: None,
        app_version: None,
    }
}

fn authority(made: &Made) -> Authority {
    Authority {
        root: made.root.to_pem(),
        issuing: vec![made.issuing.to_pem()],
        network: NETWORK.to_owned(),
        exchange_port: 1,
    }
}

fn enrol(body: &[u8], made: &Made, state: &mut State) -> Answer {
    let request: EnrolRequest = serde_json::from_slice(body).unwrap();
    let Some(secret) = EnrolCode::parse_secret(&request.code) else { return problem(ProblemCode::CodeRefused) };
    let office = String::from_utf8(secret.to_vec()).unwrap();
    issue(&request.csr, &office, made, state)
}

fn issue(csr: &str, office: &str, made: &Made, state: &mut State) -> Answer {
    let certificate = made.issue(csr, office).to_pem();
    state.issued.push(certificate.clone());
    let (issuer, root, office) = (made.issuing.to_pem(), made.root.to_pem(), office.to_owned());
    json(201, &IssuedCertificate { certificate, issuer, root, office, kind: CertificateKind::CareInsurance })
}

/// The SystemId of the double is `c` and the office's number; its password is `right`.
fn sign_in(body: &[u8]) -> Answer {
    let request: SignIn = serde_json::from_slice(body).unwrap();
    if request.system_password != "right" {
        return problem(ProblemCode::SignInRefused);
    }
    json(
        200,
        &SignedIn {
            access_token: format!("token-{}", request.system_id.trim_start_matches('c')),
            access_expires_at: LATE.to_owned(),
            refresh_token: "again".to_owned(),
            refresh_expires_at: LATE.to_owned(),
            must_change: Vec::new(),
        },
    )
}

pub(super) fn json(status: u16, value: &impl serde::Serialize) -> Answer {
    Answer { status, media_type: "application/json", body: serde_json::to_vec(value).unwrap() }
}

fn bytes(body: Vec<u8>) -> Answer {
    Answer { status: 200, media_type: "application/octet-stream", body }
}

pub(super) fn problem(code: ProblemCode) -> Answer {
    let problem = Problem::new(code, "くわしい説明です。", "R-0001");
    Answer { media_type: PROBLEM_MEDIA_TYPE, ..json(code.status(), &problem) }
}
