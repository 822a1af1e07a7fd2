//! What the use cases need besides the store: a signer, the record check, the password hasher, random bytes.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use thiserror::Error;

use crate::instant::Instant;
use crate::secret::Password;
use crate::transmission::{SignedStatement, TransmissionHeader, VerifiedContainer};

/// What a port's method gives.
pub type PortFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Signs the hub's receipts. Called before a transmission is queued for storing.
pub trait ReceiptSigner: Send + Sync {
    /// The signed statement that the hub has this container since `at`.
    fn accepted<'a>(
        &'a self,
        header: &'a TransmissionHeader,
        at: Instant,
    ) -> PortFuture<'a, Result<SignedStatement, SignerUnavailable>>;
}

/// The hub cannot sign now; nothing can be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the hub cannot sign receipts now")]
pub struct SignerUnavailable;

/// Checks names, combination and records of a container's documents again, on threads of the hub's choosing.
/// `R` is the report of findings, which the domain only hands through.
pub trait RecordCheck<R>: Send + Sync {
    /// `Ok` with the report of warnings, or `Err` with a report that has errors.
    fn check<'a>(
        &'a self,
        container: &'a VerifiedContainer,
        at: Instant,
    ) -> PortFuture<'a, Result<Result<R, R>, CheckBusy>>;
}

/// More checks wait than the hub takes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the hub has too many checks to do")]
pub struct CheckBusy;

/// A password's hash with its parameters and salt in PHC form.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// What comparing a password gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the one; `rehash` when the stored hash has old parameters.
    Right {
        /// True when the password should be hashed anew.
        rehash: bool,
    },
    /// It is not.
    Wrong,
}

/// Hashes passwords, in a short queue so that memory stays bounded (S24).
pub trait PasswordHasher: Send + Sync {
    /// Compares. Without a stored hash it does the same work on a made-up one and says `Wrong` (S23).
    fn verify<'a>(
        &'a self,
        password: &'a Password,
        stored: Option<&'a PasswordHash>,
    ) -> PortFuture<'a, Result<Verdict, HasherBusy>>;

    /// Hashes a password with a new salt.
    fn hash<'a>(&'a self, password: &'a str) -> PortFuture<'a, Result<PasswordHash, HasherBusy>>;
}

/// More passwords wait than the hub takes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too many sign-ins are waiting")]
pub struct HasherBusy;

/// Random bytes, handed in so that tests and simulations can repeat a run.
pub trait Randomness: Send + Sync {
    /// Fills `bytes` with unpredictable bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// An array of random bytes.
pub fn random<const N: usize>(source: &dyn Randomness) -> [u8; N] {
    let mut bytes = [0; N];
    source.fill(&mut bytes);
    bytes
}
