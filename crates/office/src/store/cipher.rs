//! Sealed values: AES-256-GCM under a key of this terminal, bound to table, column and row.

use super::StoreError;
use crate::surroundings::Random;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use aws_lc_rs::hmac;
use std::fmt;
use zeroize::Zeroizing;

/// First byte of what this version seals.
const FORM: u8 = 1;
/// Names this use of the terminal's secret.
const SALT: &[u8] = b"renkei office store 1";

/// Seals and opens.
pub(super) struct Cipher {
    key: LessSafeKey,
    fingerprints: hmac::Key,
    random: Random,
}

/// Where a sealed value belongs: anywhere else it does not open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) table: &'static str,
    pub(super) column: &'static str,
    pub(super) id: &'a str,
}

impl Place<'_> {
    fn sealed(self) -> StoreError {
        StoreError::Sealed { table: self.table, column: self.column }
    }

    fn aad(self) -> Aad<Vec<u8>> {
        Aad::from(format!("{}|{}|{}", self.table, self.column, self.id).into_bytes())
    }
}

struct Length;

impl KeyType for Length {
    fn len(&self) -> usize {
        32
    }
}

impl Cipher {
    /// The keys come from the terminal's secret, which also opens its private key.
    pub(super) fn new(secret: &str, random: Random) -> Result<Self, StoreError> {
        let unusable = || StoreError::Value("secret");
        let derived = |purpose: &'static [u8]| {
            let mut key = Zeroizing::new([0; 32]);
            let extracted = Salt::new(HKDF_SHA256, SALT).extract(secret.as_bytes());
            let expanded = extracted.expand(&[purpose], Length).and_then(|okm| okm.fill(key.as_mut_slice()));
            expanded.map(|()| key).map_err(|_| unusable())
        };
        let sealing = derived(b"seal")?;
        let key = UnboundKey::new(&AES_256_GCM, sealing.as_slice()).map_err(|_| unusable())?;
        let fingerprints = hmac::Key::new(hmac::HMAC_SHA256, derived(b"fingerprint")?.as_slice());
        Ok(Self { key: LessSafeKey::new(key), fingerprints, random })
    }

    pub(super) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE_LEN];
        (self.random)(&mut nonce)?;
        let mut body = plain.to_vec();
        let used = Nonce::assume_unique_for_key(nonce);
        self.key.seal_in_place_append_tag(used, place.aad(), &mut body).map_err(|_| place.sealed())?;
        Ok([&[FORM], nonce.as_slice(), &body].concat())
    }

    pub(super) fn open(&self, place: Place<'_>, mut sealed: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let (form, rest) = sealed.split_first_mut().ok_or_else(|| place.sealed())?;
        let (nonce, body) = rest.split_first_chunk_mut::<NONCE_LEN>().ok_or_else(|| place.sealed())?;
        if *form != FORM {
            return Err(place.sealed());
        }
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let plain = self.key.open_in_place(nonce, place.aad(), body).map_err(|_| place.sealed())?;
        Ok(plain.to_vec())
    }

    pub(super) fn random(&self, bytes: &mut [u8]) -> Result<(), StoreError> {
        Ok((self.random)(bytes)?)
    }

    /// A digest that only this terminal can make, to find the same thing again.
    pub(super) fn fingerprint(&self, parts: &[&[u8]]) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.fingerprints);
        for part in parts {
            context.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            context.update(part);
        }
        context.sign().as_ref().to_vec()
    }
}

impl fmt::Debug for Cipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cipher(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;
    use std::sync::Arc;

    #[test]
    fn a_value_opens_only_in_its_place() {
        let random = Arc::new(|bytes: &mut [u8]| aws_lc_rs::rand::fill(bytes).map_err(|_| io::Error::other("none")));
        let cipher = Cipher::new("secret", random).unwrap();
        let place = Place { table: "outbox", column: "letter", id: "1" };
        let sealed = cipher.seal(place, b"text").unwrap();
        assert_eq!(cipher.open(place, sealed.clone()).unwrap(), b"text");
        for other in [Place { id: "2", ..place }, Place { column: "container", ..place }] {
            assert!(cipher.open(other, sealed.clone()).is_err());
        }
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(cipher.open(place, changed).is_err(), "{at}");
        }
        assert!(cipher.open(place, Vec::new()).is_err());
    }
}
