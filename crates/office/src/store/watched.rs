//! Files of a watched folder whose fate is settled or on its way: kept until they are moved, so that a run that is killed
//! in between neither sends a part of a set again nor loses sight of it.

use super::cipher::Place;
use super::{Store, StoreError};
use crate::refusal::Refusal;
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// Files that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Tells it apart.
    pub key: String,
    /// The item of the outbox; `None` when they cannot be sent.
    pub item: Option<String>,
    /// The files.
    pub files: WatchedFiles,
}

/// Where the files are and why they cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchedFiles {
    /// The watched folder.
    pub folder: String,
    /// Names in it, with the SHA-256 of what was read.
    pub names: Vec<(String, String)>,
    /// Why they cannot be sent.
    pub reason: Option<Refusal>,
}

fn place(key: &str) -> Place<'_> {
    Place { table: "watched", column: "files", id: key }
}

impl Store {
    /// Keeps files in place of what was known of the same item.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_watched(&mut self, item: Option<&str>, files: &WatchedFiles) -> Result<(), StoreError> {
        let key = self.fresh_key()?;
        let sealed = self.seal(place(&key), files)?;
        let transaction = self.connection.transaction()?;
        if let Some(item) = item {
            transaction.execute("DELETE FROM watched WHERE item = ?1", [item])?;
        }
        transaction
            .execute("INSERT INTO watched (key, item, files) VALUES (?1, ?2, ?3)", params![key, item, sealed])?;
        Ok(transaction.commit()?)
    }

    /// All that wait to be moved.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn watched(&self) -> Result<Vec<Watched>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT key, item, files FROM watched ORDER BY rowid")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.map(|row| {
            let (key, item, sealed): (String, Option<String>, Vec<u8>) = row?;
            Ok(Watched { files: self.unseal(place(&key), sealed)?, key, item })
        })
        .collect()
    }

    /// They are moved.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forget_watched(&self, key: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM watched WHERE key = ?1", [key])?;
        Ok(())
    }
}
