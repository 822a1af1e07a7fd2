//! The work table of 一括送信 in memory and in the store: every change is on the disk before it is shown.

use super::{Seat, Shared};
use crate::shelf::StoreShelf;
use crate::store::StoreError;
use desk::Trouble;
use desk::batch::Batch;
use std::sync::{Arc, MutexGuard, PoisonError};

impl Shared {
    /// Held while the table is changed.
    fn table(&self) -> MutexGuard<'_, Option<Batch>> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The table, when it was read from the store before.
    pub(super) fn known_table(&self) -> Option<Batch> {
        self.table().clone()
    }

    /// Looks at the table, when it was read from the store before.
    pub(super) fn on_table<T>(&self, look: impl FnOnce(&Batch) -> T) -> Option<T> {
        self.table().as_ref().map(look)
    }

    pub(super) fn forget_table(&self) {
        *self.table() = None;
    }
}

impl Seat {
    /// Changes the table and the shelf in one step. The first one after a start takes up what was being sent before.
    ///
    /// # Errors
    /// When the store cannot be read or written; then nothing was changed.
    pub(in crate::app) fn with_table<T>(
        &mut self,
        work: impl FnOnce(&mut Batch, &mut StoreShelf<'_>) -> T,
    ) -> Result<T, Trouble> {
        let shared = Arc::clone(&self.shared);
        let mut known = shared.table();
        let is_first = known.is_none();
        let mut table = match known.as_ref() {
            Some(table) => table.clone(),
            None => self.place.store.work_table::<Batch>()?.unwrap_or_default(),
        };
        if is_first {
            table.resume();
        }
        let done = self.place.store.together(|store| {
            let done = work(&mut table, &mut StoreShelf::new(store));
            store.keep_work_table(&table)?;
            Ok::<_, StoreError>(done)
        })?;
        *known = Some(table);
        Ok(done)
    }
}
