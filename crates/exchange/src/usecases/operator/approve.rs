//! A new first password for an office needs two operators: one asks, another says yes (S25).

use crate::account::CredentialName;
use crate::id::ApprovalId;
use crate::instant::DAY;
use crate::operator::{Approval, DecisionRefused, Duty, OperatorCaller, OperatorDenied};
use crate::ports::{HasherBusy, PasswordHasher, random};
use crate::store::{PasswordChange, StoreError};
use crate::usecases::Context;
use crate::usecases::account::create::Created;
use crate::usecases::account::{POST_PASSWORD_DAYS, first_password};
use crate::usecases::operator::office::{ReachError, reach};
use standard::OfficeNumber;
use thiserror::Error;

/// Longest reason, in characters.
pub const LONGEST_REASON: usize = 400;

/// Why nothing is asked or decided.
#[derive(Debug, Error)]
pub enum ApproveError {
    /// There is no such thing for this operator, or the role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// The reason is empty or too long.
    #[error("a reason is needed")]
    NoReason,
    /// The office has no such name.
    #[error("the office has no such sign-in name")]
    NoName,
    /// It cannot be decided, or not by this operator.
    #[error(transparent)]
    Decision(#[from] DecisionRefused),
    /// Too many passwords are waiting.
    #[error(transparent)]
    Busy(#[from] HasherBusy),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ReachError> for ApproveError {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::Denied(denied) => Self::Denied(denied),
            ReachError::Store(error) => Self::Store(error),
        }
    }
}

/// Asks for a new first password of one of the office's names.
///
/// # Errors
/// [`ApproveError`].
pub async fn ask(
    context: Context<'_>,
    caller: &OperatorCaller,
    office: OfficeNumber,
    name: CredentialName,
    reason: &str,
) -> Result<(), ApproveError> {
    reach(context, caller, Duty::HandOutAccounts, office).await?;
    if !(1..=LONGEST_REASON).contains(&reason.trim().chars().count()) {
        return Err(ApproveError::NoReason);
    }
    let names = context.store.credentials_of(office).await?;
    if !names.iter().any(|known| known.name == name) {
        return Err(ApproveError::NoName);
    }
    let id = ApprovalId::new(context.at, random(context.randomness));
    let (asked_by, asked_at, reason) = (caller.id.clone(), context.at, reason.trim().to_owned());
    let approval = Approval { id, office, name, asked_by, asked_at, reason, decided: None };
    Ok(context.store.ask_approval(approval, context.act(caller.actor())).await?)
}

/// Says yes: the password is set, every session and terminal token of the office ends. The password is shown once.
///
/// # Errors
/// [`ApproveError`].
pub async fn approve(
    context: Context<'_>,
    hasher: &dyn PasswordHasher,
    caller: &OperatorCaller,
    id: ApprovalId,
) -> Result<(Approval, Created), ApproveError> {
    let approval = open(context, caller, id).await?;
    approval.admits(&caller.id, true, context.at)?;
    let password = first_password(context);
    let until = context.at.plus(POST_PASSWORD_DAYS * DAY);
    let hash = hasher.hash(password.expose()).await?;
    let name = approval.name.clone();
    let change = PasswordChange { name, password: hash, first_until: Some(until), expected: None, ends_sessions: true };
    context.store.decide_approval(id, Some(change), context.act(caller.actor())).await??;
    Ok((approval, Created { password, until }))
}

/// Says no, or takes back what one asked for oneself.
///
/// # Errors
/// [`ApproveError`].
pub async fn refuse(context: Context<'_>, caller: &OperatorCaller, id: ApprovalId) -> Result<(), ApproveError> {
    open(context, caller, id).await?;
    context.store.decide_approval(id, None, context.act(caller.actor())).await??;
    Ok(())
}

async fn open(context: Context<'_>, caller: &OperatorCaller, id: ApprovalId) -> Result<Approval, ApproveError> {
    let approval = context.store.approval(id).await?.ok_or(OperatorDenied::NotFound)?;
    reach(context, caller, Duty::Approve, approval.office).await?;
    Ok(approval)
}
