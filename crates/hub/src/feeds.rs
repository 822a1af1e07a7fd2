//! Wakes the event streams and long polls of an office when its feed has grown.

use exchange::store::FeedListener;
use standard::OfficeNumber;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Who waits for which office.
#[derive(Debug, Default)]
pub struct Feeds(Mutex<HashMap<OfficeNumber, Arc<Notify>>>);

impl Feeds {
    /// What is notified when the office's feed grows. Begin to wait before reading the feed, so that nothing is missed.
    pub fn of(&self, office: OfficeNumber) -> Arc<Notify> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(waiting.entry(office).or_default())
    }
}

impl FeedListener for Feeds {
    fn feed_moved(&self, office: OfficeNumber) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(notify) = waiting.get(&office) {
            notify.notify_waiters();
            if Arc::strong_count(notify) == 1 {
                waiting.remove(&office);
            }
        }
    }
}
