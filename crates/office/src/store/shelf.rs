//! The shelf: bytes of files that were dropped and are not sent yet. A number is never used again.

use super::cipher::Place;
use super::{Store, StoreError};
use rusqlite::{OptionalExtension, params};
use std::collections::HashSet;

fn place(number: &str) -> Place<'_> {
    Place { table: "shelf", column: "file", id: number }
}

impl Store {
    /// Keeps bytes; gives their number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_on_shelf(&self, bytes: &[u8]) -> Result<u64, StoreError> {
        // The number is part of what the bytes are sealed to, and known only once the row is there.
        self.connection.execute("INSERT INTO shelf (file) VALUES (x'')", [])?;
        let number = self.connection.last_insert_rowid();
        let sealed = self.cipher.seal(place(&number.to_string()), bytes)?;
        self.connection.execute("UPDATE shelf SET file = ?2 WHERE number = ?1", params![number, sealed])?;
        u64::try_from(number).map_err(|_| StoreError::Value("shelf"))
    }

    /// The bytes; `None` when they are not there any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn from_shelf(&self, number: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT file FROM shelf WHERE number = ?1")?;
        let number = signed(number);
        let sealed: Option<Vec<u8>> = statement.query_row([number], |row| row.get(0)).optional()?;
        // A row that a killed run has left empty.
        let sealed = sealed.filter(|sealed| !sealed.is_empty());
        sealed.map(|sealed| self.cipher.open(place(&number.to_string()), sealed)).transpose()
    }

    /// They are no longer needed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn clear_shelf(&self, number: u64) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM shelf WHERE number = ?1")?.execute([signed(number)])?;
        Ok(())
    }

    /// At a start: removes what no draft and no work table names any more. Gives how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn sweep_shelf(&self, needed: &HashSet<u64>) -> Result<usize, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT number FROM shelf")?;
        let numbers = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        let left = numbers.into_iter().filter_map(|number| u64::try_from(number).ok());
        let left: Vec<u64> = left.filter(|number| !needed.contains(number)).collect();
        for number in &left {
            self.clear_shelf(*number)?;
        }
        Ok(left.len())
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use crate::store::tests::store_in;

    #[test]
    fn bytes_are_found_by_their_number_and_swept_when_nobody_names_them() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        let (first, second) = (store.put_on_shelf(b"one").unwrap(), store.put_on_shelf(b"").unwrap());
        assert_eq!(store.from_shelf(first).unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(store.from_shelf(second).unwrap().as_deref(), Some(&b""[..]));
        store.clear_shelf(second).unwrap();
        assert_eq!(store.from_shelf(second).unwrap(), None);
        let third = store.put_on_shelf(b"three").unwrap();
        assert!(third > second, "a number is never used again");
        assert_eq!(store.sweep_shelf(&[third].into()).unwrap(), 1);
        assert_eq!((store.from_shelf(first).unwrap(), store.from_shelf(third).unwrap().is_some()), (None, true));
    }
}
