//! The clock of a hub under test: the machine's, moved by the test; and its random bytes.

use exchange::Instant;
use hub::surroundings::Surroundings;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

/// A test that begins this long before midnight in Japan is over on the same day.
const LONG_ENOUGH: i64 = 5 * 60 * 1_000;

/// A clock that a test may move. Certificates are also checked by TLS against the machine's clock, so it begins there,
/// or a little earlier where the day would end: what is written and what is looked for have one day and month.
#[derive(Debug, Clone)]
pub struct Clock {
    moved: Arc<AtomicI64>,
    broken: Arc<AtomicBool>,
}

impl Default for Clock {
    fn default() -> Self {
        let now = Instant::from_millis(present().cast_signed());
        let left = now.day_in_japan().ends().since(now);
        Self { moved: Arc::new(AtomicI64::new((left - LONG_ENOUGH).min(0))), broken: Arc::default() }
    }
}

impl Clock {
    /// Moves by some seconds.
    pub fn advance(&self, seconds: i64) {
        self.moved.fetch_add(seconds * 1_000, Ordering::Relaxed);
    }

    /// While this is set, whoever asks for the salt of an audit entry panics.
    pub fn break_random(&self, broken: bool) {
        self.broken.store(broken, Ordering::Relaxed);
    }

    /// Time and random bytes for a hub.
    pub fn surroundings(&self) -> Surroundings {
        let (clock, broken, drawn) = (self.clone(), Arc::clone(&self.broken), AtomicU64::new(present()));
        let now = move || present().saturating_add_signed(clock.moved.load(Ordering::Relaxed));
        Surroundings::new(now, move |bytes| {
            assert!(bytes.len() != 16 || !broken.load(Ordering::Relaxed), "made up");
            for chunk in bytes.chunks_mut(32) {
                let digest = evidence::Sha256::of(&drawn.fetch_add(1, Ordering::Relaxed).to_be_bytes());
                chunk.copy_from_slice(&digest.0[..chunk.len()]);
            }
        })
    }
}

/// Milliseconds since 1970 by the clock of the machine.
#[allow(clippy::disallowed_methods, reason = "TLS compares certificates with the clock of the machine")]
pub fn present() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as u64
}
