//! Revoking a terminal token: effective at the next request.

use crate::id::TerminalTokenId;
use crate::permission::{Caller, Deed, Denied};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// Revokes a token of the caller's office.
pub async fn revoke_token(context: Context<'_>, caller: &Caller, id: TerminalTokenId) -> Result<(), ReadError> {
    caller.may(Deed::ManageTokens)?;
    let act = context.act(caller.actor());
    let revoked = context.store.revoke_terminal_token(id, caller.office, act).await?;
    if revoked { Ok(()) } else { Err(ReadError::Denied(Denied::NotFound)) }
}
