//! What there is one of: settings, the work table, verifiers. Each by its name, sealed.

use super::cipher::Place;
use super::{Store, StoreError};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn place(name: &str) -> Place<'_> {
    Place { table: "single", column: "body", id: name }
}

impl Store {
    pub(crate) fn single<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT body FROM single WHERE name = ?1")?;
        let sealed: Option<Vec<u8>> = statement.query_row([name], |row| row.get(0)).optional()?;
        sealed.map(|sealed| self.unseal(place(name), sealed)).transpose()
    }

    pub(crate) fn keep_single(&self, name: &str, value: &impl Serialize) -> Result<(), StoreError> {
        let sealed = self.seal(place(name), value)?;
        let sql = "INSERT OR REPLACE INTO single (name, body) VALUES (?1, ?2)";
        self.connection.prepare_cached(sql)?.execute(params![name, sealed])?;
        Ok(())
    }
}
