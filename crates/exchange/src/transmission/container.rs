//! A verified container in the values that the use cases compare.

use crate::certificate::CertificateKey;
use crate::digest::Sha256;
use crate::id::TransmissionId;
use crate::instant::Instant;
use crate::transmission::{Summary, SummaryDocument, TransmissionHeader};
use standard::{DocumentName, NameMonth, OfficeNumber, Serial, TargetMonth};

/// One document of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerDocument {
    /// The name as the sender gave it.
    pub name: String,
    /// The exact bytes.
    pub content: Vec<u8>,
    /// `text/csv`, `application/pdf` or `image/jpeg`.
    pub media_type: String,
}

/// What remains of a container after its shape, digests, signature and certificate path have been verified.
/// Built from a verification only; who signed is the certificate, never a field of the body (S31).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedContainer {
    /// The whole file, byte for byte.
    pub bytes: Vec<u8>,
    /// Digest of the whole file.
    pub sha256: Sha256,
    /// The id that the sender gave.
    pub id: TransmissionId,
    /// When the sender made it, as it says.
    pub created_at: Instant,
    /// The sender that the manifest names.
    pub sender: OfficeNumber,
    /// The recipient that the manifest names.
    pub recipient: OfficeNumber,
    /// The network of the sender, when the manifest names one.
    pub sender_network: Option<String>,
    /// The network of the recipient, when the manifest names one.
    pub recipient_network: Option<String>,
    /// The serial of the set.
    pub serial: Option<Serial>,
    /// The message text.
    pub message: String,
    /// The documents, in their order.
    pub documents: Vec<ContainerDocument>,
    /// The certificate that signed.
    pub signer: CertificateKey,
}

impl VerifiedContainer {
    /// The facts that the hub keeps in the clear.
    pub fn header(&self) -> TransmissionHeader {
        TransmissionHeader {
            id: self.id,
            sender: self.sender,
            recipient: self.recipient,
            serial: self.serial,
            month: self.month(),
            created_at: self.created_at,
            documents: u32::try_from(self.documents.len()).unwrap_or(u32::MAX),
            size: u64::try_from(self.bytes.len()).unwrap_or(u64::MAX),
            sha256: self.sha256,
            signer: self.signer,
        }
    }

    /// What lists need: stored encrypted.
    pub fn summary(&self) -> Summary {
        let documents = self.documents.iter().map(|document| SummaryDocument {
            name: document.name.clone(),
            size: u64::try_from(document.content.len()).unwrap_or(u64::MAX),
            media_type: document.media_type.clone(),
        });
        Summary { message: self.message.clone(), documents: documents.collect() }
    }

    /// The first service month that a document's name carries.
    fn month(&self) -> Option<TargetMonth> {
        self.documents.iter().find_map(|document| match DocumentName::parse(&document.name)?.month? {
            NameMonth::Month(month) => Some(month),
            NameMonth::Unused => None,
        })
    }
}
