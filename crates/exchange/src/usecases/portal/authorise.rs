//! The gate of every request to a portal: session, office and password as they stand now.

use super::PortalCaller;
use crate::account::PasswordAge;
use crate::office::OfficeState;
use crate::store::StoreError;
use crate::usecases::Context;
use evidence::Sha256;

/// Who stands behind a token; `None` when nobody does any more.
///
/// # Errors
/// [`StoreError`].
pub async fn authorise(
    context: Context<'_>,
    age: PasswordAge,
    token: Sha256,
) -> Result<Option<PortalCaller>, StoreError> {
    let Some(view) = context.store.portal_session(token).await? else { return Ok(None) };
    let session = view.session;
    let first_is_over = view.first_until.is_some_and(|until| context.at >= until);
    if !session.is_open(context.at) || view.office != OfficeState::Active || first_is_over {
        return Ok(None);
    }
    let is_over = view.first_until.is_none() && age.is_over(view.changed_at, context.at);
    if session.wants_touch(context.at) {
        // A store that takes no writes now still lets in to read; the session idles away the sooner.
        let _touched = context.store.touch_portal_session(token, context.at).await;
    }
    Ok(Some(PortalCaller {
        office: session.office,
        account: session.account,
        token,
        must_change: view.first_until.is_some() || is_over,
        is_over,
        password_until: age.until(view.changed_at),
        is_fresh: session.is_fresh(context.at),
        since: session.started_at,
    }))
}
