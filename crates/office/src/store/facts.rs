//! Tokens, recipients, and small facts such as the number of the last event.

use super::cipher::Place;
use super::{Store, StoreError};
use protocol::OfficeBody;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Fact: the `c…` id of the last sign-in.
pub const SYSTEM_ID: &str = "systemId";
/// Fact: the `KJ…` id of the last sign-in.
pub const ACCOUNT_ID: &str = "accountId";

/// A session of a person at this terminal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The access token.
    pub access: String,
    /// Its end, UTC.
    pub access_ends: String,
    /// Good once, for the next pair.
    pub refresh: String,
    /// Its end, UTC.
    pub refresh_ends: String,
}

/// A token for `watch`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminalToken {
    /// Its id, for revoking.
    pub id: String,
    /// The token.
    pub token: String,
    /// Its end, UTC.
    pub ends: String,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("access_ends", &self.access_ends).finish_non_exhaustive()
    }
}

impl fmt::Debug for TerminalToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TerminalToken").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Store {
    /// The session, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn session(&self) -> Result<Option<Session>, StoreError> {
        self.token("session")
    }

    /// Keeps a session in place of the one before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_session(&self, session: &Session) -> Result<(), StoreError> {
        self.keep_token("session", session)
    }

    /// The terminal token, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn terminal_token(&self) -> Result<Option<TerminalToken>, StoreError> {
        self.token("terminal")
    }

    /// Keeps a terminal token in place of the one before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_terminal_token(&self, token: &TerminalToken) -> Result<(), StoreError> {
        self.keep_token("terminal", token)
    }

    /// Forgets the terminal token.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forget_terminal_token(&self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM token WHERE kind = 'terminal'", [])?;
        Ok(())
    }

    /// Forgets the session; a terminal token stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forget_session(&self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM token WHERE kind = 'session'", [])?;
        Ok(())
    }

    /// Forgets session and terminal token.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forget_tokens(&self) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM token", [])?;
        Ok(())
    }

    /// A small fact.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn fact(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM fact WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps a small fact.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_fact(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut statement =
            self.connection.prepare_cached("INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)")?;
        statement.execute([name, value])?;
        Ok(())
    }

    /// Remembers an office of the directory.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_recipient(&self, office: &OfficeBody) -> Result<(), StoreError> {
        let entry = self.seal(Place { table: "recipient", column: "entry", id: &office.number }, office)?;
        let sql = "INSERT OR REPLACE INTO recipient (number, entry) VALUES (?1, ?2)";
        self.connection.execute(sql, params![office.number, entry])?;
        Ok(())
    }

    /// An office that was seen before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn recipient(&self, number: &str) -> Result<Option<OfficeBody>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT entry FROM recipient WHERE number = ?1")?;
        let sealed: Option<Vec<u8>> = statement.query_row([number], |row| row.get(0)).optional()?;
        sealed.map(|sealed| self.unseal(Place { table: "recipient", column: "entry", id: number }, sealed)).transpose()
    }

    /// All offices that were seen before, by number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn recipients(&self) -> Result<Vec<OfficeBody>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT number, entry FROM recipient ORDER BY number")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        rows.map(|row| {
            let (number, sealed) = row?;
            self.unseal(Place { table: "recipient", column: "entry", id: &number }, sealed)
        })
        .collect()
    }

    fn token<T: serde::de::DeserializeOwned>(&self, kind: &str) -> Result<Option<T>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM token WHERE kind = ?1")?;
        let sealed: Option<Vec<u8>> = statement.query_row([kind], |row| row.get(0)).optional()?;
        sealed.map(|sealed| self.unseal(Place { table: "token", column: "value", id: kind }, sealed)).transpose()
    }

    fn keep_token(&self, kind: &str, value: &impl Serialize) -> Result<(), StoreError> {
        let sealed = self.seal(Place { table: "token", column: "value", id: kind }, value)?;
        let sql = "INSERT OR REPLACE INTO token (kind, value) VALUES (?1, ?2)";
        self.connection.execute(sql, params![kind, sealed])?;
        Ok(())
    }
}
