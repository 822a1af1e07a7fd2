//! The gate of every request to the console: session, operator and certificate as they stand now.

use crate::operator::OperatorCaller;
use crate::store::StoreError;
use crate::usecases::Context;
use evidence::Sha256;

/// Who stands behind a token on a connection with this certificate; `None` when nobody does any more. A token on
/// another certificate's connection is nobody's (S26).
///
/// # Errors
/// [`StoreError`].
pub async fn authorise(
    context: Context<'_>,
    token: Sha256,
    thumbprint: Sha256,
) -> Result<Option<OperatorCaller>, StoreError> {
    let Some(view) = context.store.operator_session(token).await? else { return Ok(None) };
    let (session, operator) = (view.session, view.operator);
    let is_bound = session.certificate == thumbprint && view.certificate.is_valid(context.at);
    if !is_bound || !operator.is_active || !session.is_open(context.at) {
        return Ok(None);
    }
    if session.wants_touch(context.at) {
        // A store that takes no writes now still lets in to read; the session idles away the sooner.
        let _touched = context.store.touch_operator_session(token, context.at).await;
    }
    let is_fresh = session.is_fresh(context.at);
    Ok(Some(OperatorCaller { id: operator.id, name: operator.name, role: operator.role, token, is_fresh }))
}
