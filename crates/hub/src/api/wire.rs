//! Domain values as they stand on the wire.

use super::call::Call;
use super::refusal::Refusal;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use evidence::Timestamp;
use evidence::receipt::SignedReceipt;
use exchange::Instant;
use exchange::certificate::{CertificateKey, CertificateKind, CertificateRecord, CertificateState};
use exchange::id::TransmissionId;
use exchange::instant::Day;
use exchange::transmission::{HistoryEvent, ReceiptKind, State, StoredReceipt, Summary, TransmissionEntry};
use protocol as wire;
use standard::types::NameReading;
use standard::{DocumentKind, OfficeNumber};
use std::collections::HashMap;

/// An instant in whole seconds.
pub(crate) fn timestamp(at: Instant) -> Timestamp {
    let seconds = u64::try_from(at.millis().max(0) / 1_000).unwrap_or(0);
    Timestamp::from_unix(seconds).unwrap_or(Timestamp::LAST)
}

/// An instant as RFC 3339.
pub(crate) fn time(at: Instant) -> String {
    timestamp(at).to_string()
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn day(day: Day) -> String {
    let (year, month, day) = day.date();
    format!("{year:04}-{month:02}-{day:02}")
}

/// A certificate.
pub(crate) fn certificate(record: &CertificateRecord, at: Instant) -> wire::CertificateBody {
    wire::CertificateBody {
        serial: serial(&record.key),
        kind: kind(record.kind),
        not_before: time(record.not_before),
        not_after: time(record.not_after),
        state: match record.state(at) {
            CertificateState::Valid | CertificateState::NotYet => wire::CertificateState::Valid,
            CertificateState::Expired => wire::CertificateState::Expired,
            CertificateState::Revoked(..) => wire::CertificateState::Revoked,
        },
    }
}

/// A serial number in hexadecimal, without what fills it.
pub(crate) fn serial(key: &CertificateKey) -> String {
    let significant: Vec<u8> = key.serial.iter().copied().skip_while(|byte| *byte == 0).collect();
    crate::authority::to_hex(&significant)
}

/// A kind of certificate.
pub(crate) fn kind(kind: CertificateKind) -> wire::CertificateKind {
    match kind {
        CertificateKind::CareInsurance => wire::CertificateKind::CareInsurance,
        CertificateKind::CarePlan => wire::CertificateKind::DelegatedCarePlan,
    }
}

/// A state.
pub(crate) fn state(state: State) -> wire::TransmissionState {
    match state {
        State::Accepted => wire::TransmissionState::Accepted,
        State::Fetched => wire::TransmissionState::Fetched,
        State::Received => wire::TransmissionState::Received,
        State::Imported => wire::TransmissionState::Imported,
        State::Rejected => wire::TransmissionState::Rejected,
        State::Withdrawn => wire::TransmissionState::Withdrawn,
        State::Expired => wire::TransmissionState::Expired,
    }
}

/// A state as a filter asks for it.
pub(crate) fn domain_state(state: wire::TransmissionState) -> State {
    match state {
        wire::TransmissionState::Accepted => State::Accepted,
        wire::TransmissionState::Fetched => State::Fetched,
        wire::TransmissionState::Received => State::Received,
        wire::TransmissionState::Imported => State::Imported,
        wire::TransmissionState::Rejected => State::Rejected,
        wire::TransmissionState::Withdrawn => State::Withdrawn,
        wire::TransmissionState::Expired => State::Expired,
    }
}

/// A receipt.
pub(crate) fn receipt(receipt: &StoredReceipt) -> wire::Receipt {
    wire::Receipt {
        kind: match receipt.kind {
            ReceiptKind::Accepted => wire::ReceiptKind::Accepted,
            ReceiptKind::Received => wire::ReceiptKind::Received,
            ReceiptKind::Imported => wire::ReceiptKind::Imported,
            ReceiptKind::Rejected => wire::ReceiptKind::Rejected,
        },
        statement: STANDARD.encode(&receipt.signed.statement),
        signature: STANDARD.encode(&receipt.signed.signature),
    }
}

/// A receipt that is handed in.
pub(crate) fn signed(request: &wire::ReceiptRequest) -> Result<SignedReceipt, Refusal> {
    let read = |member, text: &str| STANDARD.decode(text).map_err(|_| Refusal::value(member, "Base64"));
    Ok(SignedReceipt {
        json: read("statement", &request.statement)?,
        signature: read("signature", &request.signature)?,
    })
}

/// Names of offices, each asked for once.
pub(crate) struct Names<'c> {
    call: &'c Call,
    known: HashMap<OfficeNumber, String>,
}

