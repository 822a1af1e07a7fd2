//! Every reason for which a bundle is not made or not read.

use super::report::Report;
use crate::certificate::{CertificateError, CrlError};
use crate::zip::ZipError;

/// Why a bundle is not made or not read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// What should be proven does not hold; the report says what.
    #[error("what the bundle should prove does not hold")]
    Broken(Box<Report>),
    /// Two receipts of one kind, or a proof file with an improper or repeated name.
    #[error("the file name {0} cannot be in a bundle, or would be there twice")]
    Name(String),
    /// The archive deviates.
    #[error("the bundle is not a ZIP of the strict form")]
    Zip(#[from] ZipError),
    /// A file that does not belong to the format.
    #[error("the file {0} does not belong to a bundle")]
    UnknownFile(String),
    /// A file is missing.
    #[error("the file {0} is missing")]
    MissingFile(String),
    /// A file should be text and is not.
    #[error("the file {0} is not text")]
    NotText(String),
    /// A certificate is refused.
    #[error("a certificate of the bundle is refused")]
    Certificate(#[from] CertificateError),
    /// A revocation list is refused.
    #[error("a revocation list of the bundle is refused")]
    Crl(#[from] CrlError),
}
