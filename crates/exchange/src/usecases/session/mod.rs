//! Signing in and out, and the gate of every request.

pub mod authorise;
pub mod list;
pub mod me;
pub mod refresh;
pub mod sign_in;
pub mod sign_out;

use thiserror::Error;

use crate::account::{PasswordAge, Session, SessionLimits};
use crate::certificate::{CertificateKey, CertificateState};
use crate::instant::Instant;
use crate::office::OfficeState;
use crate::secret::Secret;
use evidence::Sha256;
use standard::OfficeNumber;

/// The certificate that the connection was made with: TLS has proven that the caller holds its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Issuer and serial.
    pub certificate: CertificateKey,
    /// SHA-256 over its DER.
    pub thumbprint: Sha256,
}

/// Why a certificate does not let in. Said before any password is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CertificateRefused {
    /// The hub has no such certificate.
    #[error("the certificate is not known here")]
    Unknown,
    /// It was revoked, its time is over, or has not begun.
    #[error("the certificate does not let in")]
    State(CertificateState),
    /// Its office is frozen or closed.
    #[error("the office does not take part now")]
    Office(OfficeNumber, OfficeState),
}

/// What a client is given once: the two tokens of a session.
#[derive(Debug)]
pub struct Tokens {
    /// Goes with every request.
    pub access: Secret,
    /// When it ends.
    pub access_until: Instant,
    /// Works once, for new tokens.
    pub refresh: Secret,
    /// When the session ends in any case.
    pub refresh_until: Instant,
}

/// How sessions are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct SessionRules {
    /// How long they last.
    pub limits: SessionLimits,
    /// How long passwords last.
    pub passwords: PasswordAge,
}

/// A session with the tokens that go with it.
#[derive(Debug)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Its tokens.
    pub tokens: Tokens,
}

/// The certificate's and the office's part of every gate. A closed office comes in for a time, to read.
pub(crate) fn admits(
    certificate: CertificateState,
    number: OfficeNumber,
    office: OfficeState,
    at: Instant,
) -> Result<(), CertificateRefused> {
    if certificate != CertificateState::Valid {
        return Err(CertificateRefused::State(certificate));
    }
    if office == OfficeState::Active || office.is_reading(at) {
        return Ok(());
    }
    Err(CertificateRefused::Office(number, office))
}
