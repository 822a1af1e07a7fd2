//! Making a sign-in name for an office, with a first password that is shown once (S25).

use thiserror::Error;

use super::first_password;
use crate::account::CredentialName;
use crate::actor::Actor;
use crate::instant::{DAY, Instant};
use crate::ports::{HasherBusy, PasswordHasher};
use crate::secret::Password;
use crate::store::{CreateOutcome, NewCredential, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// What is handed to the office, once.
#[derive(Debug)]
pub struct Created {
    /// The first password.
    pub password: Password,
    /// When it ends.
    pub until: Instant,
}

/// Why no name is made.
#[derive(Debug, Error)]
pub enum CreateError {
    /// Another office has it.
    #[error("the name is taken")]
    NameTaken,
    /// The office has a name of this kind.
    #[error("the office has a name of this kind already")]
    HasOne,
    /// There is no such office, or it is closed.
    #[error("there is no such office, or it is closed")]
    NoOffice,
    /// Too many passwords are waiting.
    #[error(transparent)]
    Busy(#[from] HasherBusy),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a name for an office; its first password lasts so many days.
pub async fn create(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    actor: Actor,
    name: CredentialName,
    office: OfficeNumber,
    days: i64,
) -> Result<Created, CreateError> {
    let password = first_password(context);
    let until = context.at.plus(days * DAY);
    let hash = hasher.hash(password.expose()).await?;
    let new = NewCredential { name, office, password: hash, first_until: until };
    match context.store.create_credential(new, context.act(actor)).await? {
        CreateOutcome::Created => Ok(Created { password, until }),
        CreateOutcome::NameTaken => Err(CreateError::NameTaken),
        CreateOutcome::HasOne => Err(CreateError::HasOne),
        CreateOutcome::NoOffice => Err(CreateError::NoOffice),
    }
}
