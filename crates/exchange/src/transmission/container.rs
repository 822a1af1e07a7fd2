//! A verified container in the values that the use cases compare.

use evidence::certificate::CertificateIdentity;
use evidence::cms::Verification;
use evidence::container::{Container, ContainerError, ContainerVerifyError, Document, Limits};
use evidence::{Sha256, Verified};
use thiserror::Error;

use crate::certificate::CertificateKey;
use crate::id::TransmissionId;
use crate::instant::{Instant, SECOND};
use crate::transmission::{Summary, SummaryDocument, TransmissionHeader};
use standard::{DocumentName, NameMonth, OfficeNumber, Serial, TargetMonth};

/// A container whose shape, digests, signature and certificate path have been verified, with its exact bytes. There
/// is no other way to one than [`VerifiedContainer::verify`], so no unverified container can be stored.
#[derive(Debug)]
pub struct VerifiedContainer {
    bytes: Vec<u8>,
    proof: Verified<Container>,
    header: TransmissionHeader,
}

/// Why bytes are no container of the office that they name.
#[derive(Debug, Error)]
pub enum NotVerified {
    /// They deviate from the format.
    #[error("the container is not as the format says")]
    Format(#[from] ContainerError),
    /// Signature, signer or certificate path are refused.
    #[error("the container's signature is refused")]
    Signature(#[from] ContainerVerifyError),
    /// Names in another form than the exchange uses.
    #[error("the container names an office, serial or id in a form that is not known")]
    Names,
}

impl VerifiedContainer {
    /// Opens and verifies a container from the bytes as they came.
    pub fn verify(bytes: Vec<u8>, limits: &Limits, how: &Verification<'_>) -> Result<Self, NotVerified> {
        let proof = Container::open(&bytes, limits)?.verify(how)?;
        let header = header(&proof, bytes.len()).ok_or(NotVerified::Names)?;
        Ok(Self { bytes, proof, header })
    }

    /// From a proof that was made elsewhere, with the bytes it is of; `None` for names in another form.
    pub fn of(bytes: Vec<u8>, proof: Verified<Container>) -> Option<Self> {
        let header = header(&proof, bytes.len()).filter(|header| header.sha256 == Sha256::of(&bytes))?;
        Some(Self { bytes, proof, header })
    }

    /// The whole file, byte for byte.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The facts that the hub keeps in the clear.
    pub fn header(&self) -> &TransmissionHeader {
        &self.header
    }

    /// The documents with their bytes, in their order.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = Document<'_>> {
        self.proof.documents()
    }

    /// True when another hub's network is named for one of the sides.
    pub fn leaves_the_network(&self) -> bool {
        let transmission = self.proof.transmission();
        transmission.from.network.is_some() || transmission.to.network.is_some()
    }

    /// What lists need: stored encrypted.
    pub fn summary(&self) -> Summary {
        let documents = self.documents().map(|document| SummaryDocument {
            name: document.entry.name.to_string(),
            size: document.entry.size,
            media_type: document.entry.media_type.as_str().to_owned(),
            sha256: document.entry.sha256,
        });
        Summary { message: self.proof.transmission().message.clone(), documents: documents.collect() }
    }
}

impl CertificateKey {
    /// The key of a certificate's identity.
    pub fn of(identity: &CertificateIdentity) -> Option<Self> {
        Self::new(&identity.issuer, &identity.serial)
    }
}

fn header(proof: &Verified<Container>, size: usize) -> Option<TransmissionHeader> {
    let transmission = proof.transmission();
    let office = |number: &evidence::OfficeNumber| OfficeNumber::parse(number.as_str()).ok();
    let serial = match &transmission.serial {
        Some(serial) => Some(Serial::parse(serial.as_str()).ok()?),
        None => None,
    };
    Some(TransmissionHeader {
        id: TransmissionId::parse(transmission.id.as_str()).ok()?,
        sender: office(&transmission.from.office)?,
        recipient: office(&transmission.to.office)?,
        serial,
        month: proof.documents().find_map(|document| month(document.entry.name.as_str())),
        created_at: Instant::from_millis(i64::try_from(transmission.created_at.unix()).ok()?.checked_mul(SECOND)?),
        documents: u32::try_from(transmission.documents.len()).ok()?,
        size: u64::try_from(size).ok()?,
        sha256: proof.sha256(),
        signer: CertificateKey::of(proof.signature().signer.certificate().identity())?,
    })
}

/// The service month that a document's name carries.
fn month(name: &str) -> Option<TargetMonth> {
    match DocumentName::parse(name)?.month? {
        NameMonth::Month(month) => Some(month),
        NameMonth::Unused => None,
    }
}
