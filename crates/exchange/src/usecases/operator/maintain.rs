//! Planning a maintenance window: every office is told by a notice, and the apps show it while it lasts.

use crate::id::{MaintenanceId, NoticeId};
use crate::instant::{DAY, Instant};
use crate::notice::{Audience, Importance, Maintenance, Notice};
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;
use thiserror::Error;

/// Longest window.
const LONGEST: i64 = 3 * DAY;
/// Longest text, in characters.
const LONGEST_TEXT: usize = 1_000;

/// A window to plan, and the words by which offices are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanInput {
    /// When it begins.
    pub begins: Instant,
    /// When it ends.
    pub ends: Instant,
    /// Headline of the notice.
    pub title: String,
    /// What is told, 1 to 1,000 characters.
    pub text: String,
}

/// Why nothing is planned or taken back.
#[derive(Debug, Error)]
pub enum MaintainError {
    /// The role does not include it.
    #[error(transparent)]
    Denied(#[from] OperatorDenied),
    /// It ends before it begins, is over, or lasts longer than three days.
    #[error("the window ends before it begins, is over, or is too long")]
    Period,
    /// The text is empty or too long.
    #[error("a text has 1 to 1,000 characters")]
    Text,
    /// There is no such window to take back.
    #[error("there is no such window to take back")]
    NotFound,
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Plans a window.
///
/// # Errors
/// [`MaintainError`].
pub async fn plan(context: Context<'_>, caller: &OperatorCaller, input: PlanInput) -> Result<(), MaintainError> {
    caller.may(Duty::PlanMaintenance)?;
    let PlanInput { begins, ends, title, text } = input;
    if ends <= begins || ends <= context.at || ends.since(begins) > LONGEST {
        return Err(MaintainError::Period);
    }
    if !(1..=LONGEST_TEXT).contains(&text.trim().chars().count()) {
        return Err(MaintainError::Text);
    }
    let id = MaintenanceId::new(context.at, random(context.randomness));
    let notice = Notice {
        id: NoticeId::new(context.at, random(context.randomness)),
        audience: Audience::All,
        importance: Importance::Urgent,
        title,
        body: text.clone(),
        from: context.at,
        until: ends,
    };
    let planned_by = caller.id.clone();
    let maintenance = Maintenance { id, begins, ends, text, notice: notice.id, planned_by, cancelled_at: None };
    Ok(context.store.plan_maintenance(maintenance, notice, context.act(caller.actor())).await?)
}

/// Takes a window back, with its notice.
///
/// # Errors
/// [`MaintainError`].
pub async fn cancel(context: Context<'_>, caller: &OperatorCaller, id: MaintenanceId) -> Result<(), MaintainError> {
    caller.may(Duty::PlanMaintenance)?;
    let cancelled = context.store.cancel_maintenance(id, context.act(caller.actor())).await?;
    cancelled.then_some(()).ok_or(MaintainError::NotFound)
}
