//! One agent for one data folder: the first start holds a lock and says where it is, a second start finds it there.

use crate::home::{Home, write_whole};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;

/// Holds the lock of the agent.
const LOCK: &str = "app.lock";
/// Says where the agent is; for the owner only.
const PLACE: &str = "app.json";

/// The lock of the running agent. The system lets go of it when the process dies.
#[derive(Debug)]
pub(super) struct Instance {
    home: Home,
    _lock: File,
}

/// Where the running agent is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// What stands before the path.
    pub(super) origin: String,
}

impl Instance {
    /// Takes the lock; `None` when an agent runs.
    pub(super) fn take(home: &Home) -> io::Result<Option<Self>> {
        std::fs::create_dir_all(home.folder())?;
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(home.file(LOCK))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { home: home.clone(), _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Says where this agent is.
    pub(super) fn announce(&self, origin: &str) -> io::Result<()> {
        let place = Place { origin: origin.to_owned() };
        write_whole(&self.home.file(PLACE), &serde_json::to_vec(&place).map_err(io::Error::other)?)
    }
}

impl Drop for Instance {
    /// What is left after a crash leads to a closed port and is overwritten by the next start.
    fn drop(&mut self) {
        drop(std::fs::remove_file(self.home.file(PLACE)));
    }
}

impl Place {
    /// Where the running agent is, if it has said so.
    pub(super) fn read(home: &Home) -> io::Result<Self> {
        serde_json::from_slice(&std::fs::read(home.file(PLACE))?).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::find(Some(folder.path().join("office"))).unwrap();
        (folder, home)
    }

    #[test]
    fn s77_a_second_start_finds_the_first() {
        let (_folder, home) = home();
        let first = Instance::take(&home).unwrap().unwrap();
        first.announce("http://r.localhost:1").unwrap();
        assert!(Instance::take(&home).unwrap().is_none());
        assert_eq!(Place::read(&home).unwrap().origin, "http://r.localhost:1");
        drop(first);
        assert!(Place::read(&home).is_err());
        assert!(Instance::take(&home).unwrap().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn s75_only_the_owner_reads_where_the_agent_is() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, home) = home();
        let first = Instance::take(&home).unwrap().unwrap();
        first.announce("http://r.localhost:1").unwrap();
        for name in [LOCK, PLACE] {
            assert_eq!(std::fs::metadata(home.file(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        }
    }
}
