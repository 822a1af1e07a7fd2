//! Notices in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::id::NoticeId;
use crate::instant::Instant;
use crate::notice::{Notice, NoticeEntry, Reminder};
use standard::OfficeNumber;

/// Notices and read marks.
pub trait Notices {
    /// Publishes a notice; `false` when the id is taken. Offices that it names have an event of it in their feeds.
    fn publish_notice(&self, notice: Notice, act: Act) -> StoreFuture<'_, bool>;

    /// Takes a notice back; `false` when it is not shown any more.
    fn withdraw_notice(&self, id: NoticeId, act: Act) -> StoreFuture<'_, bool>;

    /// What an office sees now, the most important and newest first, 200 at most.
    fn notices_for(&self, reader: Reader) -> StoreFuture<'_, Vec<NoticeEntry>>;

    /// Marks a notice as read by an office; `false` when it does not see it.
    fn mark_notice_read(&self, id: NoticeId, reader: Reader) -> StoreFuture<'_, bool>;

    /// Reminders that are due and were not given, up to `most`, the nearest end first.
    fn due_reminders(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Reminder>>;

    /// Offices whose last licence ended in the last 30 days and that were not told, up to `most`; as reminders of day 0.
    fn ended_licences(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Reminder>>;

    /// Reminders of invoices that are not paid, due and not given, up to `most`, the longest due first.
    fn due_payments(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Reminder>>;

    /// Gives a reminder: its notice, an event in the office's feed, and that it was given. `false` when it was before.
    fn remind(&self, reminder: Reminder, notice: Notice, act: Act) -> StoreFuture<'_, bool>;
}

/// An office that reads notices, at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The office.
    pub office: OfficeNumber,
    /// When.
    pub at: Instant,
}
