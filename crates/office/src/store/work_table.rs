//! The work table of 一括送信: one for this office on this PC. Its form is its writer's; here it is kept sealed, with the
//! state of every group, so that a run that was killed goes on where it was.

use super::{Store, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;

const NAME: &str = "work table";

impl Store {
    /// The work table as it was kept last; `None` when there never was one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn work_table<T: DeserializeOwned>(&self) -> Result<Option<T>, StoreError> {
        self.single(NAME)
    }

    /// Keeps the work table; on disk when this returns, unless within [`Store::together`].
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_work_table(&self, table: &impl Serialize) -> Result<(), StoreError> {
        self.keep_single(NAME, table)
    }
}
