//! A log with group commit: one thread writes and syncs what all others have given meanwhile.

use crate::message::LENGTH;
use anchors::measure::{percentile, seconds};
use rustix::time::{ClockId, clock_gettime};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};
use std::time::Instant;

/// The log.
pub(crate) struct Log {
    state: Mutex<State>,
    work: Condvar,
    done: Condvar,
    /// CPU time of the thread that commits.
    pub(crate) cpu_nanoseconds: AtomicU64,
    /// Number of syncs.
    pub(crate) syncs: AtomicU64,
}

struct State {
    buffer: Vec<u8>,
    given: u64,
    durable: u64,
    stopped: bool,
}

impl Log {
    pub(crate) fn new() -> Self {
        let state = State { buffer: Vec::with_capacity(8 << 20), given: 0, durable: 0, stopped: false };
        Self {
            state: Mutex::new(state),
            work: Condvar::new(),
            done: Condvar::new(),
            cpu_nanoseconds: AtomicU64::new(0),
            syncs: AtomicU64::new(0),
        }
    }

    /// Gives a record and waits until it is on the disk.
    pub(crate) fn append(&self, record: &[u8]) {
        let mut state = self.state.lock().unwrap();
        state.buffer.extend_from_slice(record);
        state.given += 1;
        let mine = state.given;
        self.work.notify_one();
        while state.durable < mine {
            state = self.done.wait(state).unwrap();
        }
    }

    pub(crate) fn stop(&self) {
        self.state.lock().unwrap().stopped = true;
        self.work.notify_one();
    }

    /// Commits until the log is stopped.
    pub(crate) fn commit_to(&self, mut file: File) {
        let mut spare = Vec::with_capacity(8 << 20);
        while let Some(upto) = self.take(&mut spare) {
            file.write_all(&spare).unwrap();
            file.sync_data().unwrap();
            spare.clear();
            self.syncs.fetch_add(1, Ordering::Relaxed);
            self.cpu_nanoseconds.store((cpu_seconds(ClockId::ThreadCPUTime) * 1e9) as u64, Ordering::Relaxed);
            self.state.lock().unwrap().durable = upto;
            self.done.notify_all();
        }
    }

    /// Waits for records and takes them all.
    fn take(&self, spare: &mut Vec<u8>) -> Option<u64> {
        let mut state = self.state.lock().unwrap();
        while state.buffer.is_empty() {
            if state.stopped {
                return None;
            }
            state = self.work.wait(state).unwrap();
        }
        std::mem::swap(&mut state.buffer, spare);
        Some(state.given)
    }
}

/// CPU time so far.
pub(crate) fn cpu_seconds(clock: ClockId) -> f64 {
    let time = clock_gettime(clock);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// What a producer does before each record.
pub(crate) type Work<'a> = &'a (dyn Fn() + Sync);

/// Producers in a closed loop: records a second, and the median and 99th percentile of the time in microseconds.
pub(crate) fn group_commit(folder: &Path, producers: usize, work: Option<Work<'_>>) -> (f64, f64, f64) {
    let path = folder.join(format!("log{producers}"));
    let file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
    let log = Log::new();
    let start = Instant::now();
    let producer = |number: usize| {
        let record = vec![number as u8; LENGTH];
        let mut microseconds = Vec::new();
        while start.elapsed().as_secs_f64() < seconds() {
            let begin = Instant::now();
            if let Some(work) = work {
                work();
            }
            log.append(&record);
            microseconds.push(begin.elapsed().as_secs_f64() * 1e6);
        }
        microseconds
    };
    let (mut microseconds, elapsed) = std::thread::scope(|scope| {
        scope.spawn(|| log.commit_to(file));
        let threads: Vec<_> = (0..producers).map(|number| scope.spawn(move || producer(number))).collect();
        let all: Vec<f64> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
        let elapsed = start.elapsed().as_secs_f64();
        log.stop();
        (all, elapsed)
    });
    std::fs::remove_file(path).unwrap();
    let records = microseconds.len() as f64 / elapsed;
    (records, percentile(&mut microseconds, 0.5), percentile(&mut microseconds, 0.99))
}
