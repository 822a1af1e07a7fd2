//! A receipt as bytes: read strictly, written canonically.

use serde::Deserialize;

use super::findings::Findings;
use super::{Author, MAX_FINDINGS, MAX_RECEIPT_BYTES, Receipt, ReceiptError, ReceiptKind};
use crate::container::{WireAddress, push_address, read_address};
use crate::digest::Sha256;
use crate::identifiers::TransmissionId;
use crate::json::{Value, push_string};
use crate::time::Timestamp;

const FORMAT: &str = "renkei-receipt/1";

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wire {
    format: String,
    kind: String,
    transmission: String,
    container_sha256: String,
    from: WireAddress,
    to: WireAddress,
    at: String,
    by: String,
    findings: Option<Findings>,
}

impl Receipt {
    /// Reads a receipt, which must be canonical to the byte.
    ///
    /// # Errors
    /// [`ReceiptError`].
    pub fn from_json(bytes: &[u8]) -> Result<Self, ReceiptError> {
        if bytes.len() > MAX_RECEIPT_BYTES {
            return Err(ReceiptError::TooLarge(bytes.len()));
        }
        let wire: Wire = serde_json::from_slice(bytes).map_err(ReceiptError::Json)?;
        let receipt = wire.read()?;
        receipt.check()?;
        if receipt.to_json() == bytes { Ok(receipt) } else { Err(ReceiptError::NotCanonical) }
    }

    /// The canonical JSON (RFC 8785).
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(512);
        out.extend_from_slice(b"{\"at\":");
        push_string(&mut out, &self.at.to_string());
        out.extend_from_slice(b",\"by\":");
        push_string(&mut out, &self.by.to_uri());
        out.extend_from_slice(b",\"containerSha256\":");
        push_string(&mut out, &self.container_sha256.to_string());
        if let ReceiptKind::Rejected { findings } = &self.kind {
            out.extend_from_slice(b",\"findings\":");
            push_findings(&mut out, findings);
        }
        out.extend_from_slice(b",\"format\":");
        push_string(&mut out, FORMAT);
        out.extend_from_slice(b",\"from\":");
        push_address(&mut out, &self.from);
        out.extend_from_slice(b",\"kind\":");
        push_string(&mut out, self.kind.as_str());
        out.extend_from_slice(b",\"to\":");
        push_address(&mut out, &self.to);
        out.extend_from_slice(b",\"transmission\":");
        push_string(&mut out, self.transmission.as_str());
        out.push(b'}');
        out
    }

    /// Whether this author can state this kind.
    pub(crate) fn check(&self) -> Result<(), ReceiptError> {
        let fits = match (&self.kind, &self.by) {
            (ReceiptKind::Accepted, Author::Hub(_)) => true,
            (ReceiptKind::Accepted, Author::Office(_)) | (_, Author::Hub(_)) => false,
            (_, Author::Office(number)) => *number == self.to.office,
        };
        if !fits {
            return Err(ReceiptError::Author);
        }
        match &self.kind {
            ReceiptKind::Rejected { findings } if !findings_fit(findings) => Err(ReceiptError::Findings),
            _ => Ok(()),
        }
    }
}

fn push_findings(out: &mut Vec<u8>, findings: &[Value]) {
    out.push(b'[');
    for (at, finding) in findings.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        finding.push(out);
    }
    out.push(b']');
}

fn findings_fit(findings: &[Value]) -> bool {
    (1..=MAX_FINDINGS).contains(&findings.len()) && findings.iter().all(|one| matches!(one, Value::Object(_)))
}

impl Wire {
    fn read(self) -> Result<Receipt, ReceiptError> {
        if self.format != FORMAT {
            return Err(ReceiptError::Format);
        }
        let kind = match (self.kind.as_str(), self.findings) {
            ("accepted", None) => ReceiptKind::Accepted,
            ("received", None) => ReceiptKind::Received,
            ("imported", None) => ReceiptKind::Imported,
            ("rejected", Some(findings)) => ReceiptKind::Rejected { findings: findings.0? },
            ("accepted" | "received" | "imported" | "rejected", _) => return Err(ReceiptError::Findings),
            _ => return Err(ReceiptError::Kind),
        };
        Ok(Receipt {
            kind,
            transmission: TransmissionId::parse(&self.transmission).ok_or(ReceiptError::Transmission)?,
            container_sha256: Sha256::parse_hex(&self.container_sha256).ok_or(ReceiptError::Digest)?,
            from: read_address(&self.from).ok_or(ReceiptError::Address)?,
            to: read_address(&self.to).ok_or(ReceiptError::Address)?,
            at: Timestamp::parse(&self.at).ok_or(ReceiptError::At)?,
            by: Author::parse(&self.by).ok_or(ReceiptError::By)?,
        })
    }
}
