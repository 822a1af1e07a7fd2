//! Answering what an office has lost: its 事業所のユーザID by a letter, its password by a reset that a second operator approves (S25);
//! or refusing with a reason.

use crate::account::CredentialName;
use crate::id::{NoticeId, RecoveryId};
use crate::instant::DAY;
use crate::notice::{Audience, Importance, Notice};
use crate::office::OfficeRecord;
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::ports::random;
use crate::store::{Lost, Recovery, StoreError};
use crate::usecases::Context;
use crate::usecases::operator::approve::{ApproveError, LONGEST_REASON, ask};
use crate::usecases::operator::office::{ReachError, reach};
use standard::OfficeNumber;
use thiserror::Error;

/// So many days the office is told that its question was answered.
const TOLD_DAYS: i64 = 90;

/// Why nothing is answered.
#[derive(Debug, Error)]
pub enum RecoverError {
    /// There is no such request for this operator, or it is answered, or the role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// The reason is empty or too long.
    #[error("a reason is needed")]
    NoReason,
    /// The office has no 事業所のユーザID.
    #[error("the office has no account")]
    NoName,
    /// The reset was not asked for.
    #[error(transparent)]
    Approve(ApproveError),
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ReachError> for RecoverError {
    fn from(error: ReachError) -> Self {
        match error {
            ReachError::Denied(denied) => Self::Denied(denied),
            ReachError::Store(error) => Self::Store(error),
        }
    }
}

/// What the office is told, in the words of the pages.
#[derive(Debug)]
pub struct Told {
    /// Headline.
    pub title: String,
    /// Text.
    pub body: String,
}

impl Told {
    fn notice(self, context: Context<'_>, office: OfficeNumber) -> Notice {
        Notice {
            id: NoticeId::new(context.at, random(context.randomness)),
            audience: Audience::Offices(vec![office]),
            importance: Importance::Important,
            title: self.title,
            body: self.body,
            from: context.at,
            until: context.at.plus(TOLD_DAYS * DAY),
        }
    }
}

/// A request that waits, with its office.
///
/// # Errors
/// [`RecoverError`].
pub async fn open(
    context: Context<'_>,
    caller: &OperatorCaller,
    id: RecoveryId,
) -> Result<(Recovery, OfficeRecord), RecoverError> {
    let recovery = context.store.open_recovery(id).await?.ok_or(OperatorDenied::NotFound)?;
    let record = reach(context, caller, Duty::HandOutAccounts, recovery.office).await?;
    Ok((recovery, record))
}

/// Answers. A lost 事業所のユーザID is given for the letter; for a lost password a reset is asked for, whose approval is the answer.
///
/// # Errors
/// [`RecoverError`].
pub async fn answer(
    context: Context<'_>,
    caller: &OperatorCaller,
    id: RecoveryId,
    reason: &str,
    told: Told,
) -> Result<Option<CredentialName>, RecoverError> {
    let (recovery, _) = open(context, caller, id).await?;
    let names = context.store.credentials_of(recovery.office).await?;
    let account = names.into_iter().map(|known| known.name).find(|name| matches!(name, CredentialName::Account(_)));
    let name = account.ok_or(RecoverError::NoName)?;
    if recovery.lost == Lost::Password {
        return match ask(context, caller, recovery.office, name, reason).await {
            Ok(_) => Ok(None),
            Err(ApproveError::NoReason) => Err(RecoverError::NoReason),
            Err(error) => Err(RecoverError::Approve(error)),
        };
    }
    let ended = context
        .store
        .end_recovery(id, None, told.notice(context, recovery.office), context.act(caller.actor()))
        .await?;
    if ended { Ok(Some(name)) } else { Err(OperatorDenied::NotFound.into()) }
}

/// Refuses with a reason.
///
/// # Errors
/// [`RecoverError`].
pub async fn refuse(
    context: Context<'_>,
    caller: &OperatorCaller,
    id: RecoveryId,
    reason: &str,
    told: Told,
) -> Result<(), RecoverError> {
    let (recovery, _) = open(context, caller, id).await?;
    if !(1..=LONGEST_REASON).contains(&reason.trim().chars().count()) {
        return Err(RecoverError::NoReason);
    }
    let refused = Some(reason.trim().to_owned());
    let ended = context
        .store
        .end_recovery(id, refused, told.notice(context, recovery.office), context.act(caller.actor()))
        .await?;
    if ended { Ok(()) } else { Err(OperatorDenied::NotFound.into()) }
}
