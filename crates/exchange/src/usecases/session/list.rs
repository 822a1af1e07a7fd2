//! The open sessions of an office.

use crate::account::Session;
use crate::permission::{Caller, Deed};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// Reads the open sessions of the caller's office, newest first.
pub async fn sessions(context: Context<'_>, caller: &Caller) -> Result<Vec<Session>, ReadError> {
    caller.may(Deed::ManageSessions)?;
    Ok(context.store.sessions_of(caller.office, context.at).await?)
}
