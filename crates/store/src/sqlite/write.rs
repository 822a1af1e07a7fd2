//! The writer: one thread, one commit a batch, answers after the commit. A change that fails is undone alone: the batch is
//! done once more, each change in a savepoint. Keeping a savepoint for every change costs a copy of every page it touches.

use exchange::audit::AuditLeaf;
use exchange::store::{FeedListener, StoreError};
use futures_channel::oneshot;
use rusqlite::{CachedStatement, Connection, Params};
use standard::OfficeNumber;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::{Builder, JoinHandle};

use super::error::{Fault, answer, stops_writing};
use crate::config::{OpenError, SqliteConfig};
use crate::fail_points::fail_point;
use crate::sabotage::{self, Sabotage};

/// The open transaction as a change sees it.
pub(super) struct Work<'a> {
    connection: &'a Connection,
    after: After,
}

/// What is to be done once the batch is committed.
#[derive(Default)]
struct After {
    moved: BTreeSet<OfficeNumber>,
    empties_log: bool,
}

impl After {
    fn join(&mut self, mut other: Self) {
        self.moved.append(&mut other.moved);
        self.empties_log |= other.empties_log;
    }
}

impl Work<'_> {
    /// The connection, for reading within the transaction.
    pub(super) fn connection(&self) -> &Connection {
        self.connection
    }

    /// A prepared statement.
    pub(super) fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>, Fault> {
        fail_point!("store.write.statement")?;
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// Runs a statement; gives the number of rows it changed.
    pub(super) fn run(&self, sql: &str, values: impl Params) -> Result<usize, Fault> {
        Ok(self.prepare(sql)?.execute(values)?)
    }

    /// Writes an audit entry.
    pub(super) fn audit(&self, leaf: &AuditLeaf) -> Result<(), Fault> {
        let salt = leaf.salt().map(<[u8; 16]>::as_slice);
        self.run("INSERT INTO audit_entry (leaf, salt) VALUES (?1, ?2)", (leaf.bytes(), salt)).map(|_| ())
    }

    /// Notes that the feed of an office has grown; listeners are told after the commit.
    pub(super) fn feed_moved(&mut self, office: OfficeNumber) {
        self.after.moved.insert(office);
    }

    /// Notes that secrets were removed: after the commit the log is folded in and cut, so that no copy stays there.
    pub(super) fn empties_log(&mut self) {
        self.after.empties_log = true;
    }
}

/// Who wants to know of grown feeds.
#[derive(Default)]
pub(super) struct Listeners(RwLock<Vec<Arc<dyn FeedListener>>>);

impl Listeners {
    /// Adds a listener.
    pub(super) fn add(&self, listener: Arc<dyn FeedListener>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    fn tell(&self, offices: &BTreeSet<OfficeNumber>) {
        for listener in self.0.read().unwrap_or_else(PoisonError::into_inner).iter() {
            offices.iter().for_each(|office| listener.feed_moved(*office));
        }
    }
}

/// A change whose answer has a type of its own.
struct Change<T, F> {
    name: &'static str,
    body: F,
    value: Result<T, StoreError>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

/// A change of any answer.
trait Job: Send {
    fn name(&self) -> &'static str;
    /// May run twice; what the first time did is undone before.
    fn run(&mut self, work: &mut Work<'_>) -> Result<(), Fault>;
    /// Sends the answer; `lost` when the batch was not committed.
    fn answer(self: Box<Self>, lost: Option<&StoreError>);
}

impl<T, F> Job for Change<T, F>
where
    T: Send,
    F: FnMut(&mut Work<'_>) -> Result<T, Fault> + Send,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn run(&mut self, work: &mut Work<'_>) -> Result<(), Fault> {
        let (value, fault) = match (self.body)(work) {
            Ok(value) => (Ok(value), None),
            Err(fault) => (Err(fault.answer()), Some(fault)),
        };
        self.value = value;
        fault.map_or(Ok(()), Err)
    }

    fn answer(self: Box<Self>, lost: Option<&StoreError>) {
        // A caller that has gone away is no fault: what it asked for is done, and it can ask by id.
        let _gone = self.reply.send(lost.map_or(self.value, |error| Err(error.clone())));
    }
}

/// What a change gives while it waits.
pub(super) type Answer<T> = oneshot::Receiver<Result<T, StoreError>>;

/// The way to the writer thread.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread on its connection.
    pub(super) fn start(
        connection: Connection,
        config: &SqliteConfig,
        listeners: Arc<Listeners>,
    ) -> Result<Self, OpenError> {
        let (queue, jobs) = sync_channel(config.queue.max(1));
        let stopped = Arc::new(AtomicBool::new(false));
        let desk = Desk { connection, jobs, stopped: Arc::clone(&stopped), listeners, batch: config.batch.max(1) };
        let failed = |source| OpenError::File { file: config.file.clone(), source };
        let thread = Builder::new().name("store-writer".to_owned()).spawn(|| desk.work()).map_err(failed)?;
        Ok(Self { queue: Some(queue), stopped, thread: Some(thread) })
    }

    /// Hands a change to the thread.
    pub(super) fn submit<T, F>(&self, name: &'static str, body: F) -> Result<Answer<T>, StoreError>
    where
        T: Send + 'static,
        F: FnMut(&mut Work<'_>) -> Result<T, Fault> + Send + 'static,
    {
        if self.stopped.load(Ordering::Acquire) {
            return Err(StoreError::Unavailable);
        }
        let (reply, answer) = oneshot::channel();
        let change = Change { name, body, value: Err(StoreError::Unavailable), reply };
        let queue = self.queue.as_ref().ok_or(StoreError::Unavailable)?;
        match queue.try_send(Box::new(change)) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(StoreError::Busy),
            Err(TrySendError::Disconnected(_)) => Err(StoreError::Unavailable),
        }
    }
}

impl Drop for Writer {
    /// Work that was handed in is finished before the file is let go.
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // A writer that panicked has answered nobody; the file is closed all the same.
            let _ended = thread.join();
        }
    }
}

