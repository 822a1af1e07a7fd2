//! Figures for operators: counts by day, made from the audit log beside everything else; no office and no content in them.

use super::StoreFuture;
use crate::instant::{Day, Instant};

/// Counts by day and name. Names are kinds of audit entries; `<kind>/<class>` for how long after acceptance a transmission
/// was fetched or signed for (0 under ten minutes, 1 under an hour, 2 under a day, 3 under three days, 4 later);
/// `rule/<id>` for refused findings; `stock/<what>` for how many there were at the end of a day.
pub trait Figures {
    /// Counts the next entries of the audit log, up to `most`; gives how many. It can be killed anywhere: no entry is
    /// counted twice or left out.
    fn count_entries(&self, most: u32) -> StoreFuture<'_, u64>;

    /// Adds to figures of a day.
    fn add_figures(&self, day: Day, more: Vec<(String, u64)>) -> StoreFuture<'_, ()>;

    /// Counts offices, licences and certificates as they stand, for the day of `at`. Reads much.
    fn take_stock(&self, at: Instant) -> StoreFuture<'_, ()>;

    /// The figures from one day to another, both included, by day and name.
    fn figures(&self, from: Day, until: Day) -> StoreFuture<'_, Vec<Figure>>;
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Of which day.
    pub day: Day,
    /// What was counted.
    pub name: String,
    /// How many.
    pub count: u64,
}
