//! Giving an office its 事業所のユーザID with a first password that goes by post, once.

use super::POST_PASSWORD_DAYS;
use super::create::{CreateError, Created, create};
use crate::account::{AccountId, CredentialName};
use crate::actor::Actor;
use crate::ports::{PasswordHasher, random};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Signs of an id after its prefix: none that are mistaken for another.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Gives a new 事業所のユーザID.
///
/// # Errors
/// [`CreateError::HasOne`] when the office has one.
pub async fn give_account_id(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    actor: Actor,
    office: OfficeNumber,
) -> Result<(CredentialName, Created), CreateError> {
    let bytes: [u8; 12] = random(context.randomness);
    let signs = bytes.iter().filter_map(|byte| SIGNS.get(usize::from(byte & 31)));
    let text: String = "KJ".chars().chain(signs.map(|sign| char::from(*sign))).collect();
    let name = AccountId::parse(&text).map(CredentialName::Account).map_err(|_| CreateError::NameTaken)?;
    let created = create(context, hasher, actor, name.clone(), office, POST_PASSWORD_DAYS).await?;
    Ok((name, created))
}
