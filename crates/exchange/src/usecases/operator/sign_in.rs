//! Signing in on the console: the certificate of the connection, and a passkey that the verifier has accepted (S22).

use crate::actor::Actor;
use crate::audit::{AuditKind, AuditLeaf, Subject};
use crate::operator::{OperatorDoor, OperatorSession, Passkey};
use crate::store::StoreError;
use crate::usecases::Context;
use evidence::Sha256;
use thiserror::Error;

/// Why nobody is let in.
#[derive(Debug, Error)]
pub enum OperatorSignInError {
    /// The passkey is gone.
    #[error("the passkey is not this operator's any more")]
    Passkey,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens a session; `token` is the hash of a fresh token, `passkey` what the verifier gave back.
///
/// # Errors
/// [`OperatorSignInError`].
pub async fn sign_in(
    context: Context<'_>,
    door: &OperatorDoor,
    passkey: Passkey,
    token: Sha256,
) -> Result<(), OperatorSignInError> {
    let (operator, at) = (door.operator.id.clone(), context.at);
    let act = context.act(Actor::Operator(operator.clone()));
    let certificate = door.certificate.thumbprint;
    let session = OperatorSession { token, operator, certificate, started_at: at, last_used_at: at, proven_at: at };
    let opened = context.store.open_operator_session(session, passkey, act).await?;
    opened.then_some(()).ok_or(OperatorSignInError::Passkey)
}

/// Records that a passkey was not believed.
///
/// # Errors
/// [`StoreError`].
pub async fn refused(context: Context<'_>, door: &OperatorDoor) -> Result<(), StoreError> {
    let act = context.act(Actor::Operator(door.operator.id.clone()));
    let subject = Subject::new("operator", door.operator.id.as_str());
    context.store.record(AuditLeaf::new(&act, AuditKind::SignInRefused, &subject, None, None)).await
}
