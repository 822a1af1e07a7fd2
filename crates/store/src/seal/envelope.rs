//! Sealed bytes: a format byte, a nonce, the ciphertext, the tag; bound to their place.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::rand;
use exchange::store::StoreError;

use super::UNREADABLE;
use super::data_key::DataKey;

/// AES-256-GCM over bytes that are not compressed.
const PLAIN_GCM: u8 = 1;
const TAG: usize = 16;

/// Where sealed bytes belong: moved anywhere else, they do not open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The table.
    pub(crate) table: &'static str,
    /// The column.
    pub(crate) column: &'static str,
    /// The transmission.
    pub(crate) id: &'a [u8; 16],
    /// Digest of the container: ties the sealed bytes to this version of the row.
    pub(crate) version: &'a [u8; 32],
}

impl Place<'_> {
    fn aad(&self) -> Aad<Vec<u8>> {
        let mut bytes = Vec::with_capacity(96);
        for part in [&[PLAIN_GCM], self.table.as_bytes(), self.column.as_bytes(), self.id, self.version] {
            bytes.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Aad::from(bytes)
    }
}

impl DataKey {
    /// Seals bytes for a place.
    pub(crate) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE_LEN];
        rand::fill(&mut nonce).map_err(|_| UNREADABLE)?;
        let mut sealed = Vec::with_capacity(1 + NONCE_LEN + plain.len() + TAG);
        sealed.push(PLAIN_GCM);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(plain);
        let body = sealed.get_mut(1 + NONCE_LEN..).ok_or(UNREADABLE)?;
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self.cipher()?.seal_in_place_separate_tag(nonce, place.aad(), body).map_err(|_| UNREADABLE)?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    /// Opens sealed bytes of a place.
    pub(crate) fn open(&self, place: Place<'_>, mut sealed: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let (format, rest) = sealed.split_first_mut().ok_or(UNREADABLE)?;
        let (nonce, body) = rest.split_first_chunk_mut::<NONCE_LEN>().ok_or(UNREADABLE)?;
        if *format != PLAIN_GCM {
            return Err(UNREADABLE);
        }
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = self.cipher()?.open_in_place(nonce, place.aad(), body).map_err(|_| UNREADABLE)?.len();
        sealed.drain(..1 + NONCE_LEN);
        sealed.truncate(length);
        Ok(sealed)
    }

    fn cipher(&self) -> Result<LessSafeKey, StoreError> {
        UnboundKey::new(&AES_256_GCM, self.0.as_slice()).map(LessSafeKey::new).map_err(|_| UNREADABLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::KeyRing;

    const ID: [u8; 16] = [1; 16];
    const VERSION: [u8; 32] = [2; 32];

    fn place() -> Place<'static> {
        Place { table: "content", column: "container", id: &ID, version: &VERSION }
    }

    #[test]
    fn s41_sealed_bytes_open_in_their_place_only() {
        let key = DataKey::generate().unwrap();
        let sealed = key.seal(place(), b"plan").unwrap();
        assert_eq!(key.open(place(), sealed.clone()), Ok(b"plan".to_vec()));
        let other = [9; 16];
        let version = [9; 32];
        for wrong in [
            Place { column: "summary", ..place() },
            Place { table: "receipt", ..place() },
            Place { id: &other, ..place() },
            Place { version: &version, ..place() },
        ] {
            assert_eq!(key.open(wrong, sealed.clone()), Err(UNREADABLE), "{wrong:?}");
        }
    }

    #[test]
    fn s41_every_changed_bit_and_every_truncation_is_refused() {
        let key = DataKey::generate().unwrap();
        let sealed = key.seal(place(), b"plan of a month").unwrap();
        for bit in 0..sealed.len() * 8 {
            let mut changed = sealed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(key.open(place(), changed), Err(UNREADABLE), "bit {bit}");
        }
        for length in 0..sealed.len() {
            assert_eq!(key.open(place(), sealed[..length].to_vec()), Err(UNREADABLE), "length {length}");
        }
    }

    #[test]
    fn s41_a_wrong_or_retired_master_key_opens_nothing() {
        let ring = KeyRing::new(&[[1; 32]]).unwrap();
        let wrapped = ring.wrap(&DataKey::generate().unwrap()).unwrap();
        assert!(ring.unwrap(&wrapped).is_ok());
        assert!(KeyRing::new(&[[2; 32]]).unwrap().unwrap(&wrapped).is_err());
        let both = KeyRing::new(&[[1; 32], [2; 32]]).unwrap();
        assert!(both.unwrap(&wrapped).is_ok());
        assert_ne!(both.newest(), ring.newest());
        let mut changed = wrapped;
        changed.bytes[0] ^= 1;
        assert!(both.unwrap(&changed).is_err());
    }
}
