//! The rows of staff accounts.

use super::cipher::Place;
use super::{Store, StoreError};
use crate::staff::{Account, AccountFacts, Verifier};
use rusqlite::params;

fn place(id: &str) -> Place<'_> {
    Place { table: "staff", column: "body", id }
}

/// Name of the verifier of the office account (KJ).
const OFFICE: &str = "office verifier";

impl Store {
    /// All accounts, in the order in which they were made; closed ones too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT id, closed, body FROM staff ORDER BY rowid")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        rows.map(|row| {
            let (id, closed, sealed): (String, bool, Vec<u8>) = row?;
            Ok(Account { facts: self.unseal(place(&id), sealed)?, id, closed })
        })
        .collect()
    }

    /// Whether anybody signs in with an account of their own.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn uses_staff(&self) -> Result<bool, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM staff WHERE NOT closed)")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    pub(crate) fn new_account(&self, facts: &AccountFacts) -> Result<String, StoreError> {
        let id = self.fresh_key()?;
        let sealed = self.seal(place(&id), facts)?;
        self.connection.execute("INSERT INTO staff (id, body, closed) VALUES (?1, ?2, 0)", params![id, sealed])?;
        Ok(id)
    }

    pub(crate) fn keep_account(&self, account: &Account) -> Result<(), StoreError> {
        let sealed = self.seal(place(&account.id), &account.facts)?;
        let sql = "UPDATE staff SET body = ?2, closed = ?3 WHERE id = ?1";
        self.connection.execute(sql, params![account.id, sealed, account.closed])?;
        Ok(())
    }

    pub(crate) fn salt(&self) -> Result<[u8; 16], StoreError> {
        let mut salt = [0; 16];
        self.cipher.random(&mut salt)?;
        Ok(salt)
    }

    /// Keeps the proof of the office account's password after a sign-in at the hub, to open the lock with the hub away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_office_password(&self, password: &str) -> Result<(), StoreError> {
        self.keep_single(OFFICE, &Verifier::new(password, self.salt()?))
    }

    /// Whether it is the password of the last sign-in; `None` when nobody has signed in on this PC.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn is_office_password(&self, password: &str) -> Result<Option<bool>, StoreError> {
        let verifier: Option<Verifier> = self.single(OFFICE)?;
        Ok(verifier.map(|verifier| verifier.holds(password)))
    }
}
