//! Mails that wait, and where offices wish them.

use super::StoreFuture;
use crate::actor::Act;
use crate::id::MailId;
use crate::instant::Instant;
use crate::mail::{Contact, FailedMail, Mail, MailAddress, MailEnd, Outbox};
use standard::OfficeNumber;

/// The outbox. A mail is written in the transaction of what it tells, for offices that have an address, so that none is
/// lost; before it is handed over that is recorded, so that none is knowingly sent twice.
pub trait Mails {
    /// The office's address.
    fn contact(&self, office: OfficeNumber) -> StoreFuture<'_, Option<Contact>>;

    /// Sets or removes the address; a mail to the new one is written. `false` when nothing changes or there is no such
    /// office.
    fn set_contact(&self, office: OfficeNumber, address: Option<MailAddress>, act: Act) -> StoreFuture<'_, bool>;

    /// Takes up to `most` mails whose time has come, the oldest first. Each is tried again later unless [`Mails::end_mail`]
    /// says how it ended. Mails of offices without address any more, and those that are too old, end here.
    fn take_mails(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Mail>>;

    /// Records how a mail ended; `false` when it had ended before.
    fn end_mail(&self, id: MailId, end: MailEnd, at: Instant) -> StoreFuture<'_, bool>;

    /// The mails that wait.
    fn outbox(&self) -> StoreFuture<'_, Outbox>;

    /// Up to `most` mails that have ended since then without arriving, the latest first.
    fn failed_mails(&self, since: Instant, most: u32) -> StoreFuture<'_, Vec<FailedMail>>;
}
