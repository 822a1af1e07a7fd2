//! What the office app takes from outside: the clock, random bytes, waiting, and a password typed by a person.

use evidence::Timestamp;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

/// Fills bytes from a secure generator.
pub type Random = Arc<dyn Fn(&mut [u8]) -> io::Result<()> + Send + Sync>;
/// Asks a question; what is typed is not shown.
pub type AskHidden = Arc<dyn Fn(&str) -> io::Result<Zeroizing<String>> + Send + Sync>;

/// Made in `main`; tests make their own.
#[derive(Clone)]
pub struct Surroundings {
    /// The clock.
    pub now: Arc<dyn Fn() -> SystemTime + Send + Sync>,
    /// Fills bytes from a secure generator.
    pub random: Random,
    /// Waits; `false` says that the program is to stop.
    pub pause: Arc<dyn Fn(Duration) -> bool + Send + Sync>,
    /// Asks a person for something that must not be shown.
    pub ask_hidden: AskHidden,
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}

impl Surroundings {
    /// The second of UTC; 1970 when the clock stands before it.
    pub fn timestamp(&self) -> Timestamp {
        let seconds = self.milliseconds() / 1_000;
        Timestamp::from_unix(seconds).unwrap_or(Timestamp::LAST)
    }

    /// Milliseconds of UTC since 1970.
    pub(crate) fn milliseconds(&self) -> u64 {
        let since = (self.now)().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    /// A random number for spreading waits; the middle one when the system gives none.
    pub(crate) fn chance(&self) -> u16 {
        self.random().map_or(u16::MAX / 2, u16::from_be_bytes)
    }

    /// Random bytes.
    ///
    /// # Errors
    /// When the system gives none.
    pub(crate) fn random<const N: usize>(&self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        (self.random)(&mut bytes)?;
        Ok(bytes)
    }
}
