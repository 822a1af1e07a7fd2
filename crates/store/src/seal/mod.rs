//! Encryption of what is stored (S40–S43): a data key per object, wrapped by a master key that is not in the database.
//!
//! Containers are not compressed: they are ZIPs of deflated entries already. Measured with zlib at its fastest, a
//! second pass takes 3 % off a container of 20 KB in 220 µs, and 15 % off one of 4 KB in 48 µs; storing one takes
//! less time than that. The format byte leaves room for another answer.

mod data_key;
mod envelope;
mod keyring;

pub(crate) use data_key::{DataKey, WrappedKey};
pub(crate) use envelope::Place;
pub(crate) use keyring::{KeyRing, master_id};

use exchange::store::StoreError;

/// What a failure to open means to the caller: which of the reasons it was is not told apart on purpose.
pub(crate) const UNREADABLE: StoreError = StoreError::Damaged("sealed data cannot be opened");
