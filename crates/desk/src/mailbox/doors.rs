//! Getting in: the first set-up, sign-in, lock, and what every page shows about where things stand.

use super::{Answer, Bar, Sight};
use crate::moment::Moment;
use crate::trouble::Trouble;
use standard::Date;
use std::fmt;
use zeroize::Zeroizing;

/// The way in and out.
pub trait Doors {
    /// Where things stand; asked for by every page, so it answers from memory.
    fn standing(&self) -> Answer<'_, Standing>;

    /// The first set-up, as far as it has come.
    fn setup(&self) -> Answer<'_, Setup>;

    /// Does one step of the set-up and checks it at once. What was typed wrong is a trouble with its `field`; steps
    /// that are done stay done.
    fn take_step(&self, input: StepInput) -> Answer<'_, Setup>;

    /// Which of these folders are not on this PC and would be made. The one that the set-up suggests is not asked about,
    /// nor one whose place is not known: that is a trouble when it is to be kept.
    fn folders_to_make(&self, folders: Vec<String>) -> Answer<'_, Vec<String>>;

    /// A person did something: the time until the lock counts from here, unless it has run out before.
    fn used(&self) -> Answer<'_, ()>;

    /// What the sign-in pages may offer, and whether they ask who sits here.
    fn known(&self) -> Answer<'_, Known>;

    /// Both sign-ins of the users' one page: the client's (SystemId) and the office's (KJ account). When a first password
    /// must be changed before, it waits: [`Doors::must_change`].
    fn sign_in(&self, input: SignIn) -> Answer<'_, ()>;

    /// The way back in when nobody knows a manager's password: whoever proves both sign-ins of the office at the hub sets
    /// a new one, and sits down as that manager. It stands in the record of the office.
    fn reset_manager(&self, input: ManagerReset) -> Answer<'_, ()>;

    /// The passwords that must be changed before the sign-in or unlocking that was begun goes on; empty when none waits.
    fn must_change(&self) -> Answer<'_, Vec<PasswordOf>>;

    /// Changes those that are given, and goes on with what was begun when none is left. What is refused is a trouble with its
    /// `field` ([`PasswordOf::field`]); those before it are changed.
    fn change_passwords(&self, new: Vec<(PasswordOf, Secret)>) -> Answer<'_, ()>;

    /// Ends the session; what waits to be sent stays and waits.
    fn sign_out(&self) -> Answer<'_, ()>;

    /// Hides everything until the password is given.
    fn lock(&self) -> Answer<'_, ()>;

    /// Opens the lock with a person's password where staff accounts are used, else with that of the office account.
    fn unlock(&self, input: Unlock) -> Answer<'_, ()>;
}

/// What the sign-in pages may offer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The SystemId of the last sign-in.
    pub system_id: String,
    /// The account of the last sign-in.
    pub account: String,
    /// Staff accounts are used: sign-in and lock ask who sits here.
    pub asks_person: bool,
    /// Why the lock is closed, where it is.
    pub locked: LockedBy,
    /// The day on which the certificate of this terminal ended; `None` while it lasts.
    pub ended: Option<Date>,
}

/// Why the lock is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LockedBy {
    /// Nobody did anything for longer than this office allows.
    #[default]
    Idling,
    /// A person closed it.
    Hand,
    /// The program has begun anew, and nobody has said who sits here.
    Start,
}

/// Whose password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordOf {
    /// Of the SystemId.
    System,
    /// Of the KJ account.
    Account,
    /// Of the person who sits here.
    Person,
}

impl PasswordOf {
    /// The name of its field.
    pub fn field(self) -> &'static str {
        match self {
            Self::System => "new_system",
            Self::Account => "new_account",
            Self::Person => "new_person",
        }
    }

    /// How it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::System => "連携クライアントのパスワード",
            Self::Account => "事業所のパスワード",
            Self::Person => "職員のパスワード",
        }
    }
}

/// Opens the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlock {
    /// Who sits here; empty where staff accounts are not used.
    pub login: String,
    /// Their password, else that of the office account.
    pub password: Secret,
}

/// Who sits at this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonSignIn {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: Secret,
}

/// A new password for a manager, by the passwords of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManagerReset {
    /// Both sign-ins of the office; who sits here is not asked.
    pub sign_in: SignIn,
    /// The name with which the manager signs in; may be empty where there is only one.
    pub login: String,
    /// Their password from now on.
    pub password: Secret,
}

/// What every page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which pages are open.
    pub entry: Entry,
    /// Name of the office; empty before the first set-up.
    pub office: String,
    /// Its number.
    pub number: String,
    /// The person at this terminal, when staff accounts are used.
    pub person: Option<Staff>,
    /// Whether the hub answers.
    pub connection: Connection,
    /// Why not everything works although it answers.
    pub limit: Option<Limit>,
    /// How things look.
    pub sight: Sight,
    /// Made-up data: every page carries the banner.
    pub practice: bool,
    /// This instant, for texts such as 「あと12日」.
    pub now: Moment,
}

