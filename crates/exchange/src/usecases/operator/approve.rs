//! A new first password for an office needs two operators: one asks, another decides (S25).

use crate::account::CredentialName;
use crate::id::ApprovalId;
use crate::operator::{Approval, Decision, DecisionRefused, Duty, OperatorCaller, OperatorDenied};
use crate::ports::{HasherBusy, random};
use crate::store::StoreError;
use crate::usecases::Context;
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
    /// The same is asked for already.
    #[error("the same is asked for already")]
    Waits(Box<Approval>),
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
) -> Result<ApprovalId, ApproveError> {
    reach(context, caller, Duty::HandOutAccounts, office).await?;
    let reason = readable(reason)?;
    let names = context.store.credentials_of(office).await?;
    if !names.iter().any(|known| known.name == name) {
        return Err(ApproveError::NoName);
    }
    let id = ApprovalId::new(context.at, random(context.randomness));
    let (asked_by, asked_at) = (caller.id.clone(), context.at);
    let approval = Approval { id, office, name, asked_by, asked_at, reason, decided: None, opened_at: None };
    match context.store.ask_approval(approval, context.act(caller.actor())).await? {
        None => Ok(id),
        Some(waiting) => Err(ApproveError::Waits(Box::new(waiting))),
    }
}

/// Says yes. The password is made when who asked opens the letter: who approves never sees it.
///
/// # Errors
/// [`ApproveError`].
pub async fn approve(context: Context<'_>, caller: &OperatorCaller, id: ApprovalId) -> Result<(), ApproveError> {
    decide(context, caller, Duty::Approve, id, Decision::Yes).await
}

/// Says no, with the reason that the asker reads.
///
/// # Errors
/// [`ApproveError`].
pub async fn refuse(
    context: Context<'_>,
    caller: &OperatorCaller,
    id: ApprovalId,
    reason: &str,
) -> Result<(), ApproveError> {
    let reason = readable(reason)?;
    decide(context, caller, Duty::Approve, id, Decision::No(reason)).await
}

/// Takes back what one asked for oneself.
///
/// # Errors
/// [`ApproveError`].
pub async fn take_back(context: Context<'_>, caller: &OperatorCaller, id: ApprovalId) -> Result<(), ApproveError> {
    decide(context, caller, Duty::HandOutAccounts, id, Decision::TakenBack).await
}

/// One that this operator may reach.
///
/// # Errors
/// [`ApproveError`].
pub async fn found(
    context: Context<'_>,
    caller: &OperatorCaller,
    duty: Duty,
    id: ApprovalId,
) -> Result<Approval, ApproveError> {
    let approval = context.store.approval(id).await?.ok_or(OperatorDenied::NotFound)?;
    reach(context, caller, duty, approval.office).await?;
    Ok(approval)
}

async fn decide(
    context: Context<'_>,
    caller: &OperatorCaller,
    duty: Duty,
    id: ApprovalId,
    decision: Decision,
) -> Result<(), ApproveError> {
    found(context, caller, duty, id).await?;
    context.store.decide_approval(id, decision, context.act(caller.actor())).await??;
    Ok(())
}

fn readable(reason: &str) -> Result<String, ApproveError> {
    let reason = reason.trim();
    (1..=LONGEST_REASON).contains(&reason.chars().count()).then(|| reason.to_owned()).ok_or(ApproveError::NoReason)
}
