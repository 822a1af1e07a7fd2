//! Receipts as the domain sees them: a statement, its signature, and what it says.

use evidence::cms::Verification;
use evidence::receipt::{Author, Receipt, ReceiptVerifyError, SignedReceipt};
use evidence::{Sha256, Verified};
use thiserror::Error;

use crate::certificate::CertificateKey;
use crate::id::TransmissionId;
use crate::instant::Instant;
use crate::transmission::TransmissionHeader;
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

/// A recipient's receipt whose signature has been verified, in the values that the use cases compare. It can only come
/// out of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedReceipt {
    kind: ReceiptKind,
    transmission: TransmissionId,
    container: Sha256,
    sender: OfficeNumber,
    recipient: OfficeNumber,
    by: Option<OfficeNumber>,
    signer: CertificateKey,
    signed: SignedStatement,
}

/// Why a receipt is not one of an office.
#[derive(Debug, Error)]
pub enum ReceiptNotVerified {
    /// Form, signature, signer or certificate path are refused.
    #[error("the receipt is refused")]
    Refused(#[from] ReceiptVerifyError),
    /// Names in another form than the exchange uses.
    #[error("the receipt names an office or id in a form that is not known")]
    Names,
}

impl VerifiedReceipt {
    /// Verifies a receipt from the bytes as they came.
    pub fn verify(signed: SignedReceipt, how: &Verification<'_>) -> Result<Self, ReceiptNotVerified> {
        let proof = signed.verify(how)?;
        let statement = SignedStatement { statement: signed.json, signature: signed.signature };
        Self::new(&proof, statement).ok_or(ReceiptNotVerified::Names)
    }

    fn new(proof: &Verified<Receipt>, signed: SignedStatement) -> Option<Self> {
        let office = |number: &evidence::OfficeNumber| OfficeNumber::parse(number.as_str()).ok();
        let by = match &proof.by {
            Author::Office(number) => Some(office(number)?),
            Author::Hub(_) => None,
        };
        Some(Self {
            kind: ReceiptKind::parse(proof.kind.as_str())?,
            transmission: TransmissionId::parse(proof.transmission.as_str()).ok()?,
            container: proof.container_sha256,
            sender: office(&proof.from.office)?,
            recipient: office(&proof.to.office)?,
            by,
            signer: CertificateKey::of(proof.signature().signer.certificate().identity())?,
            signed,
        })
    }

    /// What it states.
    pub fn kind(&self) -> ReceiptKind {
        self.kind
    }

    /// For which transmission.
    pub fn transmission(&self) -> TransmissionId {
        self.transmission
    }

    /// The certificate that signed it.
    pub fn signer(&self) -> CertificateKey {
        self.signer
    }

    /// The exact bytes.
    pub fn into_signed(self) -> SignedStatement {
        self.signed
    }

    /// True when it speaks of this transmission and was signed by its recipient.
    pub fn is_of(&self, header: &TransmissionHeader) -> bool {
        self.transmission == header.id
            && self.container == header.sha256
            && self.sender == header.sender
            && self.recipient == header.recipient
            && self.by == Some(header.recipient)
    }
}
