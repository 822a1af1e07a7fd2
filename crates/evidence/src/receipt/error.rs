//! Every reason for which a receipt is refused.

use crate::cms::SignatureError;
use crate::json::ValueError;

/// Why a receipt's JSON is refused.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// Above [`super::MAX_RECEIPT_BYTES`].
    #[error("the receipt has {0} bytes, which is too many")]
    TooLarge(usize),
    /// No JSON of this format: a member unknown, missing, repeated or of another type.
    #[error("the receipt does not have the members of its format")]
    Json(#[source] serde_json::Error),
    /// JSON, and not in canonical form.
    #[error("the receipt is not canonical JSON")]
    NotCanonical,
    /// Another format than `renkei-receipt/1`.
    #[error("the format is not renkei-receipt/1")]
    Format,
    /// An unknown kind.
    #[error("the kind of the receipt is not known")]
    Kind,
    /// Not a UUID of version 7.
    #[error("the transmission is no UUID of version 7")]
    Transmission,
    /// Not 64 lower-case hexadecimal digits.
    #[error("containerSha256 is no SHA-256")]
    Digest,
    /// `from` or `to` names no office.
    #[error("from or to does not name an office")]
    Address,
    /// Not UTC in whole seconds.
    #[error("at is not a time in UTC with whole seconds")]
    At,
    /// `by` is neither the URI of a hub nor that of an office.
    #[error("by does not name a hub or an office")]
    By,
    /// An `accepted` receipt not by a hub, or another one not by `to.office`.
    #[error("this kind of receipt cannot be stated by this author")]
    Author,
    /// Findings without a rejection, a rejection without findings, too many, or one that is no object.
    #[error("findings belong to a rejection, as 1 to 1000 objects")]
    Findings,
    /// A finding holds a value that is not used.
    #[error("a finding holds a value that is not used")]
    FindingValue(#[from] ValueError),
}

/// Why a receipt does not count.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptVerifyError {
    /// The JSON is refused.
    #[error("the receipt is refused")]
    Receipt(#[from] ReceiptError),
    /// The signature is refused.
    #[error("the signature of the receipt is refused")]
    Signature(#[from] SignatureError),
    /// The certificate is not that of the author: a hub's receipt certificate for `accepted`, `to.office`'s otherwise.
    #[error("the receipt was signed by someone else than its author")]
    OtherSigner,
}

/// Why a receipt is of another container.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptMismatch {
    /// Another id.
    #[error("the receipt is of another transmission")]
    Transmission,
    /// Other bytes.
    #[error("the receipt is of other bytes")]
    Digest,
    /// Another sender or recipient.
    #[error("the receipt names another sender or recipient")]
    Offices,
}
