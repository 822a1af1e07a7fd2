//! What one question of the pages works with.

use super::Shared;
use crate::refusal::Refusal;
use crate::store::{ACCOUNT_ID, Deed, Session, StoreError};
use crate::transfer::Workplace;
use desk::batch::Confirmer;
use desk::{Trouble, TroubleKind};
use standard::Date;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;

/// A workplace for one question; it is kept for the next one afterwards. Lives on a thread that may wait.
pub(in crate::app) struct Seat {
    /// The data folder, the store, key and certificate.
    pub(in crate::app) place: Workplace,
    /// What all questions share.
    pub(in crate::app) shared: Arc<Shared>,
}

/// What work that came to its end says of the hub.
pub(in crate::app) enum Heard {
    /// It answered and let this terminal in.
    Answer,
    /// Only its public door was asked, which answers everybody.
    Public,
    /// It refused.
    Refusal(Refusal),
}

impl Seat {
    pub(in crate::app) fn take(shared: Arc<Shared>) -> Result<Self, Refusal> {
        Ok(Self { place: shared.take_place()?, shared })
    }

    /// For the next question.
    pub(in crate::app) fn give_back(self) {
        self.shared.give_back(self.place);
    }

    /// Waits for what needs the hub, so many seconds at most, and keeps whether it answered.
    ///
    /// # Errors
    /// What the work says, or that the hub did not answer in time.
    pub(in crate::app) fn wait<T>(
        &mut self,
        seconds: u64,
        work: impl AsyncFnOnce(&mut Workplace) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        self.wait_hearing(seconds, work, |_| Heard::Answer)
    }

    /// The same for work whose success alone does not say whether the hub lets this terminal in.
    ///
    /// # Errors
    /// As [`Seat::wait`].
    pub(in crate::app) fn wait_hearing<T>(
        &mut self,
        seconds: u64,
        work: impl AsyncFnOnce(&mut Workplace) -> Result<T, Refusal>,
        hear: impl FnOnce(&T) -> Heard,
    ) -> Result<T, Refusal> {
        let session = self.place.store.session().ok().flatten();
        let place = &mut self.place;
        let done = Handle::current().block_on(async {
            let timed = tokio::time::timeout(Duration::from_secs(seconds), work(place));
            timed.await.unwrap_or_else(|_| Err(Refusal::no_answer()))
        });
        let heard = done.as_ref().map_or_else(|refusal| Heard::Refusal(refusal.clone()), hear);
        match heard {
            Heard::Public if self.shared.memory().is_refused() => {}
            Heard::Public | Heard::Answer => self.shared.heard(&Ok(())),
            Heard::Refusal(refusal) => {
                if refusal.is_of_session() {
                    self.session_is_over(session.as_ref());
                }
                self.shared.heard::<()>(&Err(refusal));
            }
        }
        done
    }

    /// The session with which this question began is over; one that was begun meanwhile is not.
    fn session_is_over(&self, began: Option<&Session>) {
        // The store is read under the lock, so that a sign-in that ends now has the last word.
        let mut memory = self.shared.memory();
        if self.place.store.session().is_ok_and(|now| now.as_ref() == began) {
            memory.session_over = true;
        }
    }

    /// Today in Japan, the day of checks.
    ///
    /// # Errors
    /// When the clock of this PC stands outside of the days that the standard knows.
    pub(in crate::app) fn today(&self) -> Result<Date, Trouble> {
        self.shared.now().day().ok_or_else(|| {
            let title = "パソコンの日付が正しくないようです。";
            Trouble::new(TroubleKind::Failed, title, "", "パソコンの日付と時刻を合わせてから、もう一度お試しください。")
        })
    }

    /// Notes in the record of the office who did what: `what` is one sentence, e.g. 「さくら苑」に送信しました。
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(in crate::app) fn did(&self, what: impl Into<String>) -> Result<(), StoreError> {
        let Confirmer { who, staff } = self.person()?;
        let deed = Deed { who, staff, what: what.into() };
        self.place.store.note_deed(&deed, self.place.surroundings.timestamp())
    }

    /// Who sits here, as the log of what was done names it.
    pub(super) fn person(&self) -> Result<Confirmer, StoreError> {
        let person = self.shared.memory().person.clone();
        Ok(match person {
            Some(person) => Confirmer { who: person.name, staff: Some(person.id) },
            // Without staff accounts there is only the account of the office.
            None => Confirmer { who: self.place.store.fact(ACCOUNT_ID)?.unwrap_or_default(), staff: None },
        })
    }

    /// The lists of this PC, brought up to date with the store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(in crate::app) fn refresh_catalogue(&mut self) -> Result<(), Refusal> {
        Ok(self.shared.take_up(&mut self.shared.catalogue(), &self.place.store)?)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        refusal.trouble(if refusal.away { TroubleKind::Away } else { TroubleKind::Failed })
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Refusal::from(&error).into()
    }
}
