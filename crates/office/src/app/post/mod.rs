//! The post of this office as the pages ask for it ([`desk::Mailbox`]): this PC's store, and the hub behind it.
//!
//! A [`Seat`] is what one question works with: a workplace of its own, on a thread that may wait. What every page shows
//! stands in [`Memory`].

mod again;
mod arrival;
mod batches;
mod closings;
mod directory;
mod dispatch;
mod doctor;
mod doors;
mod drafts;
mod exported;
mod folders;
mod follow;
mod ground;
mod home;
mod inbox;
mod key_file;
mod letters;
mod lock;
mod memory;
mod notify;
mod office;
mod outbox;
mod partners;
mod passwords;
mod patience;
mod program;
mod proof;
mod receiver;
mod receiving;
mod recover;
mod rights;
mod rounds;
mod saving;
mod seat;
mod sender;
mod sending;
mod settings;
mod setup;
mod sign_in;
mod standing;
mod table;
mod templates;
mod terminals;
#[cfg(test)]
mod tests;
mod when;
mod withdrawal;
mod words;

use memory::Memory;
pub(super) use seat::Seat;

use crate::catalogue::{Catalogue, Counts};
use crate::exports::Settling;
use crate::home::Home;
use crate::refusal::Refusal;
use crate::store::{LogLine, Store, StoreError};
use crate::transfer::Workplace;
use crate::{Surroundings, platform};
use desk::batch::Batch;
use desk::mailbox::{Answer, Bar, Connection, Sight};
use desk::{Moment, Trouble, TroubleKind};
use protocol::ProblemCode;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};

/// What waited for a person when the lists were last changed.
const COUNTS: &str = "counts";
/// What the hub answers to a terminal that it does not let in any more.
const BARS: [(ProblemCode, Bar); 5] = [
    (ProblemCode::CertificateRevoked, Bar::Revoked),
    (ProblemCode::CertificateExpired, Bar::Over),
    (ProblemCode::CertificateUnknown, Bar::Unknown),
    (ProblemCode::OfficeFrozen, Bar::Frozen),
    (ProblemCode::OfficeClosed, Bar::Closed),
];

/// One office's post on this PC. Clones share it.
#[derive(Clone)]
pub(crate) struct Post {
    pub(super) shared: Arc<Shared>,
}

/// What all questions share.
pub(super) struct Shared {
    pub(super) home: Home,
    pub(super) surroundings: Surroundings,
    /// Where received files go when nobody chooses; empty when no place is known.
    suggested: String,
    /// Settings and store for the doors.
    ground: Mutex<Option<ground::Ground>>,
    /// Workplaces that nobody uses now.
    places: Mutex<Vec<Workplace>>,
    catalogue: Mutex<Catalogue>,
    memory: Mutex<Memory>,
    table: Mutex<Option<Batch>>,
    exports: Mutex<Settling>,
    /// Something waits to be sent, or may be tried again.
    pub(super) bell: Notify,
    /// The hub may answer again, or another answer.
    news_bell: Notify,
    /// Raised when the lists changed.
    changed: watch::Sender<u64>,
    /// The program is to end.
    pub(super) stop: watch::Sender<bool>,
}

impl Post {
    pub(super) fn new(home: &Home, surroundings: &Surroundings) -> Self {
        Self::suggesting(home, surroundings, platform::default_save_folder())
    }

    /// The same that suggests a folder for what is received.
    fn suggesting(home: &Home, surroundings: &Surroundings, folder: Option<PathBuf>) -> Self {
        let shared = Shared {
            home: home.clone(),
            surroundings: surroundings.clone(),
            suggested: folder.map(|folder| folder.display().to_string()).unwrap_or_default(),
            ground: Mutex::default(),
            places: Mutex::default(),
            catalogue: Mutex::default(),
            memory: Mutex::new(Memory::new(now(surroundings))),
            table: Mutex::default(),
            exports: Mutex::default(),
            bell: Notify::new(),
            news_bell: Notify::new(),
            changed: watch::Sender::new(0),
            stop: watch::Sender::new(false),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Answers from this PC, and the hub where the work waits for it.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Seat) -> Result<T, Trouble> + Send + 'static,
    ) -> Answer<'static, T> {
        let shared = Arc::clone(&self.shared);
        let work = move || {
            let mut seat = Seat::take(shared)?;
            let done = work(&mut seat);
            seat.give_back();
            done
        };
        Box::pin(async move { tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(broken())) })
    }

    /// Answers without a workplace: before the first set-up there is none.
    pub(super) fn ask_outside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Arc<Shared>) -> Result<T, Trouble> + Send + 'static,
    ) -> Answer<'static, T> {
        let shared = Arc::clone(&self.shared);
        let work = move || work(&shared);
        Box::pin(async move { tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(broken())) })
    }
}

