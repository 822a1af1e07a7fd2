//! Registering a passkey with the one-time code that the operator was given.

use crate::actor::Actor;
use crate::audit::{AuditKind, AuditLeaf, Subject};
use crate::operator::{OperatorDoor, Passkey, RegistrationSecret};
use crate::store::StoreError;
use crate::usecases::Context;
use thiserror::Error;

/// Why no passkey is registered.
#[derive(Debug, Error)]
pub enum RegisterError {
    /// Not the code, used up, or over: one answer for all.
    #[error("the registration code is refused")]
    Code,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether the code is the operator's; asked before the authenticator is. A wrong one is recorded.
///
/// # Errors
/// [`RegisterError`].
pub async fn check_code(
    context: Context<'_>,
    door: &OperatorDoor,
    secret: &RegistrationSecret,
) -> Result<(), RegisterError> {
    let hash = secret.hash(&door.operator.id);
    if door.registration.is_some_and(|registration| registration.admits(&hash, context.at)) {
        return Ok(());
    }
    let act = context.act(Actor::Operator(door.operator.id.clone()));
    let subject = Subject::new("operator", door.operator.id.as_str());
    context.store.record(AuditLeaf::new(&act, AuditKind::SignInRefused, &subject, None, None)).await?;
    Err(RegisterError::Code)
}

/// Keeps a passkey that the verifier has accepted. The code is used up.
///
/// # Errors
/// [`RegisterError`].
pub async fn register(
    context: Context<'_>,
    door: &OperatorDoor,
    secret: &RegistrationSecret,
    passkey: Passkey,
) -> Result<(), RegisterError> {
    let id = door.operator.id.clone();
    let act = context.act(Actor::Operator(id.clone()));
    let registered = context.store.register_passkey(id.clone(), secret.hash(&id), passkey, act).await?;
    registered.then_some(()).ok_or(RegisterError::Code)
}
