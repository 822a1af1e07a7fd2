//! What the use cases need from a store: capabilities as object-safe traits.
//!
//! Each method is one step of a use case, executed as one named transaction that may be retried. A changing method
//! writes its audit entry in that transaction (S60); the answer comes after the commit is durable. Nothing here
//! knows which database answers.

mod accounts;
mod approvals;
mod audit;
mod certificates;
mod closings;
mod deductions;
mod figures;
mod imports;
mod licences;
mod mails;
mod maintenances;
mod notices;
mod offices;
mod operators;
mod overviews;
mod own;
mod portals;
mod sessions;
mod terms;
mod transmissions;
mod upkeep;

pub use accounts::{Accounts, CreateOutcome, Credential, NewCredential, PasswordChange};
pub use approvals::Approvals;
pub use audit::Audit;
pub use certificates::{Certificates, RecordOutcome, RedeemOutcome, Revocation, RevokeOutcome};
pub use closings::{CloseNow, CloseOutcome, ClosingPlan, ClosingTold, ClosingWords, Closings, TakeBack};
pub use deductions::{DeductionCounts, DeductionFile, DeductionLine, Deductions};
pub use figures::{Figure, Figures};
pub use imports::Imports;
pub use licences::{Append, CampaignOutcome, ChargeEntry, ChargeQuery, LedgerOutcome, Licences, RenewalQuery};
pub use mails::Mails;
pub use maintenances::Maintenances;
pub use notices::{Notices, Reader};
pub use offices::{OfficeChange, Offices, PutOutcome};
pub use operators::Operators;
pub use overviews::{
    AuditFound, AuditQuery, CampaignFigures, CampaignUse, ChargeFound, ChargeList, ChargeSearch, EndingLicence,
    EndingQuery, Overviews, PublishedNotice,
};
pub use own::{CertificatePasswords, Lost, MonthSum, MonthUsage, Recoveries, Recovery, Usage};
pub use portals::Portals;
pub use sessions::{Ending, ProvenPassword, Rotation, RotationOutcome, SessionView, Sessions, TerminalView};
pub use terms::{Terms, TermsVersion};
pub use transmissions::{
    Accept, AcceptOutcome, ChangeOutcome, FeedListener, FetchOutcome, Known, ListFilter, ListQuery, Mailbox,
    PartyState, Route, StateChange, Transmissions,
};
pub use upkeep::{Damage, Epoch, Expired, TableCensus, Upkeep};

use std::future::Future;
use std::pin::Pin;
use thiserror::Error;

/// What a store method gives.
pub type StoreFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// Why a store could not do its part. Nothing was changed, unless the reason says that this is not known.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// More work waits than the store takes on; try again shortly.
    #[error("the store has too much to do")]
    Busy,
    /// No room is left; reading goes on.
    #[error("the store is full")]
    StorageFull,
    /// The store has stopped. Whether the change was made can be asked after the restart, by id.
    #[error("the store is not available")]
    Unavailable,
    /// What is stored is not what was stored, or the key for it is missing.
    #[error("stored data are damaged: {0}")]
    Damaged(&'static str),
    /// The database refused for a reason that should not occur; the text is for the log.
    #[error("the store failed: {0}")]
    Failed(String),
}

/// Every capability; what the hub holds as `Arc<dyn Store>`.
pub trait Store:
    Transmissions
    + Offices
    + Accounts
    + Approvals
    + Sessions
    + Portals
    + Certificates
    + Closings
    + Deductions
    + Figures
    + Imports
    + Licences
    + Mails
    + Notices
    + Usage
    + CertificatePasswords
    + Recoveries
    + Maintenances
    + Operators
    + Overviews
    + Terms
    + Audit
    + Upkeep
    + Send
    + Sync
{
}

impl<T> Store for T where
    T: Transmissions
        + Offices
        + Accounts
        + Approvals
        + Sessions
        + Portals
        + Certificates
        + Closings
        + Deductions
        + Figures
        + Imports
        + Licences
        + Mails
        + Notices
        + Usage
        + CertificatePasswords
        + Recoveries
        + Maintenances
        + Operators
        + Overviews
        + Terms
        + Audit
        + Upkeep
        + Send
        + Sync
{
}
