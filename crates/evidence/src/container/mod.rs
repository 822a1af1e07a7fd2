//! `renkei-transmission/1`: one transmission, one ASiC-E file that proves itself (ETSI EN 319 162-1).

mod document_name;
mod error;
mod limits;
mod manifest;
mod open;
mod seal;
mod transmission;
mod verify;
mod wire;

pub use document_name::{DocumentName, DocumentNameError};
pub use error::{ContainerError, TransmissionError};
pub use limits::Limits;
pub use open::{Container, Document};
pub use seal::{NewDocument, NewTransmission, SealError, seal};
pub use transmission::{DocumentEntry, MediaType, Software, Stale, Transmission};
pub use verify::ContainerVerifyError;
pub(crate) use wire::{WireAddress, push_address, read_address};

/// The container's media type, and the content of its first entry.
pub const MEDIA_TYPE: &str = "application/vnd.etsi.asic-e+zip";
/// The file name extension.
pub const EXTENSION: &str = "asice";

pub(crate) const MIMETYPE_ENTRY: &str = "mimetype";
pub(crate) const TRANSMISSION_ENTRY: &str = "transmission.json";
pub(crate) const DOCUMENTS: &str = "documents/";
pub(crate) const MANIFEST_ENTRY: &str = "META-INF/ASiCManifest001.xml";
pub(crate) const SIGNATURE_ENTRY: &str = "META-INF/signature001.p7s";
