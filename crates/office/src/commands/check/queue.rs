//! Spreads work over the cores and gives the results back as they come.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Results that wait to be taken before workers pause.
const WAITING: usize = 64;

/// Works on every job and hands each result, with the number of its job, to `take` on the calling thread. With one
/// worker no thread is started.
pub(super) fn spread<J: Sync, R: Send>(
    jobs: &[J],
    workers: usize,
    work: impl Fn(&J) -> R + Sync,
    mut take: impl FnMut(usize, R) -> io::Result<()>,
) -> io::Result<()> {
    if workers <= 1 {
        return jobs.iter().enumerate().try_for_each(|(number, job)| take(number, work(job)));
    }
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                while let (number, Some(job)) = next_job(next, jobs) {
                    if sender.send((number, work(job))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let taken = receiver.iter().try_for_each(|(number, result)| take(number, result));
        // Workers that wait to send now stop.
        drop(receiver);
        taken
    })
}

fn next_job<'j, J>(next: &AtomicUsize, jobs: &'j [J]) -> (usize, Option<&'j J>) {
    let number = next.fetch_add(1, Ordering::Relaxed);
    (number, jobs.get(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_once_whatever_the_workers() {
        let jobs: Vec<u32> = (0..500).collect();
        for workers in [0, 1, 2, 7] {
            let mut results = vec![None; jobs.len()];
            let take = |number: usize, result| {
                assert_eq!(results[number].replace(result), None);
                Ok(())
            };
            spread(&jobs, workers, |job| job * 2, take).unwrap();
            assert!(results.iter().zip(&jobs).all(|(result, job)| *result == Some(job * 2)));
        }
    }

    #[test]
    fn ends_when_the_taker_has_enough() {
        let jobs: Vec<u32> = (0..10_000).collect();
        for workers in [1, 3] {
            let mut taken = 0;
            let take = |_, _| {
                taken += 1;
                if taken < 5 { Ok(()) } else { Err(io::Error::from(io::ErrorKind::BrokenPipe)) }
            };
            assert!(spread(&jobs, workers, |job| *job, take).is_err());
            assert_eq!(taken, 5);
        }
    }
}
