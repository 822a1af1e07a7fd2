//! The terminal tokens of an office.

use crate::account::TerminalToken;
use crate::permission::{Caller, Deed};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// Reads the terminal tokens of the caller's office, newest first.
pub async fn tokens(context: Context<'_>, caller: &Caller) -> Result<Vec<TerminalToken>, ReadError> {
    caller.may(Deed::ManageTokens)?;
    Ok(context.store.terminal_tokens_of(caller.office).await?)
}
