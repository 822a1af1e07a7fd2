//! Why a session on a portal lets nobody in any more, and whose it was: for the words on the sign-in page.

use crate::account::{AccountId, PORTAL_LONGEST};
use crate::office::OfficeState;
use crate::store::StoreError;
use crate::usecases::Context;
use evidence::Sha256;

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortalEnd {
    /// Not used for as long as it may lie idle.
    Idle,
    /// Used for as long as one session may last.
    Long,
    /// The office does not take part now.
    Office,
    /// The first password was not changed in time.
    FirstPassword,
}

/// Whose session a token was, and why it ended; `None` when it is not known any more: signed out, ended by a new password,
/// or none at all.
///
/// # Errors
/// [`StoreError`].
pub async fn ended(context: Context<'_>, token: Sha256) -> Result<Option<(AccountId, PortalEnd)>, StoreError> {
    let Some(view) = context.store.portal_session(token).await? else { return Ok(None) };
    let (session, at) = (view.session, context.at);
    let why = match () {
        () if view.office != OfficeState::Active => PortalEnd::Office,
        () if at.since(session.started_at) >= PORTAL_LONGEST => PortalEnd::Long,
        () if view.first_until.is_some_and(|until| at >= until) => PortalEnd::FirstPassword,
        () => PortalEnd::Idle,
    };
    Ok(Some((session.account, why)))
}
