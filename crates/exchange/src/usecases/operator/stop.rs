//! Stopping an operator for good.

use crate::actor::{Actor, OperatorId};
use crate::operator::StopOutcome;
use crate::store::StoreError;
use crate::usecases::Context;
use thiserror::Error;

/// Why an operator is not stopped.
#[derive(Debug, Error)]
pub enum StopOperatorError {
    /// There is no such operator, or it was stopped before.
    #[error("there is no such operator, or it was stopped before")]
    Unknown,
    /// Nobody stops oneself: who is left alone could not be let in again.
    #[error("operators do not stop themselves")]
    Oneself,
    /// It is the last administrator: nobody could let in others on the console.
    #[error("the last administrator is not stopped")]
    LastAdmin,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Stops an operator: the certificates are revoked, nobody gets in with what was theirs.
///
/// # Errors
/// [`StopOperatorError`].
pub async fn stop_operator(context: Context<'_>, actor: Actor, id: OperatorId) -> Result<(), StopOperatorError> {
    if actor == Actor::Operator(id.clone()) {
        return Err(StopOperatorError::Oneself);
    }
    match context.store.stop_operator(id, context.act(actor)).await? {
        StopOutcome::Stopped => Ok(()),
        StopOutcome::Unknown => Err(StopOperatorError::Unknown),
        StopOutcome::LastAdmin => Err(StopOperatorError::LastAdmin),
    }
}