impl Shared {
    /// What every page shows. Held for moments only, never while the hub or the store is asked.
    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn catalogue(&self) -> MutexGuard<'_, Catalogue> {
        self.catalogue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn exports(&self) -> MutexGuard<'_, Settling> {
        self.exports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What waits for a person. Until the lists are read after a start, as it was when they were last changed.
    pub(super) fn counts(&self) -> Counts {
        match self.catalogue.try_lock() {
            Ok(lists) if lists.is_loaded() => lists.counts(),
            _ => self.memory().counts,
        }
    }

    /// How things look to a page that stays open.
    pub(super) fn sight(&self) -> Sight {
        let Counts { unsaved, failed, waiting, unfetched, moved, .. } = self.counts();
        let online = self.memory().connection == Connection::Online;
        Sight { unsaved, failed, waiting, unfetched, moved, online }
    }

    /// Brings the lists up to date with the store; pages that wait for news are told.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub(super) fn take_up(&self, lists: &mut Catalogue, store: &Store) -> Result<(), StoreError> {
        if lists.refresh(store)? {
            let counts = lists.counts();
            store.keep_single(COUNTS, &counts)?;
            self.memory().counts = counts;
            self.raise();
        }
        Ok(())
    }

    /// The lists, when they were read before and nobody reads them now: no page waits for them.
    ///
    /// # Errors
    /// As [`Shared::take_up`].
    pub(super) fn take_up_if_loaded(&self, store: &Store) -> Result<(), StoreError> {
        match self.catalogue.try_lock() {
            Ok(mut lists) if lists.is_loaded() => self.take_up(&mut lists, store),
            _ => Ok(()),
        }
    }

    /// This instant.
    pub(super) fn now(&self) -> Moment {
        now(&self.surroundings)
    }

    /// Whether the hub answered, as the frame of every page shows it.
    pub(super) fn heard<T>(&self, answer: &Result<T, Refusal>) {
        let now = self.now();
        let (was_away, is_away, is_other) = {
            let mut memory = self.memory();
            let (was_away, before) = (memory.is_away(), memory.connection);
            match answer {
                Err(refusal) if refusal.away => memory.went_away(),
                Err(refusal) => match bar_of(refusal) {
                    Some(bar) => memory.was_refused(now, bar, refusal),
                    // What this PC itself says is no word of the hub.
                    None if refusal.request.is_none() && memory.is_refused() => {}
                    None => memory.answered(now),
                },
                Ok(_) => memory.answered(now),
            }
            (was_away, memory.is_away(), memory.connection != before)
        };
        if was_away == is_away {
            if is_other {
                self.raise();
            }
            return;
        }
        self.raise();
        match answer {
            Err(refusal) if is_away => {
                let text = "連携基盤につながらなくなりました。自動でもう一度試します。";
                self.log(true, text, refusal.request.as_deref());
            }
            _ => self.log(false, "連携基盤に、またつながりました。", None),
        }
    }

    /// A line in the log of this program, where there is one: not before the first set-up. A log that cannot be written
    /// stops nothing.
    pub(in crate::app) fn log(&self, error: bool, text: &str, number: Option<&str>) {
        let line = LogLine { error, text: text.to_owned(), number: number.map(str::to_owned) };
        let now = self.surroundings.timestamp();
        drop(self.on_ground(|ground| ground.store.note_line(&line, now).map_err(Trouble::from)));
    }

    /// The lists changed: pages that wait for news look again.
    fn raise(&self) {
        self.changed.send_modify(|number| *number = number.wrapping_add(1));
    }

    /// A workplace is open, and with it the key.
    pub(super) fn is_seated(&self) -> bool {
        !self.places.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn take_place(&self) -> Result<Workplace, Refusal> {
        let free = self.places.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match free {
            None => Workplace::open(self.home.clone(), &self.surroundings),
            Some(mut place) => {
                place.follow_renewal()?;
                Ok(place)
            }
        }
    }

    fn give_back(&self, place: Workplace) {
        self.places.lock().unwrap_or_else(PoisonError::into_inner).push(place);
    }

    /// The data folder holds another terminal now: what was opened before is of no use.
    pub(super) fn start_over(&self) {
        *self.ground.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.places.lock().unwrap_or_else(PoisonError::into_inner).clear();
        *self.catalogue() = Catalogue::default();
        self.forget_table();
    }
}

/// Why the hub does not let this terminal in, when a refusal says so.
pub(super) fn bar_of(refusal: &Refusal) -> Option<Bar> {
    BARS.iter().find(|(code, _)| refusal.is(*code)).map(|(_, bar)| *bar)
}

fn now(surroundings: &Surroundings) -> Moment {
    Moment(i64::try_from(surroundings.milliseconds()).unwrap_or(i64::MAX))
}

/// An answer that ended in the middle.
fn broken() -> Trouble {
    Trouble::new(
        TroubleKind::Failed,
        "「れんけい」の中で問題が起きました。",
        "",
        "もう一度お試しください。続くときは「れんけい」を終了し、開き直してください。",
    )
    .leaving("保存したもの、送信待ちのものは残っています。")
}