/// The thread's side.
struct Desk {
    connection: Connection,
    jobs: Receiver<Box<dyn Job>>,
    stopped: Arc<AtomicBool>,
    listeners: Arc<Listeners>,
    batch: usize,
}

/// Why a batch was not committed.
struct Lost {
    answer: StoreError,
    stop: bool,
}

impl Desk {
    fn work(mut self) {
        while let Ok(first) = self.jobs.recv() {
            let mut batch = vec![first];
            batch.extend(self.jobs.try_iter().take(self.batch - 1));
            if self.stopped.load(Ordering::Acquire) {
                batch.into_iter().for_each(|job| job.answer(Some(&StoreError::Unavailable)));
                continue;
            }
            match self.commit(&mut batch) {
                Ok(after) => {
                    if after.empties_log {
                        self.empty_log();
                    }
                    batch.into_iter().for_each(|job| job.answer(None));
                    // An error means nothing here: the answers are given.
                    let _reached = fail_point!("store.write.answered");
                    self.listeners.tell(&after.moved);
                }
                Err(lost) => {
                    // No try on the same handle: what is on disk is known again after a start from it (R5).
                    self.stopped.fetch_or(lost.stop, Ordering::AcqRel);
                    batch.into_iter().for_each(|job| job.answer(Some(&lost.answer)));
                }
            }
        }
    }

    fn commit(&mut self, batch: &mut Vec<Box<dyn Job>>) -> Result<After, Lost> {
        match self.together(batch)? {
            Some(after) => Ok(after),
            // Alone it has nothing to be kept apart from: its answer says that it failed.
            None if batch.len() == 1 => Ok(After::default()),
            None => self.one_by_one(batch),
        }
    }

    /// All changes in one transaction; `None` when one of them failed and nothing is done.
    fn together(&self, batch: &mut Vec<Box<dyn Job>>) -> Result<Option<After>, Lost> {
        self.begin()?;
        let mut work = Work { connection: &self.connection, after: After::default() };
        for job in batch.iter_mut() {
            if let Err(fault) = job.run(&mut work) {
                self.survives(&fault)?;
                return self.plain("ROLLBACK").map(|()| None);
            }
            self.changed()?;
        }
        let after = work.after;
        self.make_durable(batch).map(|()| Some(after))
    }

    fn one_by_one(&self, batch: &mut Vec<Box<dyn Job>>) -> Result<After, Lost> {
        self.begin()?;
        let mut after = After::default();
        for job in batch.iter_mut() {
            after.join(self.one(job.as_mut())?);
        }
        self.make_durable(batch).map(|()| after)
    }

    fn begin(&self) -> Result<(), Lost> {
        self.plain("BEGIN IMMEDIATE")?;
        fail_point!("store.write.begun").map_err(|error| self.lost(&error))
    }

    fn changed(&self) -> Result<(), Lost> {
        fail_point!("store.write.changed").map_err(|error| self.lost(&error))
    }

    fn make_durable(&self, batch: &mut Vec<Box<dyn Job>>) -> Result<(), Lost> {
        if Sabotage::AnswerBeforeCommit.is_on() {
            batch.drain(..).for_each(|job| job.answer(None));
            sabotage::linger();
        }
        fail_point!("store.write.committing").map_err(|error| self.lost(&error))?;
        self.plain("COMMIT")?;
        fail_point!("store.write.committed").map_err(|error| self.lost(&error))
    }

    /// A change's own failure leaves the transaction open; a failure of the file undoes the batch.
    fn survives(&self, fault: &Fault) -> Result<(), Lost> {
        if fault.stops_writing() || self.connection.is_autocommit() {
            self.abandon();
            return Err(Lost { answer: fault.answer(), stop: fault.stops_writing() });
        }
        Ok(())
    }

    /// A reader in the middle of a page keeps the log for now; the next time cuts it.
    fn empty_log(&self) {
        let folded = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        if folded.is_err_and(|error| stops_writing(&error)) {
            self.stopped.store(true, Ordering::Release);
        }
    }

    /// One change in its savepoint.
    fn one(&self, job: &mut dyn Job) -> Result<After, Lost> {
        self.plain("SAVEPOINT change")?;
        let mut work = Work { connection: &self.connection, after: After::default() };
        match job.run(&mut work) {
            Ok(()) => {
                let after = work.after;
                self.plain("RELEASE change")?;
                self.changed()?;
                Ok(after)
            }
            Err(fault) => {
                self.survives(&fault)?;
                self.plain("ROLLBACK TO change")?;
                self.plain("RELEASE change")?;
                Ok(After::default())
            }
        }
    }

    fn plain(&self, sql: &'static str) -> Result<(), Lost> {
        let done = self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute([]));
        done.map(|_| ()).map_err(|error| self.lost(&error))
    }

    /// The batch is not committed, or it is not known whether it was.
    fn lost(&self, error: &rusqlite::Error) -> Lost {
        self.abandon();
        Lost { answer: answer(error), stop: stops_writing(error) }
    }

    fn abandon(&self) {
        if !self.connection.is_autocommit() {
            // When even this fails the connection is of no use, and the next batch will say so.
            let _undone = self.connection.execute_batch("ROLLBACK");
        }
    }
}

impl std::fmt::Debug for dyn Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
