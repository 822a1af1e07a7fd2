//! The inbox: what came, whether it is saved on this PC, and whether the sender was told.

use super::cipher::Place;
use super::{Store, StoreError, seconds, timestamp};
use evidence::Timestamp;
use evidence::receipt::SignedReceipt;
use protocol::{TransmissionState as T, TransmissionSummary};
use rusqlite::{OptionalExtension, Row, params};
use std::path::{Path, PathBuf};

/// A transmission for this office.
#[derive(Debug, Clone)]
pub struct InboxItem {
    /// As the hub lists it.
    pub summary: TransmissionSummary,
    /// The folder on this PC that holds its documents.
    pub saved_into: Option<PathBuf>,
    /// When it was saved.
    pub saved_at: Option<Timestamp>,
    /// When the hub had the 受領証.
    pub acknowledged_at: Option<Timestamp>,
    /// When the hub had the import result.
    pub reported_at: Option<Timestamp>,
    /// When a person opened it on this PC.
    pub read_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, summary, saved_into, saved_at, acknowledged_at, reported_at, read_at";

fn place<'a>(column: &'static str, id: &'a str) -> Place<'a> {
    Place { table: "inbox", column, id }
}

impl Store {
    /// Keeps what the hub listed; what this PC knows beside it stays. Gives how many were new or had changed. A hub that does
    /// not know of a statement which it was given has lost it: the 受領証 is owed again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_inbox(&mut self, listed: &[TransmissionSummary]) -> Result<usize, StoreError> {
        let sealed = listed.iter().map(|one| Ok((one, self.seal(place("summary", &one.id), one)?)));
        let sealed = sealed.collect::<Result<Vec<_>, StoreError>>()?;
        let transaction = self.connection.savepoint()?;
        let mut changed = 0;
        for (one, sealed) in sealed {
            let unsigned = matches!(one.state, T::Accepted | T::Fetched);
            changed += transaction.execute(
                "INSERT INTO inbox (id, summary, accepted_at, changed_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET summary = excluded.summary, changed_at = excluded.changed_at,
                    acknowledged_at = CASE WHEN ?5 OR (?6 AND reported_at IS NOT NULL) THEN NULL ELSE acknowledged_at END
                 WHERE changed_at <> excluded.changed_at OR ?5 AND acknowledged_at IS NOT NULL",
                params![one.id, sealed, one.accepted_at, marked(one), unsigned, one.state == T::Received],
            )?;
        }
        transaction.commit()?;
        Ok(changed)
    }

