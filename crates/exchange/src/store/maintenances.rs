//! Maintenance windows in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::id::MaintenanceId;
use crate::instant::Instant;
use crate::notice::{Maintenance, Notice};

/// Maintenance windows.
pub trait Maintenances {
    /// Plans a window and publishes its notice, both or neither.
    fn plan_maintenance(&self, maintenance: Maintenance, notice: Notice, act: Act) -> StoreFuture<'_, ()>;

    /// Takes a window back that is not over, with its notice; `false` when there is none.
    fn cancel_maintenance(&self, id: MaintenanceId, act: Act) -> StoreFuture<'_, bool>;

    /// The window that lasts now, if one does.
    fn maintenance_at(&self, at: Instant) -> StoreFuture<'_, Option<Maintenance>>;

    /// The newest windows, the latest first, 20 at most.
    fn maintenances(&self) -> StoreFuture<'_, Vec<Maintenance>>;
}
