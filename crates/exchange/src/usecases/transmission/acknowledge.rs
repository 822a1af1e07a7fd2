//! Acknowledging: the recipient's signed statement that it has the container (受領証).

use thiserror::Error;

use crate::id::TransmissionId;
use crate::permission::{Caller, Deed, Denied};
use crate::store::{ChangeOutcome, StateChange, StoreError};
use crate::transmission::{Change, ReceiptKind, Refusal, State, VerifiedReceipt};
use crate::usecases::Context;

/// Why a recipient's statement is not taken.
#[derive(Debug, Error)]
pub enum StatementError {
    /// No such transmission for this office, or no right.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It states another thing than is asked here.
    #[error("the receipt states another thing")]
    OtherKind(ReceiptKind),
    /// It was signed with another certificate than the connection's.
    #[error("the receipt was signed with another certificate than that of the connection")]
    SignedByAnother,
    /// It speaks of another transmission, other bytes or other offices.
    #[error("the receipt is of another container")]
    OtherContainer,
    /// The transmission does not stand where this can be stated.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes the recipient's receipt; a repeat changes nothing.
pub async fn acknowledge(
    context: Context<'_>,
    caller: &Caller,
    id: TransmissionId,
    receipt: VerifiedReceipt,
) -> Result<State, StatementError> {
    if receipt.kind() != ReceiptKind::Received {
        return Err(StatementError::OtherKind(receipt.kind()));
    }
    state(context, caller, (Deed::Acknowledge, Change::Receive), id, receipt).await
}

/// Takes a statement of the recipient as the change that it means.
pub(super) async fn state(
    context: Context<'_>,
    caller: &Caller,
    (deed, change): (Deed, Change),
    id: TransmissionId,
    receipt: VerifiedReceipt,
) -> Result<State, StatementError> {
    let entry = context.store.find(id, caller.office).await?.ok_or(Denied::NotFound)?;
    caller.may_on(deed, entry.header.sender, entry.header.recipient)?;
    if receipt.signer() != caller.certificate {
        return Err(StatementError::SignedByAnother);
    }
    if !receipt.is_of(&entry.header) {
        return Err(StatementError::OtherContainer);
    }
    let act = context.act(caller.actor());
    let receipt = Some(receipt.into_signed());
    match context.store.change(StateChange { id, office: caller.office, change, receipt, act }).await? {
        ChangeOutcome::Changed(state) | ChangeOutcome::Already(state) => Ok(state),
        ChangeOutcome::Refused(refusal) => Err(StatementError::Refused(refusal)),
        ChangeOutcome::NotFound => Err(StatementError::Denied(Denied::NotFound)),
    }
}
