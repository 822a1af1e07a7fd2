//! A maintenance window: planned by an operator, told to every office, shown in the apps while it lasts.

use crate::actor::OperatorId;
use crate::id::{MaintenanceId, NoticeId};
use crate::instant::Instant;

/// A maintenance window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maintenance {
    /// Its id.
    pub id: MaintenanceId,
    /// When it begins.
    pub begins: Instant,
    /// When it ends.
    pub ends: Instant,
    /// What offices are told of it.
    pub text: String,
    /// The notice by which they are told.
    pub notice: NoticeId,
    /// Who planned it.
    pub planned_by: OperatorId,
    /// True when sending and receiving go on meanwhile.
    pub goes_on: bool,
    /// What has become of it.
    pub fate: Fate,
}

/// What has become of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands as it was planned.
    Stands,
    /// It was taken back before it began.
    Cancelled(Instant),
    /// It was over earlier than planned.
    Ended(Instant),
    /// Another window took its place.
    Moved {
        /// When that was decided.
        at: Instant,
        /// The other one.
        to: MaintenanceId,
    },
}

/// Where a window stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It has not begun.
    Planned,
    /// It lasts.
    Lasts,
    /// It is over.
    Over,
    /// It was taken back, or another one took its place.
    Dropped,
}

impl Maintenance {
    /// Where it stands at an instant.
    pub fn stage(&self, at: Instant) -> Stage {
        match self.fate {
            Fate::Cancelled(_) | Fate::Moved { .. } => Stage::Dropped,
            Fate::Ended(_) => Stage::Over,
            Fate::Stands if at < self.begins => Stage::Planned,
            Fate::Stands if at < self.ends => Stage::Lasts,
            Fate::Stands => Stage::Over,
        }
    }
}
