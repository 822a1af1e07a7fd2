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
    /// When it was taken back.
    pub cancelled_at: Option<Instant>,
}
