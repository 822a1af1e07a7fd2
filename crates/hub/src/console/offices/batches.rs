//! Letters that were made together: in memory, for the operator who made them, until they are said to be printed.

use crate::portals::reveal::Shown as Revealed;
use exchange::instant::MINUTE;
use exchange::{Instant, OperatorId};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// After this long letters are forgotten, printed or not: they hold passwords.
const KEPT: i64 = 30 * MINUTE;

/// The letters of one go.
#[derive(Clone)]
pub(super) struct Batch {
    /// In the order in which they were made.
    pub(super) letters: Vec<Revealed>,
    /// When they are forgotten.
    pub(super) until: Instant,
}

/// The letters that wait, by operator.
#[derive(Default)]
pub(in crate::console) struct Batches(Mutex<HashMap<OperatorId, Batch>>);

impl Batches {
    /// Adds a letter to those of this go.
    pub(super) fn add(&self, operator: &OperatorId, at: Instant, letter: Revealed) {
        let mut waiting = self.waiting(at);
        let batch = waiting.entry(operator.clone()).or_insert_with(|| Batch { letters: Vec::new(), until: at });
        batch.letters.push(letter);
        batch.until = at.plus(KEPT);
    }

    /// The letters that wait to be printed.
    pub(super) fn of(&self, operator: &OperatorId, at: Instant) -> Option<Batch> {
        self.waiting(at).get(operator).cloned()
    }

    /// How many they are; their passwords stay where they are.
    pub(super) fn count(&self, operator: &OperatorId, at: Instant) -> usize {
        self.waiting(at).get(operator).map_or(0, |batch| batch.letters.len())
    }

    /// They are printed.
    pub(super) fn forget(&self, operator: &OperatorId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(operator);
    }

    fn waiting(&self, at: Instant) -> MutexGuard<'_, HashMap<OperatorId, Batch>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, batch| batch.until > at);
        waiting
    }
}
