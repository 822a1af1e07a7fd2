//! What every page shows and no page may wait for.

use crate::preferences::Preferences;
use desk::Moment;
use desk::mailbox::Connection;
use protocol::Me;

/// Facts of this start of the program.
pub(in crate::app) struct Memory {
    /// Whether the hub answers.
    pub(super) connection: Connection,
    /// The lock is closed.
    pub(super) locked: bool,
    /// When a person last did something.
    pub(super) last_use: Moment,
    /// Minutes without use until the lock.
    pub(super) lock_minutes: u16,
    /// Who sits here, when staff accounts are used.
    pub(super) person: Option<Person>,
    /// What the hub last said about this office.
    pub(super) me: Option<Me>,
    /// When the hub last answered.
    pub(super) as_of: Option<Moment>,
    /// Number of unsaved arrivals when the system was last told.
    pub(super) unsaved_told: Option<u64>,
}

/// Who sits here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) struct Person {
    /// Id of the staff account.
    pub(in crate::app) id: String,
    /// The name as shown.
    pub(in crate::app) name: String,
    /// May change settings and staff accounts.
    pub(in crate::app) manager: bool,
}

impl Memory {
    pub(super) fn new(now: Moment) -> Self {
        // Until the hub was asked nothing speaks against it.
        Self {
            connection: Connection::Online,
            locked: false,
            last_use: now,
            lock_minutes: Preferences::default().lock_minutes,
            person: None,
            me: None,
            as_of: None,
            unsaved_told: None,
        }
    }

    /// A person does something. A lock that is due closes first (S77).
    pub(super) fn use_at(&mut self, now: Moment) {
        self.lock_when_due(now);
        self.last_use = now;
    }

    /// Closes the lock after so many minutes without use.
    pub(super) fn lock_when_due(&mut self, now: Moment) {
        let minutes = now.0.saturating_sub(self.last_use.0) / 60_000;
        self.locked |= minutes >= i64::from(self.lock_minutes);
    }

    pub(super) fn answered(&mut self, now: Moment) {
        self.connection = Connection::Online;
        self.as_of = Some(now);
    }

    pub(super) fn went_away(&mut self) {
        self.connection = Connection::Away { since: self.as_of };
    }
}