impl<'c> Names<'c> {
    pub(crate) fn new(call: &'c Call) -> Self {
        Self { call, known: HashMap::new() }
    }

    async fn of(&mut self, number: OfficeNumber) -> Result<String, Refusal> {
        if let Some(name) = self.known.get(&number) {
            return Ok(name.clone());
        }
        let found = self.call.hub.store.office(number).await?;
        let name = found.map(|office| office.office.name).unwrap_or_default();
        self.known.insert(number, name.clone());
        Ok(name)
    }

    /// A transmission in a list.
    pub(crate) async fn summary(&mut self, entry: &TransmissionEntry) -> Result<wire::TransmissionSummary, Refusal> {
        let header = &entry.header;
        Ok(wire::TransmissionSummary {
            id: header.id.to_string(),
            from: header.sender.to_string(),
            from_name: self.of(header.sender).await?,
            to: header.recipient.to_string(),
            to_name: self.of(header.recipient).await?,
            serial: header.serial.map(|serial| serial.to_string()).unwrap_or_default(),
            month: header.month.map(|month| month.to_string()),
            message: entry.summary.as_ref().map(|summary| summary.message.clone()).unwrap_or_default(),
            documents: entry.summary.as_ref().map(documents).unwrap_or_default(),
            state: state(entry.state),
            accepted_at: time(entry.accepted_at),
            changed_at: time(entry.state_at),
        })
    }
}

fn documents(summary: &Summary) -> Vec<wire::DocumentBody> {
    let body = |document: &exchange::transmission::SummaryDocument| wire::DocumentBody {
        name: document.name.clone(),
        size: document.size,
        sha256: document.sha256.to_string(),
        media_type: document.media_type.clone(),
        kind: document_kind(&document.name).map(|kind| kind.prefix().to_owned()),
    };
    summary.documents.iter().map(body).collect()
}

/// The kind that a document's name tells.
fn document_kind(name: &str) -> Option<DocumentKind> {
    NameReading::read(name).kind
}

/// A transmission with its history, as the caller may see it.
pub(crate) async fn detail(call: &Call, id: TransmissionId) -> Result<wire::TransmissionDetail, Refusal> {
    // The gate has asked whether the caller may; here only whether it is a party of the transmission.
    let (store, office) = (&call.hub.store, call.caller()?.office);
    let entry = store.find(id, office).await?.ok_or_else(Refusal::not_found)?;
    let history = store.history(id, office).await?.ok_or_else(Refusal::not_found)?;
    let findings = match entry.state {
        State::Rejected => findings(call, id).await?,
        _ => Vec::new(),
    };
    Ok(wire::TransmissionDetail {
        summary: Names::new(call).summary(&entry).await?,
        container_sha256: entry.header.sha256.to_string(),
        container_size: entry.header.size,
        events: history.iter().map(event).collect(),
        findings,
    })
}

fn event(event: &HistoryEvent) -> wire::TransmissionEvent {
    wire::TransmissionEvent {
        state: state(event.state),
        at: time(event.at),
        by: event.actor.office().map(|office| office.to_string()),
    }
}

/// What the recipient said when it rejected the import; findings of another form are left out.
async fn findings(call: &Call, id: TransmissionId) -> Result<Vec<wire::FindingBody>, Refusal> {
    let receipts = call.hub.store.receipts(id, call.caller()?.office).await?.unwrap_or_default();
    let rejected = receipts.iter().find(|receipt| receipt.kind == ReceiptKind::Rejected);
    let statement =
        rejected.and_then(|receipt| serde_json::from_slice::<serde_json::Value>(&receipt.signed.statement).ok());
    let stated = statement.as_ref().and_then(|value| value.get("findings")?.as_array().cloned()).unwrap_or_default();
    Ok(stated.into_iter().filter_map(|finding| serde_json::from_value(finding).ok()).collect())
}
