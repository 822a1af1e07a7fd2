//! An operator as the hub keeps one: certificate, passkeys, sessions, and the one-time code of a registration.

use super::Role;
use crate::actor::OperatorId;
use crate::certificate::CertificateKey;
use crate::digest;
use crate::instant::{HOUR, Instant, MINUTE};
use evidence::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// How long a registration code works, in hours.
pub const REGISTRATION_HOURS: i64 = 72;
/// Longest pause between two requests of a session, in milliseconds (S26).
pub const OPERATOR_IDLE: i64 = 30 * MINUTE;
/// Longest time of a session in all, in milliseconds (S26).
pub const OPERATOR_LONGEST: i64 = 12 * HOUR;
/// How exactly the last use is recorded.
const GRANULARITY: i64 = MINUTE;
/// For how long a passkey counts as just used (S29).
const FRESH: i64 = 5 * MINUTE;

/// An operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The short id, as the audit log has it.
    pub id: OperatorId,
    /// The name that colleagues see.
    pub name: String,
    /// What the operator may do.
    pub role: Role,
    /// False once stopped.
    pub is_active: bool,
    /// When the operator was added.
    pub added_at: Instant,
}

/// A certificate of an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperatorCertificate {
    /// Issuer and serial.
    pub key: CertificateKey,
    /// SHA-256 over its DER.
    pub thumbprint: Sha256,
    /// Begin of its time.
    pub not_before: Instant,
    /// End of its time.
    pub not_after: Instant,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// The secret of a registration: 80 bits, given once, stored as a hash.
#[derive(Clone)]
pub struct RegistrationSecret(Zeroizing<[u8; 10]>);

/// A registration that waits for its passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Hash of the secret, bound to the operator.
    pub hash: Sha256,
    /// When the code ends.
    pub until: Instant,
}

/// An operator to add, or to give a new certificate and registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOperator {
    /// The operator.
    pub operator: Operator,
    /// The certificate.
    pub certificate: OperatorCertificate,
    /// The registration.
    pub registration: Registration,
}

/// A passkey, as what verifies it wants it kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its credential id.
    pub id: Vec<u8>,
    /// Its public key and counter, in the verifier's own form.
    pub data: String,
    /// When it was registered.
    pub added_at: Instant,
}

/// A passkey as its operator sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPasskey {
    /// Its credential id.
    pub id: Vec<u8>,
    /// What the operator calls it; empty for one without a name.
    pub name: String,
    /// When it was registered.
    pub added_at: Instant,
    /// When it was last used.
    pub used_at: Option<Instant>,
}

/// What became of removing a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyRemoval {
    /// It is gone.
    Removed,
    /// It is the last one and stays: without it nobody could sign in.
    Last,
    /// There is none such.
    Unknown,
}

/// What became of stopping an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopOutcome {
    /// Nothing of theirs lets in any more.
    Stopped,
    /// There is none such, or it was stopped before.
    Unknown,
    /// It is the last administrator and stays: nobody could let in others.
    LastAdmin,
}

/// What stands behind a certificate at the door of the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorDoor {
    /// The operator.
    pub operator: Operator,
    /// The certificate.
    pub certificate: OperatorCertificate,
    /// The registration that waits, if one does.
    pub registration: Option<Registration>,
    /// The passkeys.
    pub passkeys: Vec<Passkey>,
}

/// A session, bound to the certificate of its connection (S26).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorSession {
    /// SHA-256 of the cookie's token.
    pub token: Sha256,
    /// Who signed in.
    pub operator: OperatorId,
    /// Thumbprint of the certificate.
    pub certificate: Sha256,
    /// When it began.
    pub started_at: Instant,
    /// When it was last used, to the minute.
    pub last_used_at: Instant,
    /// When the passkey was last used.
    pub proven_at: Instant,
}

/// A session with what decides whether it lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperatorView {
    /// The session.
    pub session: OperatorSession,
    /// The operator.
    pub operator: Operator,
    /// The certificate it is bound to.
    pub certificate: OperatorCertificate,
}