    /// All that is known, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn inbox(&self) -> Result<Vec<InboxItem>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM inbox ORDER BY accepted_at DESC, id DESC");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let raws = statement.query_map([], raw)?.collect::<Result<Vec<_>, _>>()?;
        raws.into_iter().map(|raw| self.inbox_of(raw)).collect()
    }

    /// One transmission.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn inbox_item(&self, id: &str) -> Result<Option<InboxItem>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM inbox WHERE id = ?1");
        let raw = self.connection.prepare_cached(&sql)?.query_row([id], raw).optional()?;
        raw.map(|raw| self.inbox_of(raw)).transpose()
    }

    /// Keeps the fetched bytes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_container(&self, id: &str, container: &[u8]) -> Result<(), StoreError> {
        let sealed = self.cipher.seal(place("container", id), container)?;
        self.connection.execute("UPDATE inbox SET container = ?2 WHERE id = ?1", params![id, sealed])?;
        Ok(())
    }

    /// The fetched bytes, if they are here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn inbox_container(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sealed = self.inbox_value("container", id)?;
        sealed.map(|sealed| self.cipher.open(place("container", id), sealed)).transpose()
    }

    /// The documents are on disk.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_saved(&self, id: &str, into: &Path, at: Timestamp) -> Result<(), StoreError> {
        let sealed = self.seal(place("saved_into", id), &into.to_string_lossy())?;
        let sql = "UPDATE inbox SET saved_into = ?2, saved_at = ?3 WHERE id = ?1";
        self.connection.execute(sql, params![id, sealed, seconds(at)])?;
        Ok(())
    }

    /// Keeps the signed 受領証 before it is handed in, so that a second try hands in the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_receipt(&self, id: &str, receipt: &SignedReceipt) -> Result<(), StoreError> {
        let sealed = self.seal(place("receipt", id), &(&receipt.json, &receipt.signature))?;
        self.connection.execute("UPDATE inbox SET receipt = ?2 WHERE id = ?1", params![id, sealed])?;
        Ok(())
    }

    /// The signed 受領証, if it was made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn inbox_receipt(&self, id: &str) -> Result<Option<SignedReceipt>, StoreError> {
        let Some(sealed) = self.inbox_value("receipt", id)? else { return Ok(None) };
        let (json, signature) = self.unseal(place("receipt", id), sealed)?;
        Ok(Some(SignedReceipt { json, signature }))
    }

    /// The hub has the 受領証.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_acknowledged(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE inbox SET acknowledged_at = ?2 WHERE id = ?1 AND acknowledged_at IS NULL";
        self.connection.execute(sql, params![id, seconds(at)])?;
        Ok(())
    }

    /// What is saved here and was not acknowledged, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn owed(&self) -> Result<Vec<String>, StoreError> {
        let sql =
            "SELECT id FROM inbox WHERE saved_at IS NOT NULL AND acknowledged_at IS NULL ORDER BY accepted_at, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Keeps the signed import result before it is handed in, so that a second try hands in the same.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_report(&self, id: &str, report: &SignedReceipt) -> Result<(), StoreError> {
        let sealed = self.seal(place("report", id), &(&report.json, &report.signature))?;
        self.connection.execute("UPDATE inbox SET report = ?2 WHERE id = ?1", params![id, sealed])?;
        Ok(())
    }

    /// The signed import result, if it was made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn inbox_report(&self, id: &str) -> Result<Option<SignedReceipt>, StoreError> {
        let Some(sealed) = self.inbox_value("report", id)? else { return Ok(None) };
        let (json, signature) = self.unseal(place("report", id), sealed)?;
        Ok(Some(SignedReceipt { json, signature }))
    }

    /// The hub has the import result.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_reported(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE inbox SET reported_at = ?2 WHERE id = ?1 AND reported_at IS NULL";
        self.connection.execute(sql, params![id, seconds(at)])?;
        Ok(())
    }

    fn inbox_value(&self, column: &'static str, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = format!("SELECT {column} FROM inbox WHERE id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let value: Option<Option<Vec<u8>>> = statement.query_row([id], |row| row.get(0)).optional()?;
        Ok(value.flatten())
    }

    fn inbox_of(&self, raw: Raw) -> Result<InboxItem, StoreError> {
        let id = raw.id.as_str();
        let saved_into: Option<String> =
            raw.saved_into.map(|sealed| self.unseal(place("saved_into", id), sealed)).transpose()?;
        Ok(InboxItem {
            summary: self.unseal(place("summary", id), raw.summary)?,
            saved_into: saved_into.map(PathBuf::from),
            saved_at: raw.saved_at.and_then(timestamp),
            acknowledged_at: raw.acknowledged_at.and_then(timestamp),
            reported_at: raw.reported_at.and_then(timestamp),
            read_at: raw.read_at.and_then(timestamp),
        })
    }
}

/// What tells a listing from the one before: a state may change twice within a second.
pub(super) fn marked(one: &TransmissionSummary) -> String {
    format!("{} {:?}", one.changed_at, one.state)
}

struct Raw {
    id: String,
    summary: Vec<u8>,
    saved_into: Option<Vec<u8>>,
    saved_at: Option<i64>,
    acknowledged_at: Option<i64>,
    reported_at: Option<i64>,
    read_at: Option<i64>,
}

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        summary: row.get(1)?,
        saved_into: row.get(2)?,
        saved_at: row.get(3)?,
        acknowledged_at: row.get(4)?,
        reported_at: row.get(5)?,
        read_at: row.get(6)?,
    })
}
