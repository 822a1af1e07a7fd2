//! The readers: a few threads, each with a connection of its own and one snapshot a reading.

use exchange::store::StoreError;
use futures_channel::oneshot;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
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
}

impl Readers {
    /// Starts the threads.
    pub(super) fn start(config: &SqliteConfig) -> Result<Self, OpenError> {
        let (queue, readings) = sync_channel::<Reading>(config.queue.max(1));
        let readings = Arc::new(Mutex::new(readings));
        let failed = |source| OpenError::File { file: config.file.clone(), source };
        let mut threads = Vec::new();
        for number in 0..config.readers.max(1) {
            let (connection, readings) = (connection::open_to_read(config)?, Arc::clone(&readings));
            let name = format!("store-reader-{number}");
            threads.push(Builder::new().name(name).spawn(move || work(&connection, &readings)).map_err(failed)?);
        }
        Ok(Self { queue: Some(queue), threads })
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
    let transaction = connection.unchecked_transaction().map_err(|error| answer(&error))?;
    body(&transaction).map_err(|fault| fault.answer())
}
