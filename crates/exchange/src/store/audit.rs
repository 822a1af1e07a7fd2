//! The audit log in the store. Changes write their entries themselves; here are the rest and the reading.

use super::StoreFuture;
use crate::audit::{AuditLeaf, LeafNumber, NumberedLeaf};
use crate::page::Limit;

/// The audit log.
pub trait Audit {
    /// Writes an entry that goes with no change of data (a refused access).
    fn record(&self, leaf: AuditLeaf) -> StoreFuture<'_, ()>;

    /// Numbers entries that have no number yet, in the order of their commits, without gaps; gives how many.
    /// The sequencer calls this beside the accepting, never within it.
    fn number_leaves(&self, most: u32) -> StoreFuture<'_, u64>;

    /// Notes whom the next entries concern, so that a search by office or operator finds them at once; gives how many were
    /// looked at. Called beside the accepting, never within it: what is not noted yet is found all the same.
    fn index_leaves(&self, most: u32) -> StoreFuture<'_, u64>;

    /// Numbered entries from a position on.
    fn leaves(&self, from: LeafNumber, limit: Limit) -> StoreFuture<'_, Vec<NumberedLeaf>>;
}
