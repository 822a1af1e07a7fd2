//! What every page shows and no page may wait for.

use crate::catalogue::Counts;
use crate::staff::Account;
use desk::Moment;
use desk::mailbox::{Connection, Download, PasswordOf, Secret, SignIn};
use protocol::{ClosingPage, Me};

/// Facts of this start of the program.
pub(in crate::app) struct Memory {
    /// Whether the hub answers.
    pub(super) connection: Connection,
    /// The lock is closed.
    pub(super) locked: bool,
    /// A person has closed it.
    pub(super) locked_by_hand: bool,
    /// When a person last did something.
    pub(super) last_use: Moment,
    /// Who sits here, when staff accounts are used.
    pub(super) person: Option<Person>,
    /// Somebody has proved since this start who they are.
    pub(super) seated: bool,
    /// The hub has said that the session is over.
    pub(super) session_over: bool,
    /// The last use that is kept on the disk.
    pub(super) kept_use: Moment,
    /// A sign-in or unlocking that waits for new passwords.
    pub(super) pending: Option<Pending>,
    /// What the hub last said about this office.
    pub(super) me: Option<Me>,
    /// Which offices are closed or will be, as the hub last said.
    pub(super) closings: ClosingPage,
    /// When the hub last answered.
    pub(super) as_of: Option<Moment>,
    /// What waits for a person, as the lists last said.
    pub(super) counts: Counts,
    /// Number of unsaved arrivals when the system was last told.
    pub(super) unsaved_told: Option<u64>,
    /// Key and certificate in an encrypted file, until somebody takes it.
    pub(super) key_file: Option<KeyFile>,
}

/// A file that waits for the one who made it.
pub(super) struct KeyFile {
    /// The file.
    pub(super) file: Download,
    /// Id of the staff account that made it; `None` where there are none.
    pub(super) maker: Option<String>,
    /// When it was made.
    pub(super) at: Moment,
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

/// What goes on when first passwords are changed.
#[derive(Clone)]
pub(super) struct Pending {
    /// Which are left.
    pub(super) of: Vec<PasswordOf>,
    /// The office's sign-in that goes on; `None` when only the person's password is left.
    pub(super) sign_in: Option<SignIn>,
    /// Who takes the seat, with the password until now.
    pub(super) person: Option<(Account, Secret)>,
    /// Since when.
    pub(super) since: Moment,
}

impl Memory {
    pub(super) fn new(now: Moment) -> Self {
        // Until the hub was asked nothing speaks against it.
        Self {
            connection: Connection::Online,
            locked: false,
            locked_by_hand: false,
            last_use: now,
            person: None,
            seated: false,
            session_over: false,
            kept_use: Moment(0),
            pending: None,
            me: None,
            closings: ClosingPage::default(),
            as_of: None,
            counts: Counts::default(),
            unsaved_told: None,
            key_file: None,
        }
    }

    pub(super) fn answered(&mut self, now: Moment) {
        self.connection = Connection::Online;
        self.as_of = Some(now);
    }

    pub(super) fn was_refused(&mut self, now: Moment) {
        self.connection = Connection::Refused;
        self.as_of = Some(now);
    }

    pub(super) fn is_away(&self) -> bool {
        matches!(self.connection, Connection::Away { .. })
    }

    pub(super) fn went_away(&mut self) {
        self.connection = Connection::Away { since: self.as_of };
    }
}
