//! The evidence bundle: one ZIP with everything that proves a transmission, for people and for `openssl`.

mod error;
mod examine;
mod explain;
mod html;
mod read;
mod readme;
mod report;
mod summary;
mod withdrawal;
mod write;

pub use error::BundleError;
pub use examine::{Evidence, examine};
pub use read::Bundle;
pub use report::{Outcome, Report, Step, Subject, Verdict};
pub use withdrawal::Withdrawal;
pub use write::write;

use crate::container::Limits;
use crate::zip::ZipLimits;

pub(crate) const CONTAINER_ENTRY: &str = "container.asice";
pub(crate) const README_ENTRY: &str = "READ-ME.txt";
pub(crate) const SUMMARY_ENTRY: &str = "summary.html";
pub(crate) const ROOTS_ENTRY: &str = "certificates/roots.pem";
pub(crate) const ISSUING_ENTRY: &str = "certificates/issuing.pem";

/// A file beside a receipt: leaf index, inclusion proof or checkpoint of the log. Not read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFile {
    /// `receipts/<kind>.<what>`, in small letters and hyphens, such as `receipts/accepted.inclusion`.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

impl ProofFile {
    pub(crate) fn has_proper_name(name: &str) -> bool {
        let Some((kind, what)) = name.strip_prefix("receipts/").and_then(|rest| rest.split_once('.')) else {
            return false;
        };
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        RECEIPT_KINDS.contains(&kind) && plain(what) && !matches!(what, "json" | "p7s")
    }
}

pub(crate) const RECEIPT_KINDS: [&str; 4] = ["accepted", "received", "imported", "rejected"];

pub(crate) fn zip_limits(limits: &Limits) -> ZipLimits {
    const BESIDE: usize = 64 << 20;
    ZipLimits {
        archive_bytes: limits.container_bytes.saturating_add(BESIDE),
        entries: 64,
        entry_bytes: limits.container_bytes.max(BESIDE),
        total_bytes: limits.container_bytes.saturating_add(BESIDE),
        ratio: limits.ratio,
    }
}
