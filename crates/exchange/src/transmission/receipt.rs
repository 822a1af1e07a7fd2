//! Receipts as the domain sees them: a statement, its signature, and what it says.

use crate::certificate::CertificateKey;
use crate::digest::Sha256;
use crate::id::TransmissionId;
use crate::instant::Instant;
use standard::OfficeNumber;

/// What a receipt states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptKind {
    /// The hub has the container (到達証).
    Accepted,
    /// The recipient has the container (受領証).
    Received,
    /// The recipient's software took it in.
    Imported,
    /// The recipient's software refused it, with findings.
    Rejected,
}

impl ReceiptKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::Received, Self::Imported, Self::Rejected];

    /// The word in stored data and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Received => "received",
            Self::Imported => "imported",
            Self::Rejected => "rejected",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Findings quote documents, so these statements are stored encrypted.
    pub const fn may_quote_documents(self) -> bool {
        matches!(self, Self::Imported | Self::Rejected)
    }
}

/// A statement with its detached signature, byte for byte as signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedStatement {
    /// The canonical JSON.
    pub statement: Vec<u8>,
    /// The CMS signature over it.
    pub signature: Vec<u8>,
}

/// A receipt as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReceipt {
    /// What it states.
    pub kind: ReceiptKind,
    /// When it was stored.
    pub at: Instant,
    /// The exact bytes.
    pub signed: SignedStatement,
}

/// A recipient's receipt whose signature has been verified, in the values that the use cases compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedReceipt {
    /// What it states.
    pub kind: ReceiptKind,
    /// For which transmission.
    pub transmission: TransmissionId,
    /// Digest of the container it speaks of.
    pub container: Sha256,
    /// The sender it names.
    pub sender: OfficeNumber,
    /// The recipient it names.
    pub recipient: OfficeNumber,
    /// The certificate that signed it.
    pub signer: CertificateKey,
    /// The exact bytes.
    pub signed: SignedStatement,
}
