//! The clock and waiting. The harness stands beside real processes: it hits them at moments, and asks until a fact holds.
#![allow(clippy::disallowed_methods, reason = "a program of its own; the moment of a fault is a time")]

use office::Surroundings;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// How long a fact may take to hold before the run is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// Lets this much time pass.
pub(crate) fn pass(time: Duration) {
    std::thread::sleep(time);
}

/// Lets milliseconds pass.
pub(crate) fn pass_ms(milliseconds: u64) {
    pass(Duration::from_millis(milliseconds));
}

/// A stopwatch.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Asks until the fact holds.
pub(crate) fn until(what: &str, mut fact: impl FnMut() -> Result<bool, String>) -> Result<(), String> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if fact()? {
            return Ok(());
        }
        pass_ms(10);
    }
    Err(format!("{what}: not within {} seconds", PATIENCE.as_secs()))
}

/// Clock and randomness as the office's library takes them.
pub(crate) fn surroundings() -> Surroundings {
    Surroundings {
        now: Arc::new(SystemTime::now),
        random: Arc::new(|bytes| aws_lc_rs::rand::fill(bytes).map_err(|_| io::Error::other("no random bytes"))),
        pause: Arc::new(|_| false),
        ask_hidden: Arc::new(|_| Err(io::Error::other("nobody is there to ask"))),
    }
}
