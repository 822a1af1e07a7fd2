//! Where one transmission stands: also the question after a lost reply (R10).

use super::ReadError;
use crate::id::TransmissionId;
use crate::permission::{Caller, Deed, Denied};
use crate::transmission::{HistoryEvent, TransmissionEntry};
use crate::usecases::Context;

/// A transmission with its steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The transmission.
    pub entry: TransmissionEntry,
    /// Every step.
    pub history: Vec<HistoryEvent>,
}

/// Reads a transmission that the caller sent or was sent.
pub async fn status(context: Context<'_>, caller: &Caller, id: TransmissionId) -> Result<Status, ReadError> {
    caller.may(Deed::ReadList)?;
    let entry = context.store.find(id, caller.office).await?.ok_or(Denied::NotFound)?;
    let history = context.store.history(id, caller.office).await?.ok_or(Denied::NotFound)?;
    Ok(Status { entry, history })
}
