//! Files of deductions are made beside the request: those of a country take longer than a person waits before a page. What
//! was cut off goes on when it is asked for again.

use super::super::{Console, words};
use exchange::instant::Day;
use exchange::office::Prefecture;
use exchange::operator::OperatorCaller;
use exchange::store::DeductionFile;
use exchange::usecases::licence::deductions::{DeductionError, make_file};
use std::error::Error;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// For so long the request waits for the end; few files are made within it.
const PATIENCE: Duration = Duration::from_secs(5);

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Progress {
    /// For a federation its own prefecture; none for the operator's.
    own: Option<Prefecture>,
    month: Day,
    /// Prefectures that are done, and how many there are.
    done: usize,
    of: usize,
    /// Files that there are now.
    files: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Works,
    Done,
    Stopped,
}

/// What is made now, and what was made last.
#[derive(Default)]
pub(in crate::console) struct Making(Mutex<Vec<Progress>>);

/// The progress in words.
pub(super) struct View {
    pub(super) month: String,
    pub(super) done: usize,
    pub(super) of: usize,
    pub(super) files: usize,
    pub(super) is_working: bool,
    pub(super) is_stopped: bool,
}

/// What asking for files came to.
pub(super) enum Asked {
    /// They are there.
    Made(Vec<DeductionFile>),
    /// It goes on beside the request.
    GoesOn,
    /// Others are being made, and nothing new was begun.
    Busy,
}

impl Making {
    fn all(&self) -> MutexGuard<'_, Vec<Progress>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self, new: Progress) -> bool {
        let mut all = self.all();
        if all.iter().any(|known| known.own == new.own && known.state == State::Works) {
            return false;
        }
        all.retain(|known| known.own != new.own);
        all.push(new);
        true
    }

    fn change(&self, own: Option<Prefecture>, change: impl FnOnce(&mut Progress)) {
        if let Some(known) = self.all().iter_mut().find(|known| known.own == own) {
            change(known);
        }
    }

    /// What the list of files says of it.
    pub(super) fn view(&self, own: Option<Prefecture>) -> Option<View> {
        let all = self.all();
        all.iter().find(|known| known.own == own).map(|known| View {
            month: words::month_in_words(known.month),
            done: known.done,
            of: known.of,
            files: known.files,
            is_working: known.state == State::Works,
            is_stopped: known.state == State::Stopped,
        })
    }
}

/// Stops what was begun and did not come to its end, also when it broke.
struct Under(Arc<Making>, Option<Prefecture>);

impl Drop for Under {
    fn drop(&mut self) {
        self.0.change(self.1, |known| {
            if known.state == State::Works {
                known.state = State::Stopped;
            }
        });
    }
}

/// Makes the files of a month; waits for a short while, then lets it go on by itself.
pub(super) async fn make(
    console: &Console,
    caller: &OperatorCaller,
    month: Day,
    wanted: Vec<Prefecture>,
) -> Result<Asked, DeductionError> {
    let own = caller.role.prefecture();
    let new = Progress { own, month, done: 0, of: wanted.len(), files: 0, state: State::Works };
    if !console.making.begin(new) {
        return Ok(Asked::Busy);
    }
    let under = Under(Arc::clone(&console.making), own);
    let (console, caller) = (console.clone(), caller.clone());
    let work = tokio::spawn(async move { work(&console, &caller, month, wanted, &under).await });
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(made)) => made.map(Asked::Made),
        // Broken off: the list says so.
        Ok(Err(_)) | Err(_) => Ok(Asked::GoesOn),
    }
}

async fn work(
    console: &Console,
    caller: &OperatorCaller,
    month: Day,
    wanted: Vec<Prefecture>,
    under: &Under,
) -> Result<Vec<DeductionFile>, DeductionError> {
    let (mut made, stop) = (Vec::new(), console.hub.stop.clone());
    for prefecture in wanted {
        if *stop.borrow() {
            return Ok(made);
        }
        match make_file(console.hub.context(console.hub.now()), caller, month, prefecture).await {
            Ok(file) => made.push(file),
            Err(DeductionError::Nothing) => {}
            Err(error) => {
                tracing::warn!(error = &error as &dyn Error, "files of deductions were not made to their end");
                return Err(error);
            }
        }
        let files = made.len();
        under.0.change(under.1, |known| (known.done, known.files) = (known.done + 1, files));
    }
    under.0.change(under.1, |known| known.state = State::Done);
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(own: Option<Prefecture>, of: usize) -> Progress {
        let month = Day::of(2026, 11, 1).unwrap();
        Progress { own, month, done: 0, of, files: 0, state: State::Works }
    }

    fn said(making: &Making, own: Option<Prefecture>) -> (usize, usize, bool, bool) {
        let view = making.view(own).unwrap();
        (view.done, view.of, view.is_working, view.is_stopped)
    }

    #[test]
    fn one_at_a_time_is_made_for_the_operator_and_for_each_federation() {
        let (making, tokyo) = (Making::default(), Prefecture::new(13));
        assert!(making.view(None).is_none());
        assert!(making.begin(progress(None, 47)) && making.begin(progress(tokyo, 1)));
        assert!(!making.begin(progress(None, 47)) && !making.begin(progress(tokyo, 1)), "while it works");
        making.change(None, |known| (known.done, known.files) = (12, 10));
        assert_eq!((said(&making, None), said(&making, tokyo)), ((12, 47, true, false), (0, 1, true, false)));
        making.change(None, |known| known.state = State::Done);
        assert_eq!(said(&making, None), (12, 47, false, false));
        assert!(making.begin(progress(None, 1)) && said(&making, None) == (0, 1, true, false), "the last is forgotten");
    }

    #[test]
    fn what_breaks_off_is_said_to_have_stopped_and_can_be_begun_again() {
        let making = Arc::new(Making::default());
        assert!(making.begin(progress(None, 47)));
        drop(Under(Arc::clone(&making), None));
        assert_eq!(said(&making, None), (0, 47, false, true));
        assert!(making.begin(progress(None, 47)));
        making.change(None, |known| known.state = State::Done);
        drop(Under(Arc::clone(&making), None));
        assert_eq!(said(&making, None), (0, 47, false, false), "what came to its end has not stopped");
    }
}
