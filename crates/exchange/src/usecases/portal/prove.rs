//! Entering the password again before something that matters (S29).

use super::{PasswordRefused, PortalCaller, proven};
use crate::ports::PasswordHasher;
use crate::secret::Password;
use crate::usecases::Context;

/// Believes the password and remembers it for some minutes.
///
/// # Errors
/// [`PasswordRefused`].
pub async fn prove(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    caller: &PortalCaller,
    password: &Password,
) -> Result<(), PasswordRefused> {
    proven(context, hasher, caller.account, password).await?;
    Ok(context.store.prove_portal_session(caller.token, context.at).await?)
}
