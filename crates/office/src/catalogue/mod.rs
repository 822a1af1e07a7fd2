//! The lists of what came and what was sent, in memory: opened, filtered and searched without reading the store again.
//! Nothing personal stands readable on the disk for it; the store says what changed, whoever changed it.

mod entry;
mod fold;
mod wanted;

pub use entry::{Received, Sent, SentState};
pub(crate) use fold::fold;
pub use wanted::{Common, HasMonth, Page, Passed, Wanted, WantedSent};

use crate::store::{Store, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Both lists.
#[derive(Debug, Default)]
pub struct Catalogue {
    received: Vec<Received>,
    sent: Vec<Sent>,
    seen: u64,
    loaded: bool,
}

/// What waits for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Came, and is not saved on this PC.
    pub unsaved: u64,
    /// Came, and nobody has opened it on this PC.
    pub unread: u64,
    /// Could not be sent, or could not be imported by the recipient.
    pub failed: u64,
    /// Waits on this PC to be sent.
    pub waiting: u64,
    /// Arrived, and the recipient has not fetched it.
    pub unfetched: u64,
    /// Another number when one that was sent came further, or one was added. Says nothing by itself.
    pub moved: u64,
}

impl Catalogue {
    /// Takes up what changed in the store since the last time; all of it, the first time. Says whether there was any.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn refresh(&mut self, store: &Store) -> Result<bool, StoreError> {
        let (touched, seen) = store.touched_since(self.seen)?;
        let is_first = !std::mem::replace(&mut self.loaded, true);
        if touched.is_empty() {
            return Ok(is_first);
        }
        let mut received = by_id(std::mem::take(&mut self.received), |one| one.id.clone());
        let mut sent = by_id(std::mem::take(&mut self.sent), |one| one.id.clone());
        let mut read = || {
            for id in &touched {
                put(&mut received, id, Received::read(id, store)?);
                put(&mut sent, id, Sent::read(id, store)?);
            }
            Ok::<_, StoreError>(())
        };
        let done = read();
        self.received = received.into_values().collect();
        self.sent = sent.into_values().collect();
        self.received.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
        self.sent.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
        done?;
        self.seen = seen;
        Ok(true)
    }

    /// The store was read before.
    pub fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// What came and fits, the newest first: so many after the first `skip`.
    pub fn received(&self, wanted: &Wanted, skip: usize, most: usize) -> Page<'_, Received> {
        let fits = wanted.ready();
        Page::of(self.received.iter(), |one| fits.received(one), skip, most, |one| (&one.from, &one.from_name))
    }

    /// What was sent or waits to be and fits, the newest first: so many after the first `skip`.
    pub fn sent(&self, wanted: &WantedSent, skip: usize, most: usize) -> Page<'_, Sent> {
        let fits = wanted.ready();
        Page::of(self.sent.iter(), |one| fits.sent(one), skip, most, |one| (&one.to, &one.to_name))
    }

    /// One that came.
    pub fn received_one(&self, id: &str) -> Option<&Received> {
        self.received.iter().find(|one| one.id == id)
    }

    /// One that was sent or waits to be.
    pub fn sent_one(&self, id: &str) -> Option<&Sent> {
        self.sent.iter().find(|one| one.id == id)
    }

    /// What waits for a person.
    pub fn counts(&self) -> Counts {
        let here = || self.received.iter().filter(|one| one.is_available());
        let passed = |passed| self.sent.iter().filter(|one| one.state.passed() == passed).count() as u64;
        Counts {
            unsaved: here().filter(|one| one.saved.is_none()).count() as u64,
            unread: here().filter(|one| one.read_at.is_none()).count() as u64,
            failed: passed(Passed::Failed),
            waiting: passed(Passed::Waiting),
            unfetched: passed(Passed::Unfetched),
            moved: self.moved(),
        }
    }

    fn moved(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.sent.iter().for_each(|one| (&one.id, one.state.mark()).hash(&mut hasher));
        hasher.finish()
    }
}

fn by_id<T>(all: Vec<T>, id: impl Fn(&T) -> String) -> HashMap<String, T> {
    all.into_iter().map(|one| (id(&one), one)).collect()
}

fn put<T>(all: &mut HashMap<String, T>, id: &str, one: Option<T>) {
    match one {
        Some(one) => all.insert(id.to_owned(), one),
        None => all.remove(id),
    };
}

#[cfg(test)]
mod tests;
