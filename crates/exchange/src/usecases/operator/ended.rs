//! Why a session on the console lets nobody in any more: for the words on the sign-in page.

use crate::operator::OPERATOR_LONGEST;
use crate::store::StoreError;
use crate::usecases::Context;
use evidence::Sha256;

/// Why it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperatorEnd {
    /// Not used for as long as it may lie idle.
    Idle,
    /// Used for as long as one session may last.
    Long,
    /// It was begun with another certificate than the one of this connection, or with one that is over (S26).
    Certificate,
}

/// Why the session of a token ended on a connection with this certificate; `None` when it is not known any more: signed out,
/// or none at all.
///
/// # Errors
/// [`StoreError`].
pub async fn ended(context: Context<'_>, token: Sha256, thumbprint: Sha256) -> Result<Option<OperatorEnd>, StoreError> {
    let Some(view) = context.store.operator_session(token).await? else { return Ok(None) };
    Ok(Some(match () {
        () if view.session.certificate != thumbprint || !view.certificate.is_valid(context.at) => {
            OperatorEnd::Certificate
        }
        () if context.at.since(view.session.started_at) >= OPERATOR_LONGEST => OperatorEnd::Long,
        () => OperatorEnd::Idle,
    }))
}
