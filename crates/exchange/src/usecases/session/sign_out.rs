//! Ending sessions: one's own, another of the office's, or all of them.

use crate::account::SessionEnd;
use crate::id::SessionId;
use crate::permission::{Caller, Deed, Denied, Right};
use crate::store::Ending;
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// Ends the caller's own session.
pub async fn sign_out(context: Context<'_>, caller: &Caller) -> Result<(), ReadError> {
    let Right::Session(id, _) = &caller.right else { return Err(ReadError::Denied(Denied::Scope)) };
    let ending = Ending { office: caller.office, session: Some(*id), end: SessionEnd::SignedOut };
    context.store.end_sessions(ending, context.act(caller.actor())).await?;
    Ok(())
}

/// Ends one session of the caller's office.
pub async fn end_session(context: Context<'_>, caller: &Caller, id: SessionId) -> Result<(), ReadError> {
    match end(context, caller, Some(id)).await? {
        0 => Err(ReadError::Denied(Denied::NotFound)),
        _ => Ok(()),
    }
}

/// Ends every session of the caller's office; gives how many ended.
pub async fn sign_out_everywhere(context: Context<'_>, caller: &Caller) -> Result<u64, ReadError> {
    end(context, caller, None).await
}

async fn end(context: Context<'_>, caller: &Caller, session: Option<SessionId>) -> Result<u64, ReadError> {
    caller.may(Deed::ManageSessions)?;
    let ending = Ending { office: caller.office, session, end: SessionEnd::EndedByOffice };
    Ok(context.store.end_sessions(ending, context.act(caller.actor())).await?)
}
