//! Proves a password without keeping it: PBKDF2-HMAC-SHA-256 with a salt of its own.

use aws_lc_rs::pbkdf2;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU32;

/// As many rounds as for key files (S76).
const ROUNDS: NonZeroU32 = NonZeroU32::new(evidence::certificate::PBKDF2_ROUNDS).unwrap();

/// What a password is compared with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verifier {
    salt: [u8; 16],
    rounds: NonZeroU32,
    derived: [u8; 32],
}

impl Verifier {
    /// For a password, with fresh random bytes. Takes a noticeable part of a second, as it is meant to.
    pub fn new(password: &str, salt: [u8; 16]) -> Self {
        let mut derived = [0; 32];
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, ROUNDS, &salt, password.as_bytes(), &mut derived);
        Self { salt, rounds: ROUNDS, derived }
    }

    /// Whether it is this password.
    pub fn holds(&self, password: &str) -> bool {
        let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
        pbkdf2::verify(algorithm, self.rounds, &self.salt, password.as_bytes(), &self.derived).is_ok()
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_holds() {
        let verifier = Verifier::new("正しいパスワード", [7; 16]);
        assert!(verifier.holds("正しいパスワード"));
        assert!(!verifier.holds("正しいパスワード ") && !verifier.holds(""));
        assert_ne!(verifier, Verifier::new("正しいパスワード", [8; 16]));
        let kept: Verifier = serde_json::from_slice(&serde_json::to_vec(&verifier).unwrap()).unwrap();
        assert!(kept.holds("正しいパスワード"));
        assert_eq!(format!("{verifier:?}"), "Verifier(…)");
    }
}
