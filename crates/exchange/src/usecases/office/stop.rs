//! Closing an office for good, freezing it for a time, letting it in again. Its sessions end at once.

use thiserror::Error;

use crate::actor::Actor;
use crate::store::{OfficeChange, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Why an office stays as it is.
#[derive(Debug, Error)]
pub enum StopError {
    /// There is no such office, or it stands where this cannot be done.
    #[error("there is no such office, or this cannot be done with it now")]
    NotPossible,
    /// The successor is the office itself, or unknown.
    #[error("the successor is not another office of the exchange")]
    Successor,
    /// A freeze without a reason.
    #[error("a reason is needed")]
    NoReason,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Closes, freezes or thaws an office.
pub async fn change_office(
    context: Context<'_>,
    actor: Actor,
    number: OfficeNumber,
    change: OfficeChange,
) -> Result<(), StopError> {
    match &change {
        OfficeChange::Close { successor: Some(successor) } => {
            if *successor == number || context.store.office(*successor).await?.is_none() {
                return Err(StopError::Successor);
            }
        }
        OfficeChange::Freeze { reason } if reason.trim().is_empty() => return Err(StopError::NoReason),
        OfficeChange::Close { successor: None } | OfficeChange::Freeze { .. } | OfficeChange::Thaw => {}
    }
    let done = context.store.change_office(number, change, context.act(actor)).await?;
    if done { Ok(()) } else { Err(StopError::NotPossible) }
}
