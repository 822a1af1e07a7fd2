//! What the hub listed as sent by this office, so that the list can be read with the hub away.

use super::cipher::Place;
use super::inbox::marked;
use super::{Store, StoreError};
use protocol::{FindingBody, TransmissionSummary};
use rusqlite::{OptionalExtension, params};

impl Store {
    /// Keeps what the hub listed. Gives how many were new or had changed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_sent(&mut self, listed: &[TransmissionSummary]) -> Result<usize, StoreError> {
        let sealed = listed.iter().map(|one| {
            let place = Place { table: "sent", column: "summary", id: &one.id };
            Ok((one, self.seal(place, one)?))
        });
        let sealed = sealed.collect::<Result<Vec<_>, StoreError>>()?;
        let transaction = self.connection.savepoint()?;
        let mut changed = 0;
        for (one, sealed) in sealed {
            changed += transaction.execute(
                "INSERT INTO sent (id, summary, accepted_at, changed_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET summary = excluded.summary, changed_at = excluded.changed_at
                 WHERE changed_at <> excluded.changed_at",
                params![one.id, sealed, one.accepted_at, marked(one)],
            )?;
        }
        transaction.commit()?;
        Ok(changed)
    }

    /// One that was listed before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn sent_item(&self, id: &str) -> Result<Option<TransmissionSummary>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT summary FROM sent WHERE id = ?1")?;
        let sealed: Option<Vec<u8>> = statement.query_row([id], |row| row.get(0)).optional()?;
        sealed.map(|sealed| self.unseal(Place { table: "sent", column: "summary", id }, sealed)).transpose()
    }

    /// What was listed before, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn sent(&self) -> Result<Vec<TransmissionSummary>, StoreError> {
        let sql = "SELECT id, summary FROM sent ORDER BY accepted_at DESC, id DESC";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        rows.map(|row| {
            let (id, sealed) = row?;
            self.unseal(Place { table: "sent", column: "summary", id: &id }, sealed)
        })
        .collect()
    }

    /// Forgets what the hub listed and has lost.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forget_sent(&self, id: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM sent WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Keeps what the recipient said when it rejected the import. It says so once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_rejection(&self, id: &str, findings: &[FindingBody]) -> Result<(), StoreError> {
        let sealed = self.seal(Place { table: "sent", column: "findings", id }, &findings)?;
        self.connection.execute("UPDATE sent SET findings = ?2 WHERE id = ?1", params![id, sealed])?;
        Ok(())
    }

    /// What the recipient said when it rejected the import; `None` when this PC has not asked yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn rejection(&self, id: &str) -> Result<Option<Vec<FindingBody>>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT findings FROM sent WHERE id = ?1")?;
        let sealed: Option<Option<Vec<u8>>> = statement.query_row([id], |row| row.get(0)).optional()?;
        let place = Place { table: "sent", column: "findings", id };
        sealed.flatten().map(|sealed| self.unseal(place, sealed)).transpose()
    }
}
