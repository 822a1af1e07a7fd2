//! What every page shows and no page may wait for.

use crate::catalogue::Counts;
use crate::refusal::Refusal;
use crate::staff::Account;
use desk::Moment;
use desk::mailbox::{Bar, Connection, Download, PasswordOf, Secret, SignIn};
use protocol::{ClosingPage, Me};

/// Facts of this start of the program.
pub(in crate::app) struct Memory {
    /// Whether the hub answers.
    pub(super) connection: Connection,
    /// Why the hub did not let this terminal in when it was last asked, in its words.
    pub(super) barred: Option<(Bar, Refusal)>,
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
            barred: None,
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
        self.barred = None;
        self.as_of = Some(now);
    }

    /// What was told before stands where less is told now.
    pub(super) fn was_refused(&mut self, now: Moment, bar: Bar, refusal: &Refusal) {
        let known = self.barred.as_ref().filter(|_| bar == Bar::Unknown).map(|(known, _)| *known);
        let bar = match known.filter(|known| known.of_certificate().is_some()) {
            Some(known) => known,
            None => {
                self.barred = Some((bar, refusal.clone()));
                bar
            }
        };
        self.connection = Connection::Refused(bar);
        self.as_of = Some(now);
    }

    /// The hub does not let this terminal in.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self.connection, Connection::Refused(_))
    }

    pub(super) fn is_away(&self) -> bool {
        matches!(self.connection, Connection::Away { .. })
    }

    pub(super) fn went_away(&mut self) {
        self.connection = Connection::Away { since: self.as_of };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_the_certificate_was_revoked_stays_known_until_the_hub_lets_in() {
        let refusal = |what: &str| Refusal::new(what, "", "", "");
        let mut memory = Memory::new(Moment(0));
        memory.was_refused(Moment(1), Bar::Revoked, &refusal("revoked"));
        memory.was_refused(Moment(2), Bar::Unknown, &refusal("not accepted"));
        assert_eq!(memory.connection, Connection::Refused(Bar::Revoked));
        memory.went_away();
        memory.was_refused(Moment(3), Bar::Unknown, &refusal("not accepted"));
        assert_eq!(memory.connection, Connection::Refused(Bar::Revoked));
        assert_eq!(memory.barred, Some((Bar::Revoked, refusal("revoked"))));
        memory.answered(Moment(4));
        memory.was_refused(Moment(5), Bar::Unknown, &refusal("not accepted"));
        assert_eq!(memory.connection, Connection::Refused(Bar::Unknown));
    }
}
