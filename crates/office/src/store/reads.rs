//! Read marks: what a person has opened on this PC.

use super::{Store, StoreError, seconds};
use evidence::Timestamp;
use rusqlite::params;
use std::collections::HashSet;

impl Store {
    /// A person opened what came. The first time counts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_read(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE inbox SET read_at = ?2 WHERE id = ?1 AND read_at IS NULL";
        self.connection.execute(sql, params![id, seconds(at)])?;
        Ok(())
    }

    /// A person opened a notice of the operator.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_notice_read(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO notice_read (id, at) VALUES (?1, ?2)";
        self.connection.execute(sql, params![id, seconds(at)])?;
        Ok(())
    }

    /// Ids of the notices that were opened.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn read_notices(&self) -> Result<HashSet<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM notice_read")?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}
