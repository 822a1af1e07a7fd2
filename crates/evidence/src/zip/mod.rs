//! ZIP archives, written in one form and read strictly: what a general reader forgives is refused here.

mod error;
mod read;
mod write;

pub use error::ZipError;
pub use read::{Archive, Entry, read};
pub use write::{DosTime, Method, ZipWriter};

/// Bounds of an archive. All of them hold before anything is inflated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZipLimits {
    /// Bytes of the whole archive.
    pub archive_bytes: usize,
    /// Number of entries.
    pub entries: usize,
    /// Bytes of one entry when inflated.
    pub entry_bytes: usize,
    /// Bytes of all entries when inflated.
    pub total_bytes: usize,
    /// How many bytes one compressed byte may become, above the first 1,024 of an entry.
    pub ratio: usize,
}
