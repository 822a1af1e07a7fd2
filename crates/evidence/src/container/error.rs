//! Every reason for which a container is refused before its signature is looked at.

use super::document_name::DocumentNameError;
use crate::zip::ZipError;

/// Why `transmission.json` is refused.
#[derive(Debug, thiserror::Error)]
pub enum TransmissionError {
    /// More bytes than allowed.
    #[error("transmission.json has {0} bytes, which is too many")]
    TooLarge(usize),
    /// No JSON of this format: a member unknown, missing, repeated or of another type.
    #[error("transmission.json does not have the members of its format")]
    Json(#[source] serde_json::Error),
    /// JSON, and not in canonical form.
    #[error("transmission.json is not canonical JSON")]
    NotCanonical,
    /// Another format than `renkei-transmission/1`.
    #[error("the format is not renkei-transmission/1")]
    Format,
    /// Not a UUID of version 7.
    #[error("the id is no UUID of version 7")]
    Id,
    /// Not UTC in whole seconds.
    #[error("createdAt is not a time in UTC with whole seconds")]
    CreatedAt,
    /// `from` names no office or network.
    #[error("from does not name an office")]
    From,
    /// `to` names no office or network.
    #[error("to does not name an office")]
    To,
    /// Neither 14 digits nor empty.
    #[error("serial is neither 14 digits nor empty")]
    Serial,
    /// Above 2,000 characters.
    #[error("the message has {0} characters; 2000 are allowed")]
    MessageLength(usize),
    /// Not in Unicode form NFC.
    #[error("the message is not in Unicode form NFC")]
    MessageNfc,
    /// A control character other than LF and TAB; lines end with LF alone.
    #[error("the message holds the control character {0:?}")]
    MessageControl(char),
    /// Name or version empty, above 100 characters, or with control characters.
    #[error("software has no usable name and version")]
    Software,
    /// No document.
    #[error("there is no document")]
    NoDocuments,
    /// More documents than allowed.
    #[error("there are {0} documents, which is too many")]
    TooManyDocuments(usize),
    /// A document's name is refused.
    #[error("the name of document {document} is refused")]
    DocumentName {
        /// Which one, from 0.
        document: usize,
        /// Why.
        source: DocumentNameError,
    },
    /// Not in ascending order of the names' UTF-8 bytes, or a name twice.
    #[error("document {document} is out of order or repeated")]
    DocumentOrder {
        /// Which one, from 0.
        document: usize,
    },
    /// Not 64 lower-case hexadecimal digits.
    #[error("the sha256 of document {document} is no SHA-256")]
    DocumentDigest {
        /// Which one, from 0.
        document: usize,
    },
    /// Neither CSV, PDF nor JPEG.
    #[error("the mediaType of document {document} is not allowed")]
    MediaType {
        /// Which one, from 0.
        document: usize,
    },
}

/// Why a container is refused.
#[derive(Debug, thiserror::Error)]
pub enum ContainerError {
    /// The archive deviates.
    #[error("the container is not a ZIP of the strict form")]
    Zip(#[from] ZipError),
    /// The first entry is not `mimetype`, or is compressed, or says something else.
    #[error("the container does not begin with its media type")]
    Mimetype,
    /// An entry is missing, added, or out of order; how it should be called.
    #[error("entry {entry} should be {expected}")]
    Entry {
        /// Which one, from 0.
        entry: usize,
        /// The name that should stand there.
        expected: String,
    },
    /// Entries after the last one.
    #[error("the container has more entries than its format")]
    ExtraEntry,
    /// `transmission.json` is refused.
    #[error("transmission.json is refused")]
    Transmission(#[from] TransmissionError),
    /// A document's size is another.
    #[error("document {document} has another size than stated")]
    DocumentSize {
        /// Which one, from 0.
        document: usize,
    },
    /// A document's bytes are others.
    #[error("document {document} has another SHA-256 than stated")]
    DocumentDigest {
        /// Which one, from 0.
        document: usize,
    },
    /// A document has more bytes than allowed.
    #[error("document {document} has too many bytes")]
    DocumentTooLarge {
        /// Which one, from 0.
        document: usize,
    },
    /// The manifest is not what `transmission.json` and the documents give.
    #[error("the manifest is not that of this content")]
    Manifest,
}
