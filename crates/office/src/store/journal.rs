//! Two logs of this PC, the latest first: who did what, and what the program met. Each keeps its newest lines.

use super::cipher::Place;
use super::{Store, StoreError, seconds, timestamp};
use evidence::Timestamp;
use rusqlite::params;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// So many lines of what the program met are kept; the oldest go first.
pub const MOST_LOG_LINES: i64 = 10_000;
/// What was done is kept for so many seconds: 5 years of 366 days.
pub const ACTIVITY_KEPT: u64 = 5 * 366 * 24 * 3600;

/// Something a person did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// Who; the name as it was then.
    pub who: String,
    /// Id of the staff account; `None` where staff accounts are not used.
    pub staff: Option<String>,
    /// What, one sentence.
    pub what: String,
}

/// Something the program met. Never a name, an insured number, a message or a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// An error, not just news.
    pub error: bool,
    /// What happened, one sentence.
    pub text: String,
    /// The number to tell the help desk.
    pub number: Option<String>,
}

/// A page of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogPage<T> {
    /// When, and what.
    pub lines: Vec<(Timestamp, T)>,
    /// Number of all lines.
    pub total: u64,
}

impl Store {
    /// Notes what a person did; what is older than [`ACTIVITY_KEPT`] goes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note_deed(&self, deed: &Deed, at: Timestamp) -> Result<(), StoreError> {
        self.append("activity", deed, at)?;
        self.connection.execute("DELETE FROM activity WHERE at < ?1", [seconds(at.minus(ACTIVITY_KEPT))])?;
        Ok(())
    }

    /// What was done: so many lines after the newest `skip`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn deeds(&self, skip: u64, most: u64) -> Result<LogPage<Deed>, StoreError> {
        self.page("activity", skip, most)
    }

    /// Notes what the program met; beyond [`MOST_LOG_LINES`] the oldest line goes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note_line(&self, line: &LogLine, at: Timestamp) -> Result<(), StoreError> {
        let number = self.append("log", line, at)?;
        self.connection.execute("DELETE FROM log WHERE number <= ?1", [number - MOST_LOG_LINES])?;
        Ok(())
    }

    /// What the program met: so many lines after the newest `skip`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn log_lines(&self, skip: u64, most: u64) -> Result<LogPage<LogLine>, StoreError> {
        self.page("log", skip, most)
    }

    /// Sealed to the second too, so that nobody moves a line in time.
    fn append(&self, table: &'static str, value: &impl Serialize, at: Timestamp) -> Result<i64, StoreError> {
        let place = at.to_string();
        let sealed = self.seal(Place { table, column: "body", id: &place }, value)?;
        let sql = format!("INSERT INTO {table} (at, body) VALUES (?1, ?2)");
        self.connection.prepare_cached(&sql)?.execute(params![seconds(at), sealed])?;
        Ok(self.connection.last_insert_rowid())
    }

    fn page<T: DeserializeOwned>(&self, table: &'static str, skip: u64, most: u64) -> Result<LogPage<T>, StoreError> {
        let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let total: i64 = self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        let sql = format!("SELECT at, body FROM {table} ORDER BY number DESC LIMIT ?2 OFFSET ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([number(skip), number(most)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let lines = rows.map(|row| {
            let (at, sealed): (i64, Vec<u8>) = row?;
            let at = timestamp(at).ok_or(StoreError::Value(table))?;
            Ok((at, self.unseal(Place { table, column: "body", id: &at.to_string() }, sealed)?))
        });
        let lines = lines.collect::<Result<_, StoreError>>()?;
        Ok(LogPage { lines, total: u64::try_from(total).unwrap_or(0) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;

    #[test]
    fn the_latest_come_first_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        let at = |seconds| Timestamp::from_unix(1_749_524_400 + seconds).unwrap();
        let deed = |what: &str| Deed { who: "佐藤".to_owned(), staff: None, what: what.to_owned() };
        store.note_deed(&deed("first"), at(0)).unwrap();
        store.note_deed(&deed("second"), at(1)).unwrap();
        let page = store.deeds(0, 1).unwrap();
        assert_eq!((page.lines, page.total), (vec![(at(1), deed("second"))], 2));
        assert_eq!(store.deeds(1, 5).unwrap().lines, [(at(0), deed("first"))]);
        store.note_deed(&deed("later"), at(ACTIVITY_KEPT + 1)).unwrap();
        assert_eq!(store.deeds(0, 10).unwrap().total, 2);
        let line = |text: String| LogLine { error: false, text, number: None };
        let more = MOST_LOG_LINES + 3;
        let noted: Result<(), StoreError> =
            store.together(|store| (0..more).try_for_each(|number| store.note_line(&line(number.to_string()), at(0))));
        noted.unwrap();
        let page = store.log_lines(0, 1).unwrap();
        assert_eq!(page.total, u64::try_from(MOST_LOG_LINES).unwrap());
        assert_eq!(page.lines[0].1.text, (more - 1).to_string());
    }
}
