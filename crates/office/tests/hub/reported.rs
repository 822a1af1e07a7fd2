//! Import results at the double: once told, never another.

use super::answers::{Kept, detail, json, problem};
use super::wire::Answer;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evidence::receipt::{Receipt, ReceiptKind};
use protocol::{FindingBody, ProblemCode, ReceiptRequest, TransmissionState};

pub(super) fn answer(id: &str, body: &[u8], kept: &mut Kept) -> Answer {
    let request: ReceiptRequest = serde_json::from_slice(body).unwrap();
    let stated = Receipt::from_json(&STANDARD.decode(&request.statement).unwrap()).unwrap();
    let (kind, next) = match stated.kind {
        ReceiptKind::Imported => (protocol::ReceiptKind::Imported, TransmissionState::Imported),
        ReceiptKind::Rejected { .. } => (protocol::ReceiptKind::Rejected, TransmissionState::Rejected),
        other => panic!("{other:?}"),
    };
    if kept.state != next && kept.state != TransmissionState::Received {
        return problem(ProblemCode::StateConflict);
    }
    if kept.state != next {
        let (statement, signature) = (request.statement, request.signature);
        kept.receipts.push(protocol::Receipt { kind, statement, signature });
        kept.state = next;
    }
    json(200, &detail(id, kept))
}

/// What the recipient said when it rejected the import.
pub(super) fn findings(kept: &Kept) -> Vec<FindingBody> {
    let rejected = kept.receipts.iter().find(|one| one.kind == protocol::ReceiptKind::Rejected);
    let Some(rejected) = rejected else { return Vec::new() };
    let stated: serde_json::Value = serde_json::from_slice(&STANDARD.decode(&rejected.statement).unwrap()).unwrap();
    serde_json::from_value(stated["findings"].clone()).unwrap()
}
