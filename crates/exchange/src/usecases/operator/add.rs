//! Adding an operator, or giving one a new certificate and registration when either was lost.

use crate::actor::{Actor, OperatorId};
use crate::instant::HOUR;
use crate::operator::{
    NewOperator, Operator, OperatorCertificate, REGISTRATION_HOURS, Registration, RegistrationSecret, Role,
};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;
use thiserror::Error;

/// Longest name, in characters.
const LONGEST_NAME: usize = 64;

/// Who is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddInput {
    /// The id, for ever this operator's own.
    pub id: OperatorId,
    /// The name that colleagues see.
    pub name: String,
    /// What the operator may do.
    pub role: Role,
    /// The certificate, made before.
    pub certificate: OperatorCertificate,
}

/// Why nobody is added.
#[derive(Debug, Error)]
pub enum AddError {
    /// The name is empty, too long or has control characters.
    #[error("the name of the operator is not usable")]
    Name,
    /// There is or was an operator of this id.
    #[error("there is or was an operator of this id")]
    Taken,
    /// There is no such operator, or one that was stopped.
    #[error("there is no such operator, or it was stopped")]
    Unknown,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds an operator. The secret of the registration is given once.
///
/// # Errors
/// [`AddError`].
pub async fn add_operator(
    context: Context<'_>,
    actor: Actor,
    input: AddInput,
) -> Result<(RegistrationSecret, Registration), AddError> {
    let (secret, new) = prepare(context, input)?;
    let registration = new.registration;
    let added = context.store.add_operator(new, context.act(actor)).await?;
    added.then_some((secret, registration)).ok_or(AddError::Taken)
}

/// Gives an operator a new certificate and registration. What was there before lets in no more.
///
/// # Errors
/// [`AddError`].
pub async fn renew_operator(
    context: Context<'_>,
    actor: Actor,
    id: OperatorId,
    certificate: OperatorCertificate,
) -> Result<(RegistrationSecret, Registration), AddError> {
    let known = context.store.operators().await?.into_iter().find(|operator| operator.id == id);
    let Operator { name, role, .. } = known.ok_or(AddError::Unknown)?;
    let (secret, new) = prepare(context, AddInput { id, name, role, certificate })?;
    let registration = new.registration;
    let renewed = context.store.renew_operator(new, context.act(actor)).await?;
    renewed.then_some((secret, registration)).ok_or(AddError::Unknown)
}

fn prepare(context: Context<'_>, input: AddInput) -> Result<(RegistrationSecret, NewOperator), AddError> {
    let AddInput { id, name, role, certificate } = input;
    if !(1..=LONGEST_NAME).contains(&name.chars().count()) || name.chars().any(char::is_control) {
        return Err(AddError::Name);
    }
    let secret = RegistrationSecret::new(random(context.randomness));
    let until = context.at.plus(REGISTRATION_HOURS * HOUR);
    let registration = Registration { hash: secret.hash(&id), until };
    let operator = Operator { id, name, role, is_active: true, added_at: context.at };
    Ok((secret, NewOperator { operator, certificate, registration }))
}
