//! Proof types: a `Verified<T>` can only come out of a verification, so forgetting one does not compile.

use std::ops::Deref;
use std::sync::Arc;

use crate::certificate::{RevocationState, TrustedCertificate};
use crate::time::Timestamp;

/// The instant for which a verification holds, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerificationTime {
    /// The hub verifies now, as it accepts.
    Now(Timestamp),
    /// The time of a verified `accepted` receipt.
    Accepted(Timestamp),
    /// The signing time that the signer states, which nobody else vouches for.
    Claimed(Timestamp),
    /// A person asked for this time (`--at`).
    Asked(Timestamp),
}

impl VerificationTime {
    /// The instant.
    pub fn at(self) -> Timestamp {
        match self {
            Self::Now(at) | Self::Accepted(at) | Self::Claimed(at) | Self::Asked(at) => at,
        }
    }
}

/// A value whose signature, signer and statements have been verified.
#[derive(Debug, Clone)]
pub struct Verified<T> {
    value: T,
    signature: VerifiedSignature,
}

/// Who signed, when, and how far that was checked.
#[derive(Debug, Clone)]
pub struct VerifiedSignature {
    /// The signer's certificate with its path.
    pub signer: Arc<TrustedCertificate>,
    /// The time for which path and revocation were checked.
    pub time: VerificationTime,
    /// The time that the signer states.
    pub signing_time: Timestamp,
    /// Whether a revocation list covered the time.
    pub revocation: RevocationState,
}

impl<T> Verified<T> {
    /// Only a verification of this crate may call this.
    pub(crate) fn new(value: T, signature: VerifiedSignature) -> Self {
        Self { value, signature }
    }

    /// Who signed and for which time that holds.
    pub fn signature(&self) -> &VerifiedSignature {
        &self.signature
    }

    /// The value alone; the proof ends here.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Verified<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
