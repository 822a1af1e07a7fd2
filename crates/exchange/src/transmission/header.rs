//! What the hub knows of a transmission without opening its content.

use crate::certificate::CertificateKey;
use crate::id::TransmissionId;
use crate::instant::Instant;
use crate::transmission::{FeedNumber, State, Summary};
use evidence::Sha256;
use standard::{OfficeNumber, Serial, TargetMonth};

/// The facts of a transmission that never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransmissionHeader {
    /// Its id.
    pub id: TransmissionId,
    /// The office that sends.
    pub sender: OfficeNumber,
    /// The office it is for.
    pub recipient: OfficeNumber,
    /// The serial of the set; `None` when only attachments are sent.
    pub serial: Option<Serial>,
    /// The service month of the set, when its names carry one.
    pub month: Option<TargetMonth>,
    /// When the sender made it, as the sender says.
    pub created_at: Instant,
    /// Number of documents.
    pub documents: u32,
    /// Size of the container in bytes.
    pub size: u64,
    /// Digest of the container's bytes.
    pub sha256: Sha256,
    /// The certificate that signed.
    pub signer: CertificateKey,
}

/// A transmission as a list or a look-up shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransmissionEntry {
    /// The facts that never change.
    pub header: TransmissionHeader,
    /// Where it stands.
    pub state: State,
    /// When the hub accepted it.
    pub accepted_at: Instant,
    /// When it came to where it stands.
    pub state_at: Instant,
    /// Until when its content is kept.
    pub kept_until: Instant,
    /// True while the content is kept.
    pub has_content: bool,
    /// Its position in the list it was read from.
    pub position: FeedNumber,
    /// Message and document names; `None` when the content is gone, or withdrawn from the reader.
    pub summary: Option<Summary>,
}
