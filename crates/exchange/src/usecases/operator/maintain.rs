//! Maintenance windows: planned, moved, taken back, ended early. Each time every office is told by a notice of its own, so
//! that who has read the one before sees that something changed; the apps show a window while it lasts.

use crate::id::{MaintenanceId, NoticeId};
use crate::instant::{DAY, Instant};
use crate::notice::{Audience, Fate, Importance, Maintenance, Notice};
use crate::operator::{Duty, OperatorCaller, OperatorDenied};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;
use crate::usecases::notice::remind::Words;
use thiserror::Error;

/// Longest window.
const LONGEST: i64 = 3 * DAY;
/// Longest text, in characters.
const LONGEST_TEXT: usize = 1_000;
/// A window that begins within so long concerns what is sent now; one that is further off is something to read.
const NEAR: i64 = DAY;
/// For so long it is shown that a window ended early.
const ENDED_SHOWN: i64 = DAY;

/// A window to plan, and the words by which offices are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanInput {
    /// When it begins.
    pub begins: Instant,
    /// When it ends.
    pub ends: Instant,
    /// True when sending and receiving go on meanwhile.
    pub goes_on: bool,
    /// The operator's own words, 1 to 1,000 characters.
    pub text: String,
    /// The notice: period, what can be done, the operator's words.
    pub told: Words,
}

/// Why nothing is planned or changed.
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
    /// There is no such window to change.
    #[error("there is no such window to change")]
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
    let (window, notice) = window(&context, caller, input)?;
    Ok(context.store.plan_maintenance(window, notice, context.act(caller.actor())).await?)
}

/// Gives a window that is not over another time or another text.
///
/// # Errors
/// [`MaintainError`].
pub async fn postpone(
    context: Context<'_>,
    caller: &OperatorCaller,
    id: MaintenanceId,
    input: PlanInput,
) -> Result<(), MaintainError> {
    let (window, notice) = window(&context, caller, input)?;
    let moved = context.store.move_maintenance(id, window, notice, context.act(caller.actor())).await?;
    moved.then_some(()).ok_or(MaintainError::NotFound)
}

/// Takes a window back that has not begun.
///
/// # Errors
/// [`MaintainError`].
pub async fn cancel(
    context: Context<'_>,
    caller: &OperatorCaller,
    id: MaintenanceId,
    told: Words,
) -> Result<(), MaintainError> {
    caller.may(Duty::PlanMaintenance)?;
    let window = context.store.maintenance(id).await?.ok_or(MaintainError::NotFound)?;
    let told = notice(&context, told, Importance::Important, window.ends);
    let cancelled = context.store.cancel_maintenance(id, told, context.act(caller.actor())).await?;
    cancelled.then_some(()).ok_or(MaintainError::NotFound)
}

/// Ends a window now that lasts.
///
/// # Errors
/// [`MaintainError`].
pub async fn end(
    context: Context<'_>,
    caller: &OperatorCaller,
    id: MaintenanceId,
    told: Words,
) -> Result<(), MaintainError> {
    caller.may(Duty::PlanMaintenance)?;
    let told = notice(&context, told, Importance::Important, context.at.plus(ENDED_SHOWN));
    let ended = context.store.end_maintenance(id, told, context.act(caller.actor())).await?;
    ended.then_some(()).ok_or(MaintainError::NotFound)
}

/// What is wrong with the time of a window, or with its text.
///
/// # Errors
/// [`MaintainError::Period`], [`MaintainError::Text`].
pub fn examine(at: Instant, begins: Instant, ends: Instant, text: &str) -> Result<(), MaintainError> {
    if ends <= begins || ends <= at || ends.since(begins) > LONGEST {
        return Err(MaintainError::Period);
    }
    if !(1..=LONGEST_TEXT).contains(&text.trim().chars().count()) {
        return Err(MaintainError::Text);
    }
    Ok(())
}

fn window(
    context: &Context<'_>,
    caller: &OperatorCaller,
    input: PlanInput,
) -> Result<(Maintenance, Notice), MaintainError> {
    caller.may(Duty::PlanMaintenance)?;
    let PlanInput { begins, ends, goes_on, text, told } = input;
    examine(context.at, begins, ends, &text)?;
    let id = MaintenanceId::new(context.at, random(context.randomness));
    let is_near = begins.since(context.at) <= NEAR;
    let importance = if is_near { Importance::Urgent } else { Importance::Important };
    let notice = notice(context, told, importance, ends);
    let planned_by = caller.id.clone();
    let fate = Fate::Stands;
    Ok((Maintenance { id, begins, ends, text, notice: notice.id, planned_by, goes_on, fate }, notice))
}

fn notice(context: &Context<'_>, told: Words, importance: Importance, until: Instant) -> Notice {
    let id = NoticeId::new(context.at, random(context.randomness));
    let Words { title, body } = told;
    Notice { id, audience: Audience::All, importance, title, body, from: context.at, until }
}
