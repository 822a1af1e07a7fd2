//! Offices in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::office::{NewOffice, OfficeEntry, OfficeQuery, OfficeRecord};
use crate::page::Page;
use standard::OfficeNumber;

/// The offices that take part.
pub trait Offices {
    /// An office.
    fn office(&self, number: OfficeNumber) -> StoreFuture<'_, Option<OfficeRecord>>;

    /// A page of the directory, by number.
    fn search(&self, query: OfficeQuery) -> StoreFuture<'_, Page<OfficeEntry, OfficeNumber>>;

    /// Adds or changes offices, all or none; one outcome each.
    fn put_offices(&self, offices: Vec<NewOffice>, act: Act) -> StoreFuture<'_, Vec<PutOutcome>>;

    /// Closes, freezes or thaws an office; sessions end when it stops. `false` when there is no such office or the
    /// change cannot be made any more.
    fn change_office(&self, number: OfficeNumber, change: OfficeChange, act: Act) -> StoreFuture<'_, bool>;
}

/// How adding an office went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutOutcome {
    /// New.
    Added,
    /// Known, with other data until now.
    Changed,
    /// Known with the same data.
    Same,
    /// Closed for good; numbers are never used again.
    Closed,
}

/// A change of an office's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeChange {
    /// Closes it for good.
    Close {
        /// The office that takes over.
        successor: Option<OfficeNumber>,
    },
    /// Stops it for a time.
    Freeze {
        /// Why, recorded as a salted hash.
        reason: String,
    },
    /// Lets a frozen office in again.
    Thaw,
}
