//! How large a container may be.

use crate::cms::MAX_SIGNATURE_BYTES;
use crate::zip::ZipLimits;

/// Bounds of a container. The defaults are those of the exchange (R24).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole file: 50 MiB.
    pub container_bytes: usize,
    /// Number of documents: 20.
    pub documents: usize,
    /// Bytes of one document: 10 MiB.
    pub document_bytes: usize,
    /// Bytes of all documents: 50 MiB.
    pub total_bytes: usize,
    /// Bytes of `transmission.json`: 64 KiB.
    pub transmission_bytes: usize,
    /// How many bytes one compressed byte may become: 300. Plain CSV stays below 100.
    pub ratio: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            container_bytes: 50 << 20,
            documents: 20,
            document_bytes: 10 << 20,
            total_bytes: 50 << 20,
            transmission_bytes: 64 << 10,
            ratio: 300,
        }
    }
}

impl Limits {
    pub(crate) fn zip(&self) -> ZipLimits {
        ZipLimits {
            archive_bytes: self.container_bytes,
            entries: self.documents.saturating_add(4),
            entry_bytes: self.document_bytes.max(self.transmission_bytes),
            total_bytes: self.total_bytes.saturating_add(self.transmission_bytes * 2 + MAX_SIGNATURE_BYTES),
            ratio: self.ratio,
        }
    }
}
