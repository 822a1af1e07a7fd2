//! One-time enrolment codes: 80 bits of secret, stored hashed, short-lived, for one office and one kind.

use std::fmt;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::certificate::CertificateKind;
use crate::digest;
use crate::id::EnrolCodeId;
use crate::instant::{HOUR, Instant};
use evidence::Sha256;
use standard::OfficeNumber;

/// How long a code can be redeemed, in hours.
pub const ENROL_CODE_HOURS: i64 = 72;

/// Wrong tries after which a code is dead.
const MOST_FAILURES: u32 = 5;

/// The 80 secret bits of a code. Never printed, never stored.
#[derive(Clone)]
pub struct EnrolSecret(Zeroizing<[u8; 10]>);

impl EnrolSecret {
    /// From ten random or received bytes.
    pub fn new(bytes: [u8; 10]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes, for the text that the office is given.
    pub fn expose(&self) -> &[u8; 10] {
        &self.0
    }

    /// The id under which the code is kept: follows from the secret, so that the secret alone finds the code.
    pub fn id(&self) -> EnrolCodeId {
        let digest = digest::of_parts(&[b"renkei-enrol-id/1", self.0.as_slice()]);
        let [a, b, c, d, e, f, g, h, i, j, ..] = digest.0;
        EnrolCodeId::new(Instant::from_millis(0), [a, b, c, d, e, f, g, h, i, j])
    }

    /// What is stored: bound to the code's id, so that equal secrets have unequal hashes.
    pub fn hash(&self, id: EnrolCodeId) -> Sha256 {
        digest::of_parts(&[b"renkei-enrol-code/1", id.as_bytes(), self.0.as_slice()])
    }
}

impl fmt::Debug for EnrolSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolSecret(…)")
    }
}

/// A code as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolCode {
    /// Its id.
    pub id: EnrolCodeId,
    /// For which office.
    pub office: OfficeNumber,
    /// For which kind of certificate.
    pub kind: CertificateKind,
    /// Hash of the secret.
    pub hash: Sha256,
    /// When it was made.
    pub made_at: Instant,
    /// Wrong tries so far.
    pub failures: u32,
    /// When and with which public key it was redeemed.
    pub redeemed: Option<(Sha256, Instant)>,
    /// When the office took it back.
    pub dropped_at: Option<Instant>,
}

/// Why a code is not redeemed. The caller outside is told one thing only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RedeemRefusal {
    /// No such code, or another secret.
    #[error("the code is not right")]
    Wrong,
    /// Its time is over.
    #[error("the code is no longer valid")]
    Expired,
    /// Redeemed before, with another key.
    #[error("the code has been used")]
    Used,
    /// Too many wrong tries.
    #[error("the code was tried too often")]
    TriedTooOften,
}

impl EnrolCode {
    /// When it can no longer be redeemed.
    pub fn until(&self) -> Instant {
        self.made_at.plus(ENROL_CODE_HOURS * HOUR)
    }

    /// True while somebody who knows it could still redeem it.
    pub fn is_open(&self, at: Instant) -> bool {
        self.redeemed.is_none() && self.dropped_at.is_none() && self.failures < MOST_FAILURES && at < self.until()
    }

    /// Whether it may be redeemed. A repeat with the same key (a lost reply) is the same redemption.
    pub fn redeem(&self, hash: &Sha256, public_key: &Sha256, at: Instant) -> Result<(), RedeemRefusal> {
        if self.failures >= MOST_FAILURES {
            return Err(RedeemRefusal::TriedTooOften);
        }
        if self.dropped_at.is_some() || !digest::equal(&self.hash, hash) {
            return Err(RedeemRefusal::Wrong);
        }
        if at >= self.until() {
            return Err(RedeemRefusal::Expired);
        }
        match &self.redeemed {
            Some((key, _)) if key != public_key => Err(RedeemRefusal::Used),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_works_once_for_one_key_and_a_short_time() {
        let made_at = Instant::from_millis(1_000);
        let id = EnrolCodeId::new(made_at, [7; 10]);
        let secret = EnrolSecret::new([3; 10]);
        let office = OfficeNumber::parse("1370000001").unwrap();
        let kind = CertificateKind::CarePlan;
        let mut code = EnrolCode {
            id,
            office,
            kind,
            hash: secret.hash(id),
            made_at,
            failures: 0,
            redeemed: None,
            dropped_at: None,
        };
        let (key, other) = (Sha256::of(b"key"), Sha256::of(b"other"));
        assert_eq!(code.redeem(&secret.hash(id), &key, made_at), Ok(()));
        assert_eq!(
            code.redeem(&secret.hash(EnrolCodeId::new(made_at, [8; 10])), &key, made_at),
            Err(RedeemRefusal::Wrong)
        );
        assert_eq!(code.redeem(&secret.hash(id), &key, code.until()), Err(RedeemRefusal::Expired));
        code.redeemed = Some((key, made_at));
        assert_eq!(code.redeem(&secret.hash(id), &key, made_at), Ok(()));
        assert_eq!(code.redeem(&secret.hash(id), &other, made_at), Err(RedeemRefusal::Used));
        code.failures = 5;
        assert_eq!(code.redeem(&secret.hash(id), &key, made_at), Err(RedeemRefusal::TriedTooOften));
    }
}