impl Standing {
    /// What is wrong with the certificate of this terminal, as far as the hub has told.
    pub fn barred(&self) -> Option<&'static str> {
        match self.connection {
            Connection::Refused(bar) => bar.of_certificate(),
            _ => None,
        }
    }
}

/// Why not everything works although the hub answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// This office is closed: for a time it reads what had arrived before.
    Closed,
    /// It has no licence, or not any more.
    NoLicence,
    /// The hub takes nothing now.
    ReadOnly,
    /// The hub is being worked on; what is sent goes by itself afterwards.
    Maintenance,
}

impl Limit {
    /// In a few words, for the head of every page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Closed => "廃止された事業所です",
            Self::NoLicence => "ライセンスがありません",
            Self::ReadOnly => "いまは送信できません",
            Self::Maintenance => "メンテナンス中です",
        }
    }

    /// What whoever is about to send should know first; none when it will go.
    pub const fn warning(self) -> Option<&'static str> {
        match self {
            Self::Closed => {
                Some("この事業所は廃止されたため、送信できません。届いているものは、「受信一覧」で保存できます。")
            }
            Self::NoLicence => {
                Some("ライセンスがないため、いまは送信できません。どうすればよいかは、「トップ」にあります。")
            }
            Self::ReadOnly => {
                Some("連携基盤が送信を止めているため、いまは送信できません。くわしくは、「トップ」にあります。")
            }
            Self::Maintenance => None,
        }
    }
}

/// Which pages are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Only the first set-up.
    FirstRun,
    /// Only sign-in.
    SignedOut,
    /// Only the lock.
    Locked,
    /// All.
    Open,
}

/// A person who works at this office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Name as shown.
    pub name: String,
    /// May change settings and staff accounts.
    pub manager: bool,
}

/// Whether the hub answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// It does.
    Online,
    /// It does not; lists are from this PC and sending waits.
    Away {
        /// The last time it answered.
        since: Option<Moment>,
    },
    /// It answers, but does not let this terminal in: its certificate or its office was stopped.
    Refused(Bar),
}

/// A password or a one-time code. Never shown by `Debug`, and wiped from memory in the end.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text of a form.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text, for the one who checks it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// The one sign-in page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// `c…`
    pub system_id: String,
    /// Its password.
    pub system_password: Secret,
    /// `KJ` and 12 characters.
    pub account: String,
    /// Its password.
    pub account_password: Secret,
    /// Who sits here, where staff accounts are used.
    pub person: Option<PersonSignIn>,
}

/// The first set-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The steps, in order.
    pub steps: Vec<SetupStep>,
    /// What was given before and may be shown again: hub, office, folders.
    pub hub: String,
    /// The office that the one-time code is for, once it was used.
    pub office: Option<(String, String)>,
    /// The SystemId given before.
    pub system_id: String,
    /// The account given before.
    pub account: String,
    /// Where received files are put; before it is chosen, a place that can be used as it is.
    pub save_folder: String,
    /// Where the care software writes files to be sent.
    pub send_folder: String,
    /// What stood in the way of the last step.
    pub trouble: Option<Trouble>,
}

impl Setup {
    /// The first step that is not done.
    pub fn next(&self) -> Option<StepKind> {
        self.steps.iter().find(|step| step.state != StepState::Done).map(|step| step.kind)
    }

    /// True when every step is done.
    pub fn is_done(&self) -> bool {
        self.next().is_none()
    }
}

/// One step and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetupStep {
    /// Which.
    pub kind: StepKind,
    /// Done, or not.
    pub state: StepState,
}

/// The steps of the set-up, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepKind {
    /// The address of the hub.
    Hub,
    /// The one-time code, exchanged for the certificate of this terminal.
    Code,
    /// SystemId and KJ account.
    SignIn,
    /// The folders of the care software.
    Folders,
}

impl StepKind {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Hub, Self::Code, Self::SignIn, Self::Folders];
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Not yet.
    Open,
    /// Done and checked.
    Done,
}

/// What is given in one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepInput {
    /// The address of the hub.
    Hub {
        /// As typed, e.g. `renkei.example.jp`.
        address: String,
    },
    /// The one-time code.
    Code {
        /// As typed; spaces and hyphens do not matter.
        code: Secret,
    },
    /// Both sign-ins.
    SignIn(SignIn),
    /// The folders.
    Folders {
        /// Where received files are put.
        save: String,
        /// Where the care software writes files to be sent; empty: none.
        send: String,
    },
}
