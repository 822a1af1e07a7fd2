//! A bounded number of computations on blocking threads, with a short queue before them.

use tokio::sync::{Semaphore, TryAcquireError};

/// Runs computations: so many at once, so many waiting, and no more.
#[derive(Debug)]
pub struct Workers {
    running: Semaphore,
    admitted: Semaphore,
}

/// The queue is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueFull;

impl Workers {
    /// `running` at once and `waiting` behind them.
    pub fn new(running: usize, waiting: usize) -> Self {
        Self { running: Semaphore::new(running), admitted: Semaphore::new(running + waiting) }
    }

    /// Runs a computation on a blocking thread.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, QueueFull> {
        let _admitted = self.admitted.try_acquire().map_err(|error| match error {
            TryAcquireError::NoPermits | TryAcquireError::Closed => QueueFull,
        })?;
        let _running = self.running.acquire().await.map_err(|_| QueueFull)?;
        match tokio::task::spawn_blocking(work).await {
            Ok(done) => Ok(done),
            // A panic in the work is the request's own: it becomes its answer 500 (R26).
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => Err(QueueFull),
        }
    }
}
