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

    /// Takes a window back that has not begun: its notice goes, `told` comes. `false` when there is none.
    fn cancel_maintenance(&self, id: MaintenanceId, told: Notice, act: Act) -> StoreFuture<'_, bool>;

    /// Ends a window that lasts: its notice goes, `told` comes. `false` when there is none.
    fn end_maintenance(&self, id: MaintenanceId, told: Notice, act: Act) -> StoreFuture<'_, bool>;

    /// Puts a window in the place of one that is not over: the notice of that one goes, `told` comes. `false` when there
    /// is none.
    fn move_maintenance(&self, id: MaintenanceId, new: Maintenance, told: Notice, act: Act) -> StoreFuture<'_, bool>;

    /// The window that lasts now, or else the next one that begins before `until`.
    fn next_maintenance(&self, at: Instant, until: Instant) -> StoreFuture<'_, Option<Maintenance>>;

    /// One window.
    fn maintenance(&self, id: MaintenanceId) -> StoreFuture<'_, Option<Maintenance>>;

    /// The newest windows, the latest first, 20 at most.
    fn maintenances(&self) -> StoreFuture<'_, Vec<Maintenance>>;
}
