//! What transmissions are about, sealed; and which transmissions changed.

use super::cipher::Place;
use super::{Store, StoreError};
use crate::contents::Contents;
use rusqlite::{Connection, OptionalExtension, params};

fn place(id: &str) -> Place<'_> {
    Place { table: "content", column: "about", id }
}

/// Keeps it sealed, alone or within a transaction.
pub(super) fn keep(connection: &Connection, id: &str, sealed: &[u8]) -> Result<(), StoreError> {
    let sql = "INSERT INTO content (id, about) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET about = excluded.about";
    connection.prepare_cached(sql)?.execute(params![id, sealed])?;
    Ok(())
}

impl Store {
    /// Keeps what a transmission is about.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_contents(&self, id: &str, about: &Contents) -> Result<(), StoreError> {
        keep(&self.connection, id, &self.sealed_contents(id, about)?)
    }

    pub(super) fn sealed_contents(&self, id: &str, about: &Contents) -> Result<Vec<u8>, StoreError> {
        self.seal(place(id), about)
    }

    /// What a transmission is about; `None` when its documents were never on this PC.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn contents(&self, id: &str) -> Result<Option<Contents>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT about FROM content WHERE id = ?1")?;
        let sealed: Option<Vec<u8>> = statement.query_row([id], |row| row.get(0)).optional()?;
        sealed.map(|sealed| self.unseal(place(id), sealed)).transpose()
    }

    /// Ids of the transmissions that changed after a number, by any process, and the newest number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn touched_since(&self, number: u64) -> Result<(Vec<String>, u64), StoreError> {
        let after = i64::try_from(number).unwrap_or(i64::MAX);
        let mut statement =
            self.connection.prepare_cached("SELECT id, number FROM touched WHERE number > ?1 ORDER BY number")?;
        let rows = statement.query_map([after], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let newest = rows.last().and_then(|(_, number)| u64::try_from(*number).ok()).unwrap_or(number);
        Ok((rows.into_iter().map(|(id, _)| id).collect(), newest))
    }
}
