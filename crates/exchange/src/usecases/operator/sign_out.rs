//! Ending one's own session on the console.

use crate::operator::OperatorCaller;
use crate::store::StoreError;
use crate::usecases::Context;

/// Ends the session.
///
/// # Errors
/// [`StoreError`].
pub async fn sign_out(context: Context<'_>, caller: &OperatorCaller) -> Result<(), StoreError> {
    context.store.end_operator_session(caller.token, context.act(caller.actor())).await.map(|_| ())
}
