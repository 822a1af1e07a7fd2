//! A bounded number of computations on blocking threads, with a short queue before them.

use std::sync::Arc;
use tokio::sync::{Semaphore, oneshot};

/// Runs computations: so many at once, so many waiting, and no more.
#[derive(Debug)]
pub struct Workers {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
}

/// The queue is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueFull;

impl Workers {
    /// `running` at once and `waiting` behind them.
    pub fn new(running: usize, waiting: usize) -> Self {
        let admitted = Arc::new(Semaphore::new(running + waiting));
        Self { running: Arc::new(Semaphore::new(running)), admitted }
    }

    /// Runs a computation on a blocking thread. It counts until it is over, also when its caller has gone away; one that
    /// has not begun by then is not made.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, QueueFull> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| QueueFull)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| QueueFull)?;
        let (wanted, _caller) = oneshot::channel::<()>();
        let job = move || {
            let _counted = (admitted, running);
            (!wanted.is_closed()).then(work)
        };
        match tokio::task::spawn_blocking(job).await {
            Ok(done) => done.ok_or(QueueFull),
            // A panic in the work is the request's own: it becomes its answer 500 (R26).
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => Err(QueueFull),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[tokio::test]
    async fn r24_a_computation_counts_until_it_is_over_also_without_its_caller() {
        let workers = Arc::new(Workers::new(1, 0));
        let (begun, begins) = oneshot::channel();
        let (go, wait) = channel::<()>();
        let first = Arc::clone(&workers);
        let first =
            tokio::spawn(async move { first.run(move || begun.send(()).is_ok() && wait.recv().is_err()).await });
        begins.await.unwrap();
        first.abort();
        assert!(first.await.unwrap_err().is_cancelled());
        assert_eq!(workers.run(|| true).await, Err(QueueFull), "it still runs");
        drop(go);
        while workers.admitted.available_permits() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(workers.run(|| true).await, Ok(true));
    }
}
