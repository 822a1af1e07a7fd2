//! The readers: a few threads, each with a connection of its own and one snapshot a reading. What every request asks is
//! read where it is asked, on a connection that lies ready: handing it to a thread and back costs more than the reading.

use exchange::store::StoreError;
use futures_channel::oneshot;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

use super::connection;
use super::error::{Fault, answer};
use super::write::Answer;
use crate::config::{OpenError, SqliteConfig};

type Reading = Box<dyn FnOnce(&Connection) + Send>;

/// The way to the reader threads.
pub(super) struct Readers {
    queue: Option<SyncSender<Reading>>,
    threads: Vec<JoinHandle<()>>,
    /// Connections for glances; those in use are missing.
    ready: Mutex<Vec<Connection>>,
}

impl Readers {
    /// Starts the threads.
    pub(super) fn start(config: &SqliteConfig) -> Result<Self, OpenError> {
        let (queue, readings) = sync_channel::<Reading>(config.queue.max(1));
        let readings = Arc::new(Mutex::new(readings));
        let failed = |source| OpenError::File { file: config.file.clone(), source };
        let (mut threads, mut ready) = (Vec::new(), Vec::new());
        for number in 0..config.readers.max(1) {
            let (connection, readings) = (connection::open_to_read(config)?, Arc::clone(&readings));
            ready.push(connection::open_to_read(config)?);
            let name = format!("store-reader-{number}");
            threads.push(Builder::new().name(name).spawn(move || work(&connection, &readings)).map_err(failed)?);
        }
        Ok(Self { queue: Some(queue), threads, ready: Mutex::new(ready) })
    }

    /// Hands a reading to the threads.
    pub(super) fn submit<T, F>(&self, body: F) -> Result<Answer<T>, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let reading: Reading = Box::new(move |connection| {
            // A caller that has gone away needs no answer.
            let _gone = reply.send(in_snapshot(connection, body));
        });
        match self.queue.as_ref().ok_or(StoreError::Unavailable)?.try_send(reading) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Unavailable),
        }
    }
}

impl Readers {
    /// Reads a few rows by their keys, here and now; `None` when all connections are in use.
    pub(super) fn glance<T>(&self, body: &impl Fn(&Connection) -> Result<T, Fault>) -> Option<Result<T, StoreError>> {
        let connection = self.ready().pop()?;
        let read = in_snapshot(&connection, body);
        self.ready().push(connection);
        Some(read)
    }

    fn ready(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        drop(self.queue.take());
        for thread in self.threads.drain(..) {
            // A reader that panicked has nothing to give back.
            let _ended = thread.join();
        }
    }
}

fn work(connection: &Connection, readings: &Mutex<Receiver<Reading>>) {
    loop {
        let next = readings.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(reading) = next else { return };
        // A panic is its request's own (R26): the answer is lost, the thread goes on with a connection that has no
        // transaction open, since unwinding has dropped it.
        let _panicked = catch_unwind(AssertUnwindSafe(|| reading(connection)));
    }
}

fn in_snapshot<T, F>(connection: &Connection, body: F) -> Result<T, StoreError>
where
    F: FnOnce(&Connection) -> Result<T, Fault>,
{
    let _snapshot = Snapshot::begin(connection).map_err(|error| answer(&error))?;
    body(connection).map_err(|fault| fault.answer())
}

/// A transaction that only reads, and ends with this value. Its two statements stay prepared.
struct Snapshot<'c>(&'c Connection);

impl<'c> Snapshot<'c> {
    fn begin(connection: &'c Connection) -> Result<Self, rusqlite::Error> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Self(connection))
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // Nothing was written; a connection on which even this fails says so at its next `BEGIN`.
        let _ended = self.0.prepare_cached("ROLLBACK").and_then(|mut statement| statement.execute([]));
    }
}
