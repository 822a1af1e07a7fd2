//! What the doors need of this PC, without key and certificate: settings and store, opened once and kept.

use super::Shared;
use crate::home::{Settings, SettingsError};
use crate::refusal::Refusal;
use crate::store::{ACCOUNT_ID, Store, StoreError};
use crate::transfer::instant;
use desk::mailbox::{StepKind, StepState};
use protocol::{ClosingPage, Me};
use std::sync::PoisonError;

/// Fact: when a person last did something, milliseconds since 1970.
const LAST_USE: &str = "lastUse";
/// Fact: the lock was closed by hand.
const LOCKED: &str = "locked";
/// What the hub last said about this office.
const ME: &str = "me";
/// Which offices are closed or will be, as the hub gave it last.
const CLOSINGS: &str = "closings";

/// Settings and store of a terminal that has enrolled.
pub(in crate::app) struct Ground {
    /// The hub and the office.
    pub(super) settings: Settings,
    /// The store.
    pub(super) store: Store,
}

impl Shared {
    /// Does something with settings and store; `None` before the terminal has enrolled.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(super) fn on_ground<T, E: From<Refusal>>(
        &self,
        work: impl FnOnce(&mut Ground) -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        let mut kept = self.ground.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_none() {
            *kept = self.open_ground()?;
        }
        kept.as_mut().map(work).transpose()
    }

    fn open_ground(&self) -> Result<Option<Ground>, Refusal> {
        let settings = match Settings::read(&self.home) {
            Err(SettingsError::NotEnrolled) => return Ok(None),
            read => read.map_err(|error| Refusal::from(&error))?,
        };
        let store = Store::open(&self.home, &self.surroundings).map_err(|error| Refusal::from(&error))?;
        let ground = Ground { settings, store };
        self.remember(&ground).map_err(|error| Refusal::from(&error))?;
        Ok(Some(ground))
    }

    /// A start goes on where the one before has ended: whoever ends the program does not open the lock by it (S77).
    fn remember(&self, ground: &Ground) -> Result<(), StoreError> {
        let last_use = ground.store.fact(LAST_USE)?.and_then(|text| text.parse().ok());
        let locked = ground.store.fact(LOCKED)?.is_some_and(|text| text == "1");
        let me: Option<Me> = ground.store.single(ME)?;
        let closings = ground.store.single(CLOSINGS)?.unwrap_or_default();
        let counts = ground.store.single(super::COUNTS)?;
        let mut memory = self.memory();
        memory.counts = counts.unwrap_or(memory.counts);
        memory.locked |= locked;
        memory.locked_by_hand |= locked;
        memory.last_use = last_use.map_or(memory.last_use, desk::Moment);
        memory.kept_use = memory.last_use;
        memory.me = memory.me.take().or(me);
        memory.closings = closings;
        Ok(())
    }
}

impl Ground {
    /// Which steps of the set-up are done.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn step(&self, kind: StepKind) -> Result<StepState, StoreError> {
        let done = match kind {
            StepKind::Hub | StepKind::Code => true,
            StepKind::SignIn => self.store.fact(ACCOUNT_ID)?.is_some(),
            StepKind::Folders => !self.store.preferences()?.save_folder.is_empty(),
        };
        Ok(if done { StepState::Done } else { StepState::Open })
    }

    /// A session is kept that has not ended.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn has_session(&self, now: evidence::Timestamp) -> Result<bool, StoreError> {
        let ends = self.store.session()?.and_then(|session| instant(&session.refresh_ends));
        Ok(ends.is_some_and(|ends| now < ends))
    }

    pub(super) fn keep_use(&self, at: desk::Moment) -> Result<(), StoreError> {
        self.store.set_fact(LAST_USE, &at.0.to_string())
    }

    pub(super) fn keep_lock(&self, locked: bool) -> Result<(), StoreError> {
        self.store.set_fact(LOCKED, if locked { "1" } else { "0" })
    }

    pub(super) fn keep_closings(&self, closings: &ClosingPage) -> Result<(), StoreError> {
        self.store.keep_single(CLOSINGS, closings)
    }

    pub(super) fn keep_me(&self, me: &Me) -> Result<(), StoreError> {
        self.store.keep_single(ME, me)
    }
}
