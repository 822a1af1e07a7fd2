//! Drafts: letters that are being written. The form of a letter is its writer's; here it is kept sealed.

use super::cipher::Place;
use super::{Store, StoreError, seconds, timestamp};
use evidence::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// No more drafts are kept.
pub const MOST_DRAFTS: u64 = 1_000;

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft<T> {
    /// Its id.
    pub id: String,
    /// The letter.
    pub letter: T,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

fn place(id: &str) -> Place<'_> {
    Place { table: "draft", column: "body", id }
}

impl Store {
    /// An id for a new draft.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn new_draft_id(&self) -> Result<String, StoreError> {
        self.fresh_key()
    }

    /// Keeps a draft in place of what was kept under its id.
    ///
    /// # Errors
    /// [`StoreError::Full`] when there are [`MOST_DRAFTS`] others.
    pub fn keep_draft(&self, id: &str, letter: &impl Serialize, at: Timestamp) -> Result<(), StoreError> {
        let others: u64 = self.connection.query_row("SELECT count(*) FROM draft WHERE id <> ?1", [id], |row| {
            row.get::<_, i64>(0).map(|count| u64::try_from(count).unwrap_or(0))
        })?;
        if others >= MOST_DRAFTS {
            return Err(StoreError::Full("draft"));
        }
        let sealed = self.seal(place(id), letter)?;
        let sql = "INSERT OR REPLACE INTO draft (id, body, changed_at) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(sql)?.execute(params![id, sealed, seconds(at)])?;
        Ok(())
    }

    /// A draft.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn draft<T: DeserializeOwned>(&self, id: &str) -> Result<Option<Draft<T>>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, body, changed_at FROM draft WHERE id = ?1")?;
        let row = statement.query_row([id], read).optional()?;
        row.map(|row| self.draft_of(row)).transpose()
    }

    /// All drafts, the last changed first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn drafts<T: DeserializeOwned>(&self) -> Result<Vec<Draft<T>>, StoreError> {
        let sql = "SELECT id, body, changed_at FROM draft ORDER BY changed_at DESC, rowid DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
        rows.into_iter().map(|row| self.draft_of(row)).collect()
    }

    /// Throws a draft away. Its files on the shelf are the caller's to clear, in the same transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn remove_draft(&self, id: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    /// Number of drafts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count_drafts(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM draft", [], |row| row.get(0))?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    fn draft_of<T: DeserializeOwned>(&self, (id, sealed, at): Row) -> Result<Draft<T>, StoreError> {
        let letter = self.unseal(place(&id), sealed)?;
        Ok(Draft { letter, changed_at: timestamp(at).ok_or(StoreError::Value("draft"))?, id })
    }
}

type Row = (String, Vec<u8>, i64);

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_unix(1_749_524_400 + seconds).unwrap()
    }

    #[test]
    fn drafts_come_in_the_order_of_their_last_change() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        let (first, second) = (store.new_draft_id().unwrap(), store.new_draft_id().unwrap());
        store.keep_draft(&first, &"one", at(0)).unwrap();
        store.keep_draft(&second, &"two", at(1)).unwrap();
        store.keep_draft(&first, &"one, changed", at(2)).unwrap();
        drop(store);
        let store = store_in(folder.path());
        let letters: Vec<String> = store.drafts().unwrap().into_iter().map(|draft| draft.letter).collect();
        assert_eq!(letters, ["one, changed", "two"]);
        assert_eq!(store.draft::<String>(&first).unwrap().unwrap().changed_at, at(2));
        store.remove_draft(&first).unwrap();
        assert!(store.draft::<String>(&first).unwrap().is_none());
        assert_eq!(store.count_drafts().unwrap(), 1);
    }

    #[test]
    fn there_is_an_end_to_drafts() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        let filled: Result<(), StoreError> = store.together(|store| {
            (0..MOST_DRAFTS).try_for_each(|number| store.keep_draft(&number.to_string(), &"x", at(0)))
        });
        filled.unwrap();
        assert!(matches!(store.keep_draft("more", &"x", at(1)), Err(StoreError::Full("draft"))));
        store.keep_draft("7", &"changed", at(1)).unwrap();
    }
}
