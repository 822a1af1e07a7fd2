//! Tells when care software has finished writing a file: nothing of it changed for a while.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Seconds without a change.
const QUIET: u64 = 5;

/// A file as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Seen {
    pub(crate) path: PathBuf,
    pub(crate) size: u64,
    pub(crate) modified: Option<SystemTime>,
}

/// Since when each file is as it is.
#[derive(Debug, Default)]
pub(crate) struct Settling {
    files: HashMap<PathBuf, (Seen, u64)>,
}

impl Settling {
    /// Takes what a look at the folder gave; `now` in seconds.
    pub(crate) fn look(&mut self, seen: Vec<Seen>, now: u64) {
        let mut before = std::mem::take(&mut self.files);
        for one in seen {
            let since = match before.remove(&one.path) {
                // A clock that was set back must not hold a file for ever.
                Some((same, since)) if same == one && since <= now => since,
                _ => now,
            };
            self.files.insert(one.path.clone(), (one, since));
        }
    }

    /// The file has not changed for a while.
    pub(crate) fn is_settled(&self, path: &Path, now: u64) -> bool {
        self.files.get(path).is_some_and(|(_, since)| now.saturating_sub(*since) >= QUIET)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(size: u64) -> Vec<Seen> {
        vec![Seen { path: PathBuf::from("a.CSV"), size, modified: None }]
    }

    #[test]
    fn a_file_that_grows_is_not_taken() {
        let (mut settling, path) = (Settling::default(), Path::new("a.CSV"));
        settling.look(file(1), 100);
        assert!(!settling.is_settled(path, 104));
        settling.look(file(2), 104);
        assert!(!settling.is_settled(path, 108));
        settling.look(file(2), 108);
        assert!(settling.is_settled(path, 109));
        settling.look(Vec::new(), 110);
        assert!(!settling.is_settled(path, 200));
        settling.look(file(2), 200);
        settling.look(file(2), 50);
        assert!(!settling.is_settled(path, 54) && settling.is_settled(path, 55));
    }
}
