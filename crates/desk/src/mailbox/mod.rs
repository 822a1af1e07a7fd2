//! What the pages ask for: one office's post on one PC. The office app answers from its store, practice from made-up data.
//!
//! [`Mailbox`] is the sum of nine traits, each a capability with its values beside it. All are object-safe; every
//! method gives an [`Answer`]. An implementation is told nothing about pages: no URLs, no HTML, no forms.
//!
//! Rules for implementations:
//! - No method waits for the hub longer than a person does: what the hub does not answer within some seconds is shown
//!   from what this PC knows, with the trouble beside it ([`ArrivalPage::stale`], [`Standing::connection`]).
//! - A change is durable before the answer. Two windows may ask at the same time.
//! - Texts in a [`Trouble`] are for the office: no words of a program.

mod bar;
mod batches;
mod doors;
mod home;
mod inbox;
mod letters;
mod office;
mod outbox;
mod partners;
mod program;
mod templates;

pub use bar::Bar;
pub use batches::Batches;
pub use doors::{
    Connection, Doors, Entry, Known, Limit, LockedBy, ManagerReset, PasswordOf, PersonSignIn, Secret, Setup, SetupStep,
    SignIn, Staff, Standing, StepInput, StepKind, StepState, Unlock,
};
pub use home::{
    AppVersion, CertificateFacts, CertificateKind, Counts, Home, HomeFacts, Importance, Lost, Maintenance, Notice,
    SystemState,
};
pub use inbox::{
    Arrival, ArrivalDetail, ArrivalFilter, ArrivalPage, ArrivalState, DocumentDetail, DocumentLine, Download,
    EvidenceStep, ImportResult, Inbox, Saved,
};
pub use letters::{Draft, LetterSent, Letters, Template};
pub use office::{
    Activity, Check, CheckState, LogLine, Office, Settings, StaffAccount, StaffChange, StaffRole, Terminal,
};
pub use outbox::{Dispatch, DispatchDetail, DispatchFilter, DispatchPage, DispatchState, Outbox, Passed};
pub use partners::{Closed, Partner, PartnerBook, PartnerState, Partners};
pub use program::{Program, Sight};

use crate::trouble::Trouble;
use std::future::Future;
use std::pin::Pin;

/// What a method gives.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, Trouble>> + Send + 'a>>;

/// Entries of a list that are shown together.
pub const PAGE: usize = 50;

/// Everything the pages need; held as `Arc<dyn Mailbox>`.
pub trait Mailbox:
    Doors + Home + Inbox + Outbox + Letters + Partners + Batches + Office + Program + Send + Sync
{
}

impl<T> Mailbox for T where
    T: Doors + Home + Inbox + Outbox + Letters + Partners + Batches + Office + Program + Send + Sync
{
}
