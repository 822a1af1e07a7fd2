//! Giving an office its SystemId, with a first password that is shown once.

use super::FIRST_PASSWORD_DAYS;
use super::create::{CreateError, Created, create};
use crate::account::{CredentialName, SystemId};
use crate::actor::Actor;
use crate::ports::{PasswordHasher, random};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Letters of a SystemId: none that are mistaken for another.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How often another name is drawn; that one is taken is unlikelier than a broken disk.
const TRIES: usize = 3;

/// The SystemId of an office.
#[derive(Debug)]
pub enum Given {
    /// Made now.
    New(SystemId, Created),
    /// It had one.
    Known(SystemId),
}

/// Gives the office a SystemId unless it has one.
///
/// # Errors
/// [`CreateError`].
pub async fn give_system_id(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    actor: Actor,
    office: OfficeNumber,
) -> Result<Given, CreateError> {
    if let Some(known) = known(context, office).await? {
        return Ok(Given::Known(known));
    }
    for _ in 0..TRIES {
        let Ok(name) = SystemId::parse(&drawn(context)) else { continue };
        match create(context, hasher, actor.clone(), CredentialName::System(name.clone()), office, FIRST_PASSWORD_DAYS)
            .await
        {
            Ok(created) => return Ok(Given::New(name, created)),
            Err(CreateError::NameTaken) => {}
            // Made by another request in the meantime.
            Err(CreateError::HasOne) => {
                return known(context, office).await?.map(Given::Known).ok_or(CreateError::HasOne);
            }
            Err(other) => return Err(other),
        }
    }
    Err(CreateError::NameTaken)
}

async fn known(context: Context<'_>, office: OfficeNumber) -> Result<Option<SystemId>, CreateError> {
    let names = context.store.credentials_of(office).await?;
    Ok(names.into_iter().find_map(|credential| match credential.name {
        CredentialName::System(id) => Some(id),
        CredentialName::Account(_) => None,
    }))
}

fn drawn(context: Context<'_>) -> String {
    let bytes: [u8; 10] = random(context.randomness);
    let letters = bytes.iter().filter_map(|byte| LETTERS.get(usize::from(byte & 31)).copied().map(char::from));
    std::iter::once('c').chain(letters).collect()
}
