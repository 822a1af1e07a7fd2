//! After a failure the hub is left alone for a while: all offices would be back at once otherwise.

use crate::Surroundings;
use crate::commands::context::Done;
use crate::transfer::pace;
use evidence::Timestamp;

/// The rest of one kind of work.
#[derive(Debug, Default)]
pub(super) struct Rest {
    /// Failures in a row.
    failures: u32,
    until: Option<Timestamp>,
}

impl Rest {
    /// The work is left alone now.
    pub(super) fn is_on(&self, surroundings: &Surroundings) -> bool {
        self.until.is_some_and(|until| surroundings.timestamp() < until)
    }

    /// The work was done, or a longer rest begins.
    pub(super) fn after(&mut self, done: &Done<()>, surroundings: &Surroundings) {
        if done.is_ok() {
            *self = Self::default();
            return;
        }
        self.failures = self.failures.saturating_add(1);
        let wait = pace::wait(self.failures, pace::LOOKING, surroundings.chance());
        self.until = Some(surroundings.timestamp().plus(wait));
    }
}
