//! The store on SQLite: one writer thread with group commit, a few reader threads beside it.

mod accounts;
mod agreements;
mod approvals;
mod audit;
mod audit_about;
mod certificates;
mod closings;
mod connection;
mod copy;
mod deductions;
mod enrol_codes;
mod epoch;
mod error;
mod examine;
mod figures;
mod found_charges;
mod found_entries;
mod import_lines;
mod imports;
mod licences;
mod lock;
mod mails;
mod maintenances;
mod migrate;
mod notices;
mod office_events;
mod office_stops;
mod office_words;
mod offices;
mod operators;
mod overviews;
mod own_secrets;
mod passkeys;
mod portals;
mod read;
mod reminders;
mod row;
mod sessions;
mod terms;
mod transmissions;
mod upkeep;
mod usage;
mod without_account;
mod write;
#[cfg(test)]
mod write_tests;

pub use copy::{CopyFacts, copy_database, facts};
pub use epoch::begin_epoch;
pub use examine::{Examined, Examiner};

use exchange::store::{StoreError, StoreFuture};
use rusqlite::Connection;
use std::sync::Arc;

use crate::config::{MasterKeys, OpenError, SqliteConfig};
use crate::seal::KeyRing;
use error::Fault;
use lock::FileLock;
use read::Readers;
use write::{Listeners, Work, Writer};

/// The store on one SQLite file. The order matters: the readers go first, so that the writer's connection is the
/// last to close and folds the log into the file.
pub(crate) struct SqliteStore {
    readers: Readers,
    writer: Writer,
    keys: Arc<KeyRing>,
    listeners: Arc<Listeners>,
    _lock: FileLock,
}

impl SqliteStore {
    /// Opens the file, brings its schema up to date and starts the threads.
    pub(crate) fn open(config: &SqliteConfig, keys: &MasterKeys) -> Result<Self, OpenError> {
        connection::assert_version()?;
        let keys = Arc::new(KeyRing::new(&keys.0).ok_or(OpenError::NoKey)?);
        let lock = FileLock::take(&config.file)?;
        let mut writing = connection::open_to_write(config)?;
        migrate::bring_up_to_date(&mut writing)?;
        connection::check(&writing, &keys)?;
        let readers = Readers::start(config)?;
        let listeners = Arc::new(Listeners::default());
        let writer = Writer::start(writing, config, Arc::clone(&listeners))?;
        Ok(Self { writer, readers, keys, listeners, _lock: lock })
    }

    /// Runs a reading on a reader thread, in one snapshot.
    fn read<'a, T, F>(&self, body: F) -> StoreFuture<'a, T>
    where
        T: Send + 'a + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let answer = self.readers.submit(body);
        let lost = || Err(StoreError::Failed("a reading ended in a panic".to_owned()));
        Box::pin(async move { answer?.await.unwrap_or_else(|_| lost()) })
    }

    /// Reads a few rows by their keys, in one snapshot; without a thread between when a connection lies ready.
    fn glance<'a, T, F>(&'a self, body: F) -> StoreFuture<'a, T>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        Box::pin(async move {
            match self.readers.glance(&body) {
                Some(read) => read,
                None => self.read(body).await,
            }
        })
    }

    /// Runs a change on the writer thread; the answer comes after the commit.
    fn write<'a, T, F>(&self, name: &'static str, body: F) -> StoreFuture<'a, T>
    where
        T: Send + 'a + 'static,
        F: FnMut(&mut Work<'_>) -> Result<T, Fault> + Send + 'static,
    {
        let answer = self.writer.submit(name, body);
        Box::pin(async move { answer?.await.unwrap_or(Err(StoreError::Unavailable)) })
    }
}
