//! A new registration code for an operator who has lost every passkey.
//!
//! One administrator is enough: the code lets nobody in without the operator's certificate, which stays where it is (S22).
//! Two persons are at work in any case, who makes the code and who has the certificate.

use crate::actor::{Actor, OperatorId};
use crate::instant::HOUR;
use crate::operator::{REGISTRATION_HOURS, Registration, RegistrationSecret};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;
use thiserror::Error;

/// Why there is no new code.
#[derive(Debug, Error)]
pub enum RecodeError {
    /// There is no such operator, or one that was stopped.
    #[error("there is no such operator, or it was stopped")]
    Unknown,
    /// Who is signed in has a passkey, and adds another with it.
    #[error("operators make no code for themselves")]
    Oneself,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the code; passkeys and sessions of the operator are gone. The secret is given once.
///
/// # Errors
/// [`RecodeError`].
pub async fn recode_operator(
    context: Context<'_>,
    actor: Actor,
    id: OperatorId,
) -> Result<(RegistrationSecret, Registration), RecodeError> {
    if actor == Actor::Operator(id.clone()) {
        return Err(RecodeError::Oneself);
    }
    let secret = RegistrationSecret::new(random(context.randomness));
    let until = context.at.plus(REGISTRATION_HOURS * HOUR);
    let registration = Registration { hash: secret.hash(&id), until };
    let made = context.store.recode_operator(id, registration, context.act(actor)).await?;
    made.then_some((secret, registration)).ok_or(RecodeError::Unknown)
}
