//! What the hub listed as sent by this office, so that the list can be read with the hub away.

use super::cipher::Place;
use super::{Store, StoreError};
use protocol::TransmissionSummary;
use rusqlite::params;

impl Store {
    /// Keeps what the hub listed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_sent(&mut self, listed: &[TransmissionSummary]) -> Result<(), StoreError> {
        let sealed = listed.iter().map(|one| {
            let place = Place { table: "sent", column: "summary", id: &one.id };
            Ok((one, self.seal(place, one)?))
        });
        let sealed = sealed.collect::<Result<Vec<_>, StoreError>>()?;
        let transaction = self.connection.transaction()?;
        for (one, sealed) in sealed {
            transaction.execute(
                "INSERT INTO sent (id, summary, accepted_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (id) DO UPDATE SET summary = excluded.summary",
                params![one.id, sealed, one.accepted_at],
            )?;
        }
        Ok(transaction.commit()?)
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
}
