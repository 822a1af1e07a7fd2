//! Resetting a password to a first one; every session and terminal token of the office ends (S25).

use super::create::{CreateError, Created};
use super::{FIRST_PASSWORD_DAYS, first_password};
use crate::account::CredentialName;
use crate::actor::Actor;
use crate::instant::DAY;
use crate::ports::PasswordHasher;
use crate::store::PasswordChange;
use crate::usecases::Context;

/// Resets the password of a name. Who may do so is settled before: the office's certificate or two operators.
pub async fn reset(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    actor: Actor,
    name: CredentialName,
) -> Result<Created, CreateError> {
    let password = first_password(context);
    let until = context.at.plus(FIRST_PASSWORD_DAYS * DAY);
    let hash = hasher.hash(password.expose()).await?;
    let change = PasswordChange { name, password: hash, first_until: Some(until), expected: None, ends_sessions: true };
    if context.store.set_password(change, context.act(actor)).await? {
        Ok(Created { password, until })
    } else {
        Err(CreateError::NoOffice)
    }
}
