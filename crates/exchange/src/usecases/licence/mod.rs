//! Licences: granting, renewing, cancelling, as lines of a ledger.

pub mod apply;
pub mod cancel;
pub mod grant;

use thiserror::Error;

use crate::actor::Actor;
use crate::licence::{LedgerRefusal, LicenceEntry};
use crate::store::{LedgerOutcome, StoreError};
use crate::usecases::Context;

/// Why a ledger stays as it is.
#[derive(Debug, Error)]
pub enum LicenceError {
    /// There is no such office, or it is closed.
    #[error("there is no such office, or it is closed")]
    NoOffice,
    /// The ledger does not admit the entry.
    #[error(transparent)]
    Refused(#[from] LedgerRefusal),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn append(context: Context<'_>, actor: Actor, entry: LicenceEntry) -> Result<LicenceEntry, LicenceError> {
    match context.store.append_licence(entry, context.act(actor)).await? {
        LedgerOutcome::Written | LedgerOutcome::Same => Ok(entry),
        LedgerOutcome::Refused(refusal) => Err(LicenceError::Refused(refusal)),
        LedgerOutcome::NoOffice => Err(LicenceError::NoOffice),
    }
}
