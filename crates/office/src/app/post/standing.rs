//! Where things stand, as every page shows it; asked for on every request, so nothing here waits for the hub.

use super::Shared;
use super::ground::Ground;
use desk::Moment;
use desk::Trouble;
use desk::mailbox::{Bar, Connection, Entry, Limit, LockedBy, Staff, Standing, StepKind, StepState};
use std::sync::Arc;

/// The last use is kept on the disk when so many milliseconds have passed.
const KEPT_EVERY: i64 = 60_000;
const MINUTE: i64 = 60_000;

impl Shared {
    /// Where things stand.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn standing(self: &Arc<Self>) -> Result<Standing, Trouble> {
        let found = self.on_ground(|ground| {
            self.take_up_if_loaded(&ground.store)?;
            Ok::<_, Trouble>((self.entry(ground)?, ground.settings.office.clone()))
        })?;
        let (sight, closed, is_over) = (self.sight(), self.is_closed(), self.ended().is_some());
        let memory = self.memory();
        let (entry, number) = found.unwrap_or((Entry::FirstRun, String::new()));
        let office = memory.me.as_ref().map(|me| me.office.name.clone());
        Ok(Standing {
            entry,
            // Until the hub has told the name there is the number.
            office: office.unwrap_or_else(|| number.clone()),
            number,
            person: memory.person.as_ref().map(|one| Staff { name: one.name.clone(), manager: one.manager }),
            connection: match memory.connection {
                Connection::Online | Connection::Away { .. } if is_over => Connection::Refused(Bar::Over),
                told => told,
            },
            limit: if closed { Some(Limit::Closed) } else { memory.me.as_ref().and_then(limit) },
            sight,
            practice: false,
            now: self.now(),
        })
    }

    fn entry(&self, ground: &Ground) -> Result<Entry, Trouble> {
        for kind in StepKind::ALL {
            if ground.step(kind)? == StepState::Open {
                return Ok(Entry::FirstRun);
            }
        }
        let now = self.surroundings.timestamp();
        if self.memory().session_over || !ground.has_session(now)? {
            return Ok(Entry::SignedOut);
        }
        let unknown = ground.store.uses_staff()? && !self.memory().seated;
        let locked = self.is_idle(ground)? || self.memory().locked;
        Ok(if locked || unknown { Entry::Locked } else { Entry::Open })
    }

    /// Nobody did anything for longer than this office allows (S77).
    fn is_idle(&self, ground: &Ground) -> Result<bool, Trouble> {
        let minutes = ground.store.preferences()?.lock_minutes;
        let idle = self.now().0.saturating_sub(self.memory().last_use.0);
        Ok(idle >= i64::from(minutes) * MINUTE)
    }

    /// Why the lock is closed, where it is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn locked_by(&self, ground: &Ground) -> Result<LockedBy, Trouble> {
        let is_idle = self.is_idle(ground)?;
        let memory = self.memory();
        Ok(match () {
            () if memory.locked_by_hand => LockedBy::Hand,
            () if is_idle || memory.locked || memory.seated => LockedBy::Idling,
            () => LockedBy::Start,
        })
    }

    /// A person did something. When the time has run out before, the lock closes instead.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub(super) fn used(&self) -> Result<(), Trouble> {
        self.on_ground(|ground| {
            if self.is_idle(ground)? {
                self.memory().locked = true;
                return Ok(());
            }
            self.use_at(ground, self.now())
        })
        .map(drop)
    }

    /// The time until the lock counts from here.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn use_at(&self, ground: &Ground, now: Moment) -> Result<(), Trouble> {
        let keep = {
            let mut memory = self.memory();
            memory.last_use = now;
            let keep = now.0.saturating_sub(memory.kept_use.0).saturating_abs() >= KEPT_EVERY;
            if keep {
                memory.kept_use = now;
            }
            keep
        };
        if keep {
            ground.keep_use(now)?;
        }
        Ok(())
    }

    /// A person has proved who they are: everything opens.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub(super) fn open_up(&self) -> Result<(), Trouble> {
        let now = self.now();
        self.on_ground(|ground| {
            {
                // Not before the ground is open: opening it remembers how the start before has ended.
                let mut memory = self.memory();
                (memory.locked, memory.seated, memory.session_over) = (false, true, false);
                memory.locked_by_hand = false;
            }
            ground.keep_lock(false)?;
            ground.keep_use(now)?;
            self.use_at(ground, now)
        })
        .map(drop)
    }
}

/// What the hub says of itself and of this office's licence.
fn limit(me: &protocol::Me) -> Option<Limit> {
    match me.system_state {
        protocol::SystemState::Maintenance => Some(Limit::Maintenance),
        protocol::SystemState::ReadOnly => Some(Limit::ReadOnly),
        protocol::SystemState::Available if me.licence.as_ref().is_none_or(|licence| !licence.valid) => {
            Some(Limit::NoLicence)
        }
        protocol::SystemState::Available => None,
    }
}
