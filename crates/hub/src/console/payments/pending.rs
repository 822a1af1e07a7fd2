//! Results of deductions that were looked at and wait for a person's yes: in memory, never stored. Lost, they are put in anew.

use exchange::instant::Day;
use exchange::office::Prefecture;
use exchange::usecases::licence::deductions::DeductionResult;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use web::SessionToken;

/// Files that wait; the oldest is forgotten first.
const MOST: usize = 20;

/// Whose session, and for which file.
type Place = ([u8; 32], Day, Prefecture);

/// The files that wait.
#[derive(Default)]
pub(in crate::console) struct Pending(Mutex<VecDeque<(Place, Arc<[DeductionResult]>)>>);

impl Pending {
    /// Keeps the results of a file for a session, instead of those that waited there.
    pub(super) fn keep(
        &self,
        session: &SessionToken,
        month: Day,
        prefecture: Prefecture,
        results: Vec<DeductionResult>,
    ) {
        let place = (session.hash(), month, prefecture);
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|(other, _)| *other != place);
        if waiting.len() >= MOST {
            waiting.pop_front();
        }
        waiting.push_back((place, results.into()));
    }

    /// What waits there.
    pub(super) fn of(
        &self,
        session: &SessionToken,
        month: Day,
        prefecture: Prefecture,
    ) -> Option<Arc<[DeductionResult]>> {
        let place = (session.hash(), month, prefecture);
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.iter().find(|(other, _)| *other == place).map(|(_, results)| Arc::clone(results))
    }
}
