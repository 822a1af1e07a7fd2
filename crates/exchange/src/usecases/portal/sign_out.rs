//! Ending one's own session on a portal.

use super::PortalCaller;
use crate::store::StoreError;
use crate::usecases::Context;

/// Ends the session.
///
/// # Errors
/// [`StoreError`].
pub async fn sign_out(context: Context<'_>, caller: &PortalCaller) -> Result<(), StoreError> {
    let act = context.act(caller.actor());
    context.store.end_portal_sessions(caller.office, Some(caller.token), act).await.map(|_| ())
}
