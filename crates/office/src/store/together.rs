//! Several changes that happen together or not at all.

use super::{Store, StoreError};

impl Store {
    /// Does the work in one transaction: when it fails, nothing of it was done. The work must not open another one, as
    /// changes of an item of the outbox do.
    ///
    /// # Errors
    /// What the work says, or [`StoreError`] when the transaction cannot begin or end.
    pub fn together<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from)?;
        let done = work(self);
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        match self.connection.execute_batch(end) {
            Ok(()) => done,
            Err(error) => {
                // A commit that failed leaves the transaction open.
                let _ = self.connection.execute_batch("ROLLBACK");
                done.and(Err(StoreError::from(error).into()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        let failed: Result<(), StoreError> = store.together(|store| {
            store.set_fact("a", "1")?;
            Err(StoreError::Value("test"))
        });
        assert!(failed.is_err() && store.fact("a").unwrap().is_none());
        store.together(|store| store.set_fact("a", "1")).unwrap();
        assert_eq!(store.fact("a").unwrap().as_deref(), Some("1"));
    }
}
