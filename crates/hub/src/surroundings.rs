//! Time, random bytes and room on the disk as the hub gets them: handed in by `main`, made up in tests.

use evidence::Timestamp;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// Bytes that can still be written to the disk of a folder; none when the system does not say.
type Room = dyn Fn(&Path) -> Option<u64> + Send + Sync;
/// Fills bytes from a secure generator.
type Random = dyn Fn(&mut [u8]) + Send + Sync;

/// Where the hub's time and random bytes come from. Cheap to clone.
#[derive(Clone)]
pub struct Surroundings {
    milliseconds: Arc<dyn Fn() -> u64 + Send + Sync>,
    random: Arc<Random>,
    room: Arc<Room>,
}

impl Surroundings {
    /// `milliseconds` since 1970 (UTC); `random` fills bytes from a secure generator.
    pub fn new(
        milliseconds: impl Fn() -> u64 + Send + Sync + 'static,
        random: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self { milliseconds: Arc::new(milliseconds), random: Arc::new(random), room: Arc::new(system_room) }
    }

    /// With another source of how much room is left on a folder's disk.
    #[must_use]
    pub fn with_room(self, room: impl Fn(&Path) -> Option<u64> + Send + Sync + 'static) -> Self {
        Self { room: Arc::new(room), ..self }
    }

    /// Bytes that can still be written to the disk of a folder; none when the system does not say.
    pub fn room(&self, folder: &Path) -> Option<u64> {
        (self.room)(folder)
    }

    /// Milliseconds since 1970 (UTC).
    pub fn milliseconds(&self) -> u64 {
        (self.milliseconds)()
    }

    /// The second, as certificates and receipts have it.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_unix(self.milliseconds() / 1_000).unwrap_or(Timestamp::LAST)
    }

    /// Fresh random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

/// What the system says of the disk, without what is kept for its administrator.
fn system_room(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Surroundings")
    }
}

impl exchange::ports::Randomness for Surroundings {
    fn fill(&self, bytes: &mut [u8]) {
        (self.random)(bytes);
    }
}
