//! Freezing an office for a time, letting it in again. Its sessions end at once.

use thiserror::Error;

use crate::actor::Actor;
use crate::office::{LONGEST_WHY, Why};
use crate::store::{OfficeChange, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Why an office stays as it is.
#[derive(Debug, Error)]
pub enum StopError {
    /// There is no such office, or it stands where this cannot be done.
    #[error("there is no such office, or this cannot be done with it now")]
    NotPossible,
    /// Without a reason, or one that is too long.
    #[error("a reason is needed")]
    NoReason,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A note there must be; the words for the office may be missing.
pub(super) fn is_told(why: &Why) -> bool {
    (1..=LONGEST_WHY).contains(&why.note.trim().chars().count()) && why.told.chars().count() <= LONGEST_WHY
}

/// Freezes or thaws an office.
pub async fn change_office(
    context: Context<'_>,
    actor: Actor,
    number: OfficeNumber,
    change: OfficeChange,
) -> Result<(), StopError> {
    if matches!(&change, OfficeChange::Freeze { why } if !is_told(why)) {
        return Err(StopError::NoReason);
    }
    let done = context.store.change_office(number, change, context.act(actor)).await?;
    if done { Ok(()) } else { Err(StopError::NotPossible) }
}
