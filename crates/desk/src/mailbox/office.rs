//! 設定: folders, watch mode, terminals, staff, certificate, log, and the check of this PC.

use super::{Answer, CertificateFacts, Download, Secret, SignIn};
use crate::moment::Moment;

/// What is set, and what keeps this terminal going.
pub trait Office {
    /// The settings of this terminal.
    fn settings(&self) -> Answer<'_, Settings>;

    /// Keeps settings after checking them; a folder that cannot be used is a trouble with its field.
    fn keep_settings(&self, settings: Settings) -> Answer<'_, ()>;

    /// The terminals of this office.
    fn terminals(&self) -> Answer<'_, Vec<Terminal>>;

    /// Takes a terminal out of use; its certificate is revoked. Managers only.
    fn retire_terminal(&self, id: String) -> Answer<'_, ()>;

    /// The staff accounts.
    fn staff(&self) -> Answer<'_, Vec<StaffAccount>>;

    /// Adds, changes or closes a staff account. Managers only.
    fn change_staff(&self, change: StaffChange) -> Answer<'_, ()>;

    /// Who did what, the latest first, page from 1; with the number of all.
    fn activity(&self, page: usize) -> Answer<'_, (Vec<Activity>, u64)>;

    /// The certificate of this terminal.
    fn certificate(&self) -> Answer<'_, Option<CertificateFacts>>;

    /// Renews the certificate of this terminal before it ends. The hub asks for both sign-ins again.
    fn renew_certificate(&self, sign_in: SignIn) -> Answer<'_, CertificateFacts>;

    /// Puts key and certificate of this terminal into one encrypted file (PKCS#12), under a password of 12 characters or
    /// more. It waits in memory for ten minutes, never on a disk, for [`Office::take_key_file`]. Managers only.
    fn make_key_file(&self, password: Secret) -> Answer<'_, ()>;

    /// The name of the file that waits for the one who made it.
    fn key_file_name(&self) -> Answer<'_, Option<String>>;

    /// The file, once; `None` when none waits for the one who asks.
    fn take_key_file(&self) -> Answer<'_, Option<Download>>;

    /// The log of this program, the latest first, page from 1; with the number of all. Without names and numbers of persons.
    fn log(&self, page: usize) -> Answer<'_, (Vec<LogLine>, u64)>;

    /// Checks this PC, the certificate, the hub and the folders.
    fn doctor(&self) -> Answer<'_, Vec<Check>>;
}

/// The settings of this terminal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Where received files are put, for the care software to read.
    pub save_folder: String,
    /// Where the care software writes files to be sent; empty: none.
    pub send_folder: String,
    /// Each sender has a folder of its own below that one, and each set in it; otherwise all files lie side by side.
    pub separate_folders: bool,
    /// Watch mode: what arrives is saved by itself.
    pub save_by_itself: bool,
    /// Watch mode: what the care software writes is laid on the page 一括送信. Nothing is sent without a person.
    pub watch_send_folder: bool,
    /// A message of the system when something arrives.
    pub notify_arrivals: bool,
    /// A message of the system when something could not be sent.
    pub notify_failures: bool,
    /// Minutes without use until the lock, 1 to 60.
    pub lock_minutes: u16,
    /// Who writes, for `{担当者}` in templates.
    pub signature: String,
    /// The help desk, as the operator gives it.
    pub contact: String,
}

/// A terminal of this office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terminal {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// This one.
    pub this: bool,
    /// Since when.
    pub since: Moment,
    /// When it last spoke with the hub.
    pub last_seen: Option<Moment>,
    /// Its certificate.
    pub certificate: CertificateFacts,
    /// Taken out of use.
    pub retired: bool,
}

/// A staff account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffAccount {
    /// Its id.
    pub id: String,
    /// The name as shown.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// What it may do.
    pub role: StaffRole,
    /// Closed; its history stays.
    pub closed: bool,
    /// When it last signed in.
    pub last_seen: Option<Moment>,
}

/// What a staff account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffRole {
    /// 管理者: settings and staff too.
    Manager,
    /// 職員: sends, receives, saves.
    Staff,
}

impl StaffRole {
    /// How it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Manager => "管理者",
            Self::Staff => "職員",
        }
    }
}

/// A change of the staff accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffChange {
    /// A new account.
    Add {
        /// The name as shown.
        name: String,
        /// The name to sign in with.
        login: String,
        /// What it may do.
        role: StaffRole,
        /// Its first password, to be changed at the first sign-in.
        password: Secret,
    },
    /// Another role.
    Role {
        /// Whose.
        id: String,
        /// Which.
        role: StaffRole,
    },
    /// Another first password, for one who forgot theirs.
    Password {
        /// Whose.
        id: String,
        /// The password, to be changed at the next sign-in.
        password: Secret,
    },
    /// Closes an account.
    Close {
        /// Whose.
        id: String,
    },
}

/// Something a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// When.
    pub at: Moment,
    /// Who.
    pub who: String,
    /// At which terminal.
    pub terminal: String,
    /// What, one sentence.
    pub what: String,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Moment,
    /// An error, not just news.
    pub error: bool,
    /// What happened.
    pub text: String,
    /// The number to tell the help desk.
    pub number: Option<String>,
}

/// One line of the check of this PC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub title: String,
    /// How it stands.
    pub state: CheckState,
    /// What was seen.
    pub text: String,
    /// What to do; empty when nothing.
    pub cure: String,
}

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// All right.
    Good,
    /// Works, but not for ever.
    Soon,
    /// Does not work.
    Bad,
}
