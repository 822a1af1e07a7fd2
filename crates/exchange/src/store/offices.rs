//! Offices in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::office::{NewOffice, OfficeEntry, OfficeQuery, OfficeRecord, OfficeStop, Prefecture, Why};
use crate::page::{Limit, Page};
use standard::OfficeNumber;

/// The offices that take part.
pub trait Offices {
    /// An office.
    fn office(&self, number: OfficeNumber) -> StoreFuture<'_, Option<OfficeRecord>>;

    /// A page of the directory, by number.
    fn search(&self, query: OfficeQuery) -> StoreFuture<'_, Page<OfficeEntry, OfficeNumber>>;

    /// How many offices there are, stopped and closed ones too; of a prefecture when one is given.
    fn count_offices(&self, prefecture: Option<Prefecture>) -> StoreFuture<'_, u64>;

    /// Offices in use that have no 事業所のユーザID yet, by prefecture and number; those of a prefecture when one is given.
    fn without_account(
        &self,
        prefecture: Option<Prefecture>,
        after: Option<OfficeNumber>,
        limit: Limit,
    ) -> StoreFuture<'_, Page<OfficeRecord, OfficeNumber>>;

    /// Adds or changes offices, all or none; one outcome each.
    fn put_offices(&self, offices: Vec<NewOffice>, act: Act) -> StoreFuture<'_, Vec<PutOutcome>>;

    /// Freezes or thaws an office; sessions end when it stops. `false` when there is no such office or the
    /// change cannot be made any more.
    fn change_office(&self, number: OfficeNumber, change: OfficeChange, act: Act) -> StoreFuture<'_, bool>;

    /// How often the office was stopped and let in again, the newest first, 50 at most.
    fn stops_of(&self, number: OfficeNumber) -> StoreFuture<'_, Vec<OfficeStop>>;

    /// Offices that were merged into this one, by number, 50 at most.
    fn merged_into(&self, number: OfficeNumber) -> StoreFuture<'_, Vec<OfficeNumber>>;
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
    /// Stops it for a time.
    Freeze {
        /// Why.
        why: Why,
    },
    /// Lets a frozen office in again.
    Thaw,
}
