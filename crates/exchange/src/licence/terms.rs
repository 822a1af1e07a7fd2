//! Terms of use: which text an office agreed to, who did, and when. Nothing is overwritten.

use crate::account::AccountId;
use crate::instant::Instant;
use evidence::Sha256;
use standard::OfficeNumber;

/// An agreement of an office to one version of the terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Which office.
    pub office: OfficeNumber,
    /// The version, from 1.
    pub version: u32,
    /// SHA-256 over the text that was shown.
    pub text: Sha256,
    /// Who agreed.
    pub account: AccountId,
    /// When.
    pub at: Instant,
}
