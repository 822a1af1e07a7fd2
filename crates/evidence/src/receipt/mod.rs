//! `renkei-receipt/1`: what the hub or the recipient states about a container, signed.

mod error;
mod findings;
mod sign;
mod verify;
mod wire;

pub use error::{ReceiptError, ReceiptMismatch, ReceiptVerifyError};
pub use sign::{ReceiptSignError, SignedReceipt};

use crate::certificate::profile::{HUB_URI, OFFICE_URI};
use crate::digest::Sha256;
use crate::identifiers::{NetworkName, OfficeAddress, OfficeNumber, TransmissionId};
use crate::json::Value;
use crate::time::Timestamp;

/// Largest receipt that is read, in bytes: 1 MiB, for the findings of a rejection.
pub const MAX_RECEIPT_BYTES: usize = 1 << 20;
/// Most findings of a rejection.
pub const MAX_FINDINGS: usize = 1_000;

/// What a receipt states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptKind {
    /// 到達証: the hub has stored the container durably.
    Accepted,
    /// 受領証: the recipient has it.
    Received,
    /// The recipient's care software took it in.
    Imported,
    /// The recipient's care software refused it.
    Rejected {
        /// Why: objects in the one JSON form of a finding, 1 to [`MAX_FINDINGS`].
        findings: Vec<Value>,
    },
}

impl ReceiptKind {
    /// The word in the JSON, and the file name in an evidence bundle.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Received => "received",
            Self::Imported => "imported",
            Self::Rejected { .. } => "rejected",
        }
    }
}

/// Who states it, as its certificate's SAN URI names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// `urn:renkei:hub:<network>`.
    Hub(NetworkName),
    /// `urn:renkei:office:<number>`.
    Office(OfficeNumber),
}

impl Author {
    fn parse(text: &str) -> Option<Self> {
        match text.strip_prefix(HUB_URI) {
            Some(network) => NetworkName::parse(network).map(Self::Hub),
            None => OfficeNumber::parse(text.strip_prefix(OFFICE_URI)?).map(Self::Office),
        }
    }

    fn to_uri(&self) -> String {
        match self {
            Self::Hub(network) => format!("{HUB_URI}{network}"),
            Self::Office(number) => format!("{OFFICE_URI}{number}"),
        }
    }
}

/// A statement about one container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What is stated.
    pub kind: ReceiptKind,
    /// The transmission's id.
    pub transmission: TransmissionId,
    /// SHA-256 of the container's bytes.
    pub container_sha256: Sha256,
    /// The transmission's sender.
    pub from: OfficeAddress,
    /// The transmission's recipient.
    pub to: OfficeAddress,
    /// When it is stated.
    pub at: Timestamp,
    /// Who states it.
    pub by: Author,
}
