//! Makes a container: the documents, what is sent, the manifest, and the signature over it.

use super::document_name::{DocumentName, DocumentNameError};
use super::error::TransmissionError;
use super::limits::Limits;
use super::transmission::{DocumentEntry, MediaType, Software, Transmission};
use super::{DOCUMENTS, MANIFEST_ENTRY, MEDIA_TYPE, MIMETYPE_ENTRY, SIGNATURE_ENTRY, TRANSMISSION_ENTRY, manifest};
use crate::cms::{SignError, SigningIdentity};
use crate::digest::Sha256;
use crate::identifiers::{OfficeAddress, SetSerial, TransmissionId};
use crate::time::Timestamp;
use crate::zip::{DosTime, Method, ZipWriter};

/// What to send.
#[derive(Debug, Clone)]
pub struct NewTransmission<'a> {
    /// A fresh UUIDv7.
    pub id: TransmissionId,
    /// Now.
    pub created_at: Timestamp,
    /// Who sends.
    pub from: OfficeAddress,
    /// Who receives.
    pub to: OfficeAddress,
    /// 連番; `None` when only attachments are sent.
    pub serial: Option<SetSerial>,
    /// The message text, NFC, lines ended by LF.
    pub message: String,
    /// What makes it.
    pub software: Software,
    /// The documents, in any order.
    pub documents: Vec<NewDocument<'a>>,
}

/// A document to send.
#[derive(Debug, Clone, Copy)]
pub struct NewDocument<'a> {
    /// Its file name.
    pub name: &'a str,
    /// What it is.
    pub media_type: MediaType,
    /// Its bytes, which are never changed.
    pub content: &'a [u8],
}

/// Why a container was not made.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// A document's name is refused.
    #[error("the name of a document is refused")]
    DocumentName(#[from] DocumentNameError),
    /// A document has more bytes than allowed; its name.
    #[error("the document {0} has too many bytes")]
    DocumentTooLarge(String),
    /// All together have more bytes than allowed.
    #[error("the documents together have too many bytes")]
    TooLarge,
    /// The transmission itself is refused.
    #[error("the transmission is refused")]
    Transmission(#[from] TransmissionError),
    /// The signature could not be made.
    #[error("the container could not be signed")]
    Sign(#[from] SignError),
}

/// Makes and signs a container; gives its bytes. Only the signature differs when called twice with the same values.
///
/// # Errors
/// [`SealError`].
pub fn seal(
    new: &NewTransmission<'_>,
    identity: &SigningIdentity,
    signing_time: Timestamp,
    limits: &Limits,
) -> Result<Vec<u8>, SealError> {
    let mut documents = Vec::with_capacity(new.documents.len());
    for document in &new.documents {
        if document.content.len() > limits.document_bytes {
            return Err(SealError::DocumentTooLarge(document.name.to_owned()));
        }
        documents.push((DocumentName::parse(document.name)?, document));
    }
    documents.sort_by(|(left, _), (right, _)| left.cmp(right));
    let transmission = describe(new, &documents);
    transmission.check(limits)?;
    let stated = transmission.to_json();
    if stated.len() > limits.transmission_bytes {
        return Err(TransmissionError::TooLarge(stated.len()).into());
    }
    let manifest = manifest::build(&stated, &transmission.documents);
    let signature = identity.sign(&manifest, signing_time)?;

    let packed = Method::Deflated { ratio: limits.ratio };
    let mut zip = ZipWriter::new(DosTime::new(new.created_at));
    zip.add(MIMETYPE_ENTRY, MEDIA_TYPE.as_bytes(), Method::Stored);
    zip.add(TRANSMISSION_ENTRY, &stated, packed);
    for (name, document) in &documents {
        zip.add(&format!("{DOCUMENTS}{name}"), document.content, method(document, packed));
    }
    zip.add(MANIFEST_ENTRY, &manifest, packed);
    zip.add(SIGNATURE_ENTRY, &signature, packed);
    let bytes = zip.finish();
    let total: usize = new.documents.iter().map(|document| document.content.len()).sum();
    if bytes.len() > limits.container_bytes || total > limits.total_bytes {
        return Err(SealError::TooLarge);
    }
    Ok(bytes)
}

/// Pictures and PDF are compressed already.
fn method(document: &NewDocument<'_>, packed: Method) -> Method {
    match document.media_type {
        MediaType::Csv => packed,
        MediaType::Pdf | MediaType::Jpeg => Method::Stored,
    }
}

fn describe(new: &NewTransmission<'_>, documents: &[(DocumentName, &NewDocument<'_>)]) -> Transmission {
    let entry = |(name, document): &(DocumentName, &NewDocument<'_>)| DocumentEntry {
        name: name.clone(),
        size: document.content.len() as u64,
        sha256: Sha256::of(document.content),
        media_type: document.media_type,
    };
    Transmission {
        id: new.id.clone(),
        created_at: new.created_at,
        from: new.from.clone(),
        to: new.to.clone(),
        serial: new.serial.clone(),
        message: new.message.clone(),
        software: new.software.clone(),
        documents: documents.iter().map(entry).collect(),
    }
}
