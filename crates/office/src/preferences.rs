//! What this office has set for this terminal: folders, watching, notifications, the lock.

use crate::store::{Store, StoreError};
use crate::transfer::Layout;
use serde::{Deserialize, Serialize};

/// Fewest and most minutes without use until the lock.
pub const LOCK_MINUTES: std::ops::RangeInclusive<u16> = 1..=60;
const NAME: &str = "preferences";

/// The settings of this terminal. What a later version adds has its usual value here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Preferences {
    /// Where received files are put, for the care software to read; empty: not chosen yet.
    pub save_folder: String,
    /// Where the care software writes files to be sent; empty: none.
    pub send_folder: String,
    /// Each sender has a folder of its own below that one, and each set in it.
    pub separate_folders: bool,
    /// What arrives is saved by itself.
    pub save_by_itself: bool,
    /// What the care software writes is laid on the work table of 一括送信.
    pub watch_send_folder: bool,
    /// A message of the system when something arrives.
    pub notify_arrivals: bool,
    /// A message of the system when something could not be sent.
    pub notify_failures: bool,
    /// Minutes without use until the lock, in [`LOCK_MINUTES`].
    pub lock_minutes: u16,
    /// Who writes, for `{担当者}` in templates.
    pub signature: String,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            save_folder: String::new(),
            send_folder: String::new(),
            separate_folders: false,
            save_by_itself: false,
            watch_send_folder: false,
            notify_arrivals: true,
            notify_failures: true,
            // S77.
            lock_minutes: 15,
            signature: String::new(),
        }
    }
}

impl Preferences {
    /// How received files lie in their folder.
    pub fn layout(&self) -> Layout {
        if self.separate_folders { Layout::Apart } else { Layout::Together }
    }
}

impl Store {
    /// The settings of this terminal.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn preferences(&self) -> Result<Preferences, StoreError> {
        Ok(self.single(NAME)?.unwrap_or_default())
    }

    /// Keeps the settings; minutes outside of [`LOCK_MINUTES`] are set to the nearest.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn keep_preferences(&self, preferences: &Preferences) -> Result<(), StoreError> {
        let lock_minutes = preferences.lock_minutes.clamp(*LOCK_MINUTES.start(), *LOCK_MINUTES.end());
        self.keep_single(NAME, &Preferences { lock_minutes, ..preferences.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::store_in;

    #[test]
    fn s77_the_lock_cannot_be_put_off_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        assert_eq!(store.preferences().unwrap().lock_minutes, 15);
        for (asked, kept) in [(0, 1), (30, 30), (9_999, 60)] {
            store.keep_preferences(&Preferences { lock_minutes: asked, ..Preferences::default() }).unwrap();
            assert_eq!(store.preferences().unwrap().lock_minutes, kept);
        }
    }

    #[test]
    fn settings_of_an_older_version_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        store.keep_single(NAME, &serde_json::json!({ "saveFolder": "C:\\受信", "gone": 1 })).unwrap();
        let read = store.preferences().unwrap();
        assert_eq!((read.save_folder.as_str(), read.notify_arrivals), ("C:\\受信", true));
    }
}
