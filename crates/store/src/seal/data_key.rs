//! Data keys: random, one per object, wrapped with AES-KW (RFC 3394).

use aws_lc_rs::key_wrap::{AES_256, AesKek, KeyWrap};
use aws_lc_rs::rand;
use exchange::store::StoreError;
use zeroize::Zeroizing;

use super::UNREADABLE;
use super::keyring::{MasterId, MasterKey};

/// A data key in use.
pub(crate) struct DataKey(pub(super) Zeroizing<[u8; 32]>);

/// A data key as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct WrappedKey {
    /// Which master key wraps it.
    pub(crate) master: MasterId,
    /// The wrapped key.
    pub(crate) bytes: Vec<u8>,
}

impl DataKey {
    /// A new random key.
    pub(crate) fn generate() -> Result<Self, StoreError> {
        let mut bytes = Zeroizing::new([0; 32]);
        rand::fill(bytes.as_mut_slice()).map_err(|_| UNREADABLE)?;
        Ok(Self(bytes))
    }

    pub(super) fn wrap(&self, master: &MasterKey) -> Option<WrappedKey> {
        let mut output = [0; 40];
        let kek = AesKek::new(&AES_256, master.bytes.as_slice()).ok()?;
        let wrapped = kek.wrap(self.0.as_slice(), &mut output).ok()?;
        Some(WrappedKey { master: master.id, bytes: wrapped.to_vec() })
    }
}

impl WrappedKey {
    pub(super) fn unwrap(&self, master: &MasterKey) -> Option<DataKey> {
        let mut output = Zeroizing::new([0; 40]);
        let kek = AesKek::new(&AES_256, master.bytes.as_slice()).ok()?;
        let key = kek.unwrap(&self.bytes, output.as_mut_slice()).ok()?;
        Some(DataKey(Zeroizing::new(<[u8; 32]>::try_from(&*key).ok()?)))
    }
}
