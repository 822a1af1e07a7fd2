//! The master keys in use: the newest wraps, all unwrap.

use aws_lc_rs::digest::{SHA256, digest};
use exchange::store::StoreError;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};
use zeroize::Zeroizing;

use super::UNREADABLE;
use super::data_key::{DataKey, WrappedKey};

/// A name for a master key that tells nothing about it: the begin of a digest over it.
pub(crate) type MasterId = [u8; 8];

pub(crate) struct MasterKey {
    pub(super) id: MasterId,
    pub(super) bytes: Zeroizing<[u8; 32]>,
}

/// Master keys, the newest last.
pub(crate) struct KeyRing {
    keys: RwLock<Vec<MasterKey>>,
    /// Held, shared, from wrapping a data key until its row is in the writer's queue.
    sealing: RwLock<()>,
}

impl KeyRing {
    /// The keys, the newest last; `None` without any.
    pub(crate) fn new(keys: &[[u8; 32]]) -> Option<Self> {
        let ring: Vec<MasterKey> = keys.iter().map(MasterKey::new).collect();
        (!ring.is_empty()).then(|| Self { keys: RwLock::new(ring), sealing: RwLock::new(()) })
    }

    /// Takes a further key into use as the newest. When it returns, everything that an older key has wrapped is in the
    /// writer's queue: a change that is handed in from now on sees all of it.
    pub(crate) fn add(&self, key: &[u8; 32]) {
        let added = MasterKey::new(key);
        let mut ring = self.keys.write().unwrap_or_else(PoisonError::into_inner);
        ring.retain(|known| known.id != added.id);
        ring.push(added);
        drop(ring);
        drop(self.sealing.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// Held while a data key is wrapped and its row handed to the writer.
    pub(crate) fn sealing(&self) -> RwLockReadGuard<'_, ()> {
        self.sealing.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest key's name.
    pub(crate) fn newest(&self) -> Result<MasterId, StoreError> {
        let ring = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        ring.last().map(|key| key.id).ok_or(UNREADABLE)
    }

    /// True when the ring has the key of this name.
    pub(crate) fn has(&self, id: &MasterId) -> bool {
        self.keys.read().unwrap_or_else(PoisonError::into_inner).iter().any(|key| key.id == *id)
    }

    /// Wraps a data key by the newest master key.
    pub(crate) fn wrap(&self, key: &DataKey) -> Result<WrappedKey, StoreError> {
        let ring = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        ring.last().and_then(|master| key.wrap(master)).ok_or(UNREADABLE)
    }

    /// Unwraps a data key by the master key that wrapped it.
    pub(crate) fn unwrap(&self, wrapped: &WrappedKey) -> Result<DataKey, StoreError> {
        let ring = self.keys.read().unwrap_or_else(PoisonError::into_inner);
        let master = ring.iter().find(|master| master.id == wrapped.master);
        master.and_then(|master| wrapped.unwrap(master)).ok_or(UNREADABLE)
    }
}

/// The name of a master key, which tells nothing about it.
pub(crate) fn master_id(bytes: &[u8; 32]) -> MasterId {
    MasterKey::new(bytes).id
}

impl MasterKey {
    fn new(bytes: &[u8; 32]) -> Self {
        let mut text = Zeroizing::new(b"renkei-master-key/1".to_vec());
        text.extend_from_slice(bytes);
        let mut id = [0; 8];
        for (to, from) in id.iter_mut().zip(digest(&SHA256, &text).as_ref()) {
            *to = *from;
        }
        Self { id, bytes: Zeroizing::new(*bytes) }
    }
}
