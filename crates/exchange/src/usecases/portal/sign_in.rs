//! Signing in on a portal. With a first password too: the session then allows nothing but changing it.

use super::{PasswordRefused, proven};
use crate::account::{AccountId, PortalSession};
use crate::actor::Actor;
use crate::office::OfficeState;
use crate::ports::PasswordHasher;
use crate::secret::Password;
use crate::usecases::Context;
use evidence::Sha256;
use standard::OfficeNumber;
use thiserror::Error;

/// Why nobody is let in.
#[derive(Debug, Error)]
pub enum PortalSignInError {
    /// The name or password.
    #[error(transparent)]
    Password(#[from] PasswordRefused),
    /// The password is right, but the office does not take part now.
    #[error("the office does not take part now")]
    Office(OfficeNumber, OfficeState),
}

/// Signs in; `token` is the hash of a fresh token.
///
/// # Errors
/// [`PortalSignInError`].
pub async fn sign_in(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    account: AccountId,
    password: &Password,
    token: Sha256,
) -> Result<PortalSession, PortalSignInError> {
    let credential = proven(context, hasher, account, password).await?;
    let office = context.store.office(credential.office).await.map_err(PasswordRefused::Store)?;
    let state = office.map_or(OfficeState::Closed { successor: None, reads_until: None }, |office| office.state);
    if state != OfficeState::Active {
        return Err(PortalSignInError::Office(credential.office, state));
    }
    let at = context.at;
    let office = credential.office;
    let session = PortalSession { token, office, account, started_at: at, last_used_at: at, proven_at: at };
    let act = context.act(Actor::Account(office, account));
    let proven = (credential.name, credential.password);
    let opened = context.store.open_portal_session(session, proven, act).await.map_err(PasswordRefused::Store)?;
    // The password was changed while it was being looked at.
    if opened { Ok(session) } else { Err(PasswordRefused::Refused.into()) }
}
