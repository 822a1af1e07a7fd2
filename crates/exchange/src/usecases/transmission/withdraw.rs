//! Taking a transmission back before the recipient has begun to fetch it.

use thiserror::Error;

use crate::id::TransmissionId;
use crate::permission::{Caller, Deed, Denied};
use crate::store::{ChangeOutcome, StateChange, StoreError};
use crate::transmission::{Change, Refusal, State};
use crate::usecases::Context;

/// Why a transmission is not taken back.
#[derive(Debug, Error)]
pub enum WithdrawError {
    /// No such transmission for this office, not its sender, or no right.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The recipient was faster, or its time is over.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes the caller's transmission back; a repeat changes nothing.
pub async fn withdraw(context: Context<'_>, caller: &Caller, id: TransmissionId) -> Result<State, WithdrawError> {
    let entry = context.store.find(id, caller.office).await?.ok_or(Denied::NotFound)?;
    caller.may_on(Deed::Withdraw, entry.header.sender, entry.header.recipient)?;
    let act = context.act(caller.actor());
    let change = StateChange { id, office: caller.office, change: Change::Withdraw, receipt: None, act };
    match context.store.change(change).await? {
        ChangeOutcome::Changed(state) | ChangeOutcome::Already(state) => Ok(state),
        ChangeOutcome::Refused(refusal) => Err(WithdrawError::Refused(refusal)),
        ChangeOutcome::NotFound => Err(WithdrawError::Denied(Denied::NotFound)),
    }
}
