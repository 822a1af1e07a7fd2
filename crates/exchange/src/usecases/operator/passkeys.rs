//! The passkeys of who is signed in: adding a second one beforehand, naming and removing them. The last one stays.

use crate::operator::{OperatorCaller, Passkey, PasskeyRemoval};
use crate::store::StoreError;
use crate::usecases::Context;
use thiserror::Error;

/// Longest name of a passkey, in characters.
pub const LONGEST_NAME: usize = 40;

/// Why a passkey stays as it is.
#[derive(Debug, Error)]
pub enum PasskeysError {
    /// The name is empty, too long or has control characters.
    #[error("the name of the passkey is not usable")]
    Name,
    /// The operator has none such, or somebody has it already.
    #[error("there is no such passkey")]
    Unknown,
    /// It is the last one.
    #[error("the last passkey is not removed")]
    Last,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A name as it is kept.
///
/// # Errors
/// [`PasskeysError::Name`].
pub fn name(text: &str) -> Result<String, PasskeysError> {
    let text = text.trim();
    let fits = (1..=LONGEST_NAME).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned()).ok_or(PasskeysError::Name)
}

/// Adds a passkey that the verifier has accepted.
///
/// # Errors
/// [`PasskeysError`].
pub async fn add_passkey(
    context: Context<'_>,
    caller: &OperatorCaller,
    passkey: Passkey,
    called: &str,
) -> Result<(), PasskeysError> {
    let (called, act) = (name(called)?, context.act(caller.actor()));
    let added = context.store.add_passkey(caller.id.clone(), passkey, called, act).await?;
    added.then_some(()).ok_or(PasskeysError::Unknown)
}

/// Gives one another name.
///
/// # Errors
/// [`PasskeysError`].
pub async fn name_passkey(
    context: Context<'_>,
    caller: &OperatorCaller,
    passkey: Vec<u8>,
    called: &str,
) -> Result<(), PasskeysError> {
    let (called, act) = (name(called)?, context.act(caller.actor()));
    let named = context.store.name_passkey(caller.id.clone(), passkey, called, act).await?;
    named.then_some(()).ok_or(PasskeysError::Unknown)
}

/// Removes one, but not the last. Other sessions of the operator end: a device that was lost may hold one.
///
/// # Errors
/// [`PasskeysError`].
pub async fn remove_passkey(
    context: Context<'_>,
    caller: &OperatorCaller,
    passkey: Vec<u8>,
) -> Result<(), PasskeysError> {
    let act = context.act(caller.actor());
    match context.store.remove_passkey(caller.id.clone(), passkey, caller.token, act).await? {
        PasskeyRemoval::Removed => Ok(()),
        PasskeyRemoval::Last => Err(PasskeysError::Last),
        PasskeyRemoval::Unknown => Err(PasskeysError::Unknown),
    }
}
