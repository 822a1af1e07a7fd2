//! Asking for an ID or a password that was lost, without a sign-in: the operator answers by letter (S25).

use crate::actor::Actor;
use crate::id::RecoveryId;
use crate::ports::random;
use crate::store::{Lost, Recovery, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Asks once; while it is not answered, asking again changes nothing. Who asks is told the same in every case (S23).
///
/// # Errors
/// [`StoreError`].
pub async fn ask_recovery(context: Context<'_>, office: OfficeNumber, lost: Lost) -> Result<(), StoreError> {
    let id = RecoveryId::new(context.at, random(context.randomness));
    let recovery = Recovery { id, office, lost, at: context.at };
    context.store.ask_recovery(recovery, context.act(Actor::Hub)).await.map(|_| ())
}
