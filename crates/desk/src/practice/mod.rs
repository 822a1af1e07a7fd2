//! 練習する: a [`Mailbox`](crate::Mailbox) over made-up offices and persons, in memory. Nothing leaves the PC, nothing is written to disk.
//!
//! It is what a person practises on, what the public 疑似操作体験 serves, and what the tests of the pages use. The same calls give
//! the same answers; time is the moment handed in and moves only when told ([`Practice::at`]).

mod arrivals;
mod batches;
mod dispatches;
mod doors;
mod exports;
mod home;
mod inbox;
mod letters;
mod office;
mod offices;
mod outbox;
mod papers;
mod partners;
mod program;
mod world;

pub use exports::{mended_files, practice_files};

use crate::mailbox::{Answer, Bar, Entry, PasswordOf};
use crate::moment::Moment;
use crate::trouble::Trouble;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use world::World;

/// The number of the made-up office one practises as.
pub const OWN: &str = "1370000001";

/// A made-up mailbox. Clones share it.
#[derive(Debug, Clone)]
pub struct Practice {
    world: Arc<Mutex<World>>,
}

impl Practice {
    /// A mailbox in the middle of a month's work. `now` is the moment it is used at.
    pub fn new(now: Moment) -> Self {
        Self { world: Arc::new(Mutex::new(World::new(now, 12))) }
    }

    /// The same with so many received transmissions.
    pub fn with_arrivals(now: Moment, count: usize) -> Self {
        Self { world: Arc::new(Mutex::new(World::new(now, count))) }
    }

    /// The same at another door: before the first set-up, signed out, locked.
    #[must_use]
    pub fn at_door(self, entry: Entry) -> Self {
        let mut world = self.world();
        world.entry = entry;
        if entry == Entry::FirstRun {
            world.setup.forget();
        }
        drop(world);
        self
    }

    /// The same where staff accounts are used: sign-in and lock ask who sits here.
    #[must_use]
    pub fn with_staff(self) -> Self {
        self.world().asks_person = true;
        self
    }

    /// The same where nobody has a staff account yet.
    #[must_use]
    pub fn without_staff(self) -> Self {
        self.world().staff.clear();
        self
    }

    /// The same where first passwords must be changed at the next sign-in.
    #[must_use]
    pub fn with_first_passwords(self, of: &[PasswordOf]) -> Self {
        self.world().first_passwords = of.to_vec();
        self
    }

    /// Moves the time.
    pub fn at(&self, now: Moment) {
        self.world().now = now;
    }

    /// Takes the hub away, or brings it back; what waits goes out then.
    pub fn set_online(&self, online: bool) {
        self.world().set_online(online);
    }

    /// Lets one more transmission arrive.
    pub fn receive(&self) {
        self.world().receive();
    }

    /// The certificate of this terminal ends in so many days.
    pub fn set_certificate_days(&self, days: i64) {
        self.world().certificate_days = days;
    }

    /// The hub does not let this terminal in, or does again.
    pub fn set_barred(&self, barred: Option<Bar>) {
        self.world().barred = barred;
    }

    /// Everything as it was at the beginning.
    pub fn start_over(&self) {
        let mut world = self.world();
        let now = world.now;
        *world = World::new(now, 12);
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer<T: Send + 'static>(&self, ask: impl FnOnce(&mut World) -> Result<T, Trouble>) -> Answer<'_, T> {
        let answer = ask(&mut self.world());
        Box::pin(std::future::ready(answer))
    }
}
