//! What every page shows and no page may wait for.

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
    /// Who sits here, when staff accounts are used.
    pub(super) person: Option<Person>,
    /// What the hub last said about this office.
    pub(super) me: Option<Me>,
    /// When the hub last answered.
    pub(super) as_of: Option<Moment>,
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
        Self { connection: Connection::Online, locked: false, last_use: now, person: None, me: None, as_of: None }
    }

    pub(super) fn answered(&mut self, now: Moment) {
        self.connection = Connection::Online;
        self.as_of = Some(now);
    }

    pub(super) fn went_away(&mut self) {
        self.connection = Connection::Away { since: self.as_of };
    }
}
