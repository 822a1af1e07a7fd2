//! The audit log's leaf records (S60, S61): canonical bytes with ids and salted hashes, no names, no content.

mod kind;
mod leaf;

pub use kind::AuditKind;
pub use leaf::{AuditLeaf, LeafNumber, NumberedLeaf, SaltedHash, Subject};
