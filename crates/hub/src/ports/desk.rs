//! One thread that computes passwords: with one piece of memory for all of them, and after everything else that runs.

use argon2::Block;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, Result as Caught};
use std::time::Duration;
use tokio::sync::{Semaphore, oneshot};

/// Less urgent than the threads that accept and hand out: a storm of sign-ins takes what they leave.
const NICE: i32 = 5;
/// The memory is given back when nobody has signed in for so long.
const IDLE: Duration = Duration::from_secs(60);

/// A computation; it gets the blocks that it asked for.
type Job = (usize, Box<dyn FnOnce(&mut [Block]) + Send>);

/// The way to the thread.
#[derive(Debug)]
pub(super) struct Desk {
    admitted: Arc<Semaphore>,
    queue: Sender<Job>,
}

/// Too many are waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct QueueFull;

impl Desk {
    /// One computation runs, `waiting` wait behind it.
    pub(super) fn new(waiting: usize) -> std::io::Result<Self> {
        let (queue, jobs) = channel();
        Builder::new().name("passwords".to_owned()).spawn(move || work(&jobs))?;
        Ok(Self { admitted: Arc::new(Semaphore::new(1 + waiting)), queue })
    }

    /// Runs a computation that needs so many blocks. One whose caller has gone away keeps its place in the queue until
    /// its turn, and is not made then: coming and going makes no queue longer.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        blocks: usize,
        work: impl FnOnce(&mut [Block]) -> T + Send + 'static,
    ) -> Result<T, QueueFull> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| QueueFull)?;
        let (reply, answer) = oneshot::channel::<Caught<T>>();
        let job = move |memory: &mut [Block]| {
            let done = (!reply.is_closed()).then(|| catch_unwind(AssertUnwindSafe(|| work(memory))));
            // The place is free before the caller hears of it.
            drop(admitted);
            // A caller that has gone away needs no answer.
            let _gone = done.map(|done| reply.send(done));
        };
        self.queue.send((blocks, Box::new(job))).map_err(|_| QueueFull)?;
        match answer.await {
            Ok(Ok(done)) => Ok(done),
            // A panic in the work is the request's own: it becomes its answer 500 (R26).
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => Err(QueueFull),
        }
    }
}

fn work(jobs: &Receiver<Job>) {
    // A system that refuses leaves the thread as urgent as the others; it works all the same.
    let _ = rustix::process::nice(NICE);
    let mut memory = Vec::new();
    loop {
        let (blocks, job) = match jobs.recv_timeout(IDLE) {
            Ok(job) => job,
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
                memory = Vec::new();
                continue;
            }
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return,
        };
        memory.resize(blocks, Block::new());
        job(&mut memory);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn r26_a_panic_in_a_computation_is_its_callers_and_the_thread_goes_on() {
        let desk = std::sync::Arc::new(Desk::new(0).unwrap());
        let other = std::sync::Arc::clone(&desk);
        let broken = tokio::spawn(async move { other.run(1, |_| panic!("of the computation")).await });
        assert!(broken.await.unwrap_err().is_panic());
        assert_eq!(desk.run(8, |memory| memory.len()).await, Ok(8));
    }

    #[tokio::test]
    async fn r24_more_than_may_wait_are_told_so() {
        let desk = std::sync::Arc::new(Desk::new(1).unwrap());
        let (go, wait) = channel::<()>();
        let first = std::sync::Arc::clone(&desk);
        let first = tokio::spawn(async move { first.run(1, move |_| wait.recv().is_err()).await });
        let second = std::sync::Arc::clone(&desk);
        let second = tokio::spawn(async move { second.run(1, |_| true).await });
        while desk.admitted.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(desk.run(1, |_| true).await, Err(QueueFull));
        drop(go);
        assert_eq!((first.await.unwrap(), second.await.unwrap()), (Ok(true), Ok(true)));
    }
    #[tokio::test]
    async fn r24_a_caller_that_goes_away_makes_no_room_and_its_computation_is_not_made() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let desk = Arc::new(Desk::new(1).unwrap());
        let (begun, begins) = oneshot::channel();
        let (go, wait) = channel::<()>();
        let first = Arc::clone(&desk);
        let first = tokio::spawn(async move {
            let work = move |_: &mut [Block]| begun.send(()).is_ok() && wait.recv().is_err();
            first.run(1, work).await
        });
        begins.await.unwrap();
        let made = Arc::new(AtomicBool::new(false));
        let (second, making) = (Arc::clone(&desk), Arc::clone(&made));
        let second = tokio::spawn(async move { second.run(1, move |_| making.store(true, Ordering::SeqCst)).await });
        while desk.admitted.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        second.abort();
        assert!(second.await.unwrap_err().is_cancelled());
        assert_eq!(desk.run(1, |_| true).await, Err(QueueFull), "its place is still taken");
        drop(go);
        assert_eq!(first.await.unwrap(), Ok(true));
        while desk.admitted.available_permits() < 2 {
            tokio::task::yield_now().await;
        }
        assert!(!made.load(Ordering::SeqCst));
        assert_eq!(desk.run(1, |_| true).await, Ok(true));
    }
}