impl RegistrationSecret {
    /// From ten random or received bytes.
    pub fn new(bytes: [u8; 10]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Reads the text that the operator was given, whatever its hyphens, spaces and case.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text.bytes().filter(|sign| !matches!(sign, b'-' | b' ')).collect();
        let mut bytes = Zeroizing::new([0_u8; 10]);
        if digits.len() != 20 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        for (to, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *to = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The text for the operator, once: five groups of four.
    pub fn reveal(&self) -> Zeroizing<String> {
        let pairs: Vec<String> = self.0.chunks(2).map(hexadecimal).collect();
        Zeroizing::new(pairs.join("-"))
    }

    /// What is stored: bound to the operator, so that equal secrets have unequal hashes.
    pub fn hash(&self, operator: &OperatorId) -> Sha256 {
        digest::of_parts(&[b"renkei-operator-code/1", operator.as_str().as_bytes(), self.0.as_slice()])
    }
}

impl fmt::Debug for RegistrationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegistrationSecret(…)")
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

impl Registration {
    /// True when the code is the one and still works.
    pub fn admits(&self, hash: &Sha256, at: Instant) -> bool {
        at < self.until && digest::equal(&self.hash, hash)
    }
}

impl OperatorCertificate {
    /// Whether it lets in.
    pub fn is_valid(&self, at: Instant) -> bool {
        self.revoked_at.is_none() && self.not_before <= at && at <= self.not_after
    }
}

impl OperatorSession {
    /// True while the session lets in.
    pub fn is_open(&self, at: Instant) -> bool {
        at.since(self.last_used_at) < OPERATOR_IDLE + GRANULARITY && at.since(self.started_at) < OPERATOR_LONGEST
    }

    /// True when the last use should be recorded anew.
    pub fn wants_touch(&self, at: Instant) -> bool {
        at.since(self.last_used_at) >= GRANULARITY
    }

    /// True when the passkey was used just now, so that it need not be asked for again.
    pub fn is_fresh(&self, at: Instant) -> bool {
        at.since(self.proven_at) < FRESH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s25_a_registration_code_is_its_operators_alone_and_ends() {
        let secret = RegistrationSecret::new([0xAB; 10]);
        let text = secret.reveal();
        assert_eq!(text.as_str(), "ABAB-ABAB-ABAB-ABAB-ABAB");
        let (one, two) = (OperatorId::parse("one").unwrap(), OperatorId::parse("two").unwrap());
        let read = RegistrationSecret::parse(&text.to_lowercase()).unwrap();
        let registration = Registration { hash: secret.hash(&one), until: Instant::from_millis(10) };
        assert!(registration.admits(&read.hash(&one), Instant::from_millis(9)));
        assert!(!registration.admits(&read.hash(&one), Instant::from_millis(10)));
        assert!(!registration.admits(&read.hash(&two), Instant::from_millis(9)));
        for wrong in ["", "ABAB", "ABAB-ABAB-ABAB-ABAB-ABAG", "ABAB-ABAB-ABAB-ABAB-ABABA", "ABAB-ABAB-ABAB-ABAB-AB+A"] {
            assert!(RegistrationSecret::parse(wrong).is_none(), "{wrong}");
        }
        assert_eq!(format!("{secret:?}"), "RegistrationSecret(…)");
    }

    #[test]
    fn s26_a_session_idles_away_and_ends() {
        let start = Instant::from_millis(0);
        let mut session = OperatorSession {
            token: Sha256::of(b"token"),
            operator: OperatorId::parse("one").unwrap(),
            certificate: Sha256::of(b"certificate"),
            started_at: start,
            last_used_at: start,
            proven_at: start,
        };
        assert!(session.is_open(start.plus(30 * MINUTE)) && !session.is_open(start.plus(31 * MINUTE)));
        session.last_used_at = start.plus(12 * HOUR - MINUTE);
        assert!(session.is_open(start.plus(12 * HOUR - 1)) && !session.is_open(start.plus(12 * HOUR)));
        assert!(session.is_fresh(start.plus(5 * MINUTE - 1)) && !session.is_fresh(start.plus(5 * MINUTE)));
    }
}
