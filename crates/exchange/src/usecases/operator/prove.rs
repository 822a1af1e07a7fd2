//! Using the passkey again before something that matters (S29).

use crate::operator::{OperatorCaller, Passkey};
use crate::store::StoreError;
use crate::usecases::Context;
use crate::usecases::operator::sign_in::OperatorSignInError;

/// Remembers for some minutes that the verifier has accepted a passkey in this session.
///
/// # Errors
/// [`OperatorSignInError`].
pub async fn prove(context: Context<'_>, caller: &OperatorCaller, passkey: Passkey) -> Result<(), OperatorSignInError> {
    let done: Result<bool, StoreError> = context.store.prove_operator_session(caller.token, passkey, context.at).await;
    done?.then_some(()).ok_or(OperatorSignInError::Passkey)
}
