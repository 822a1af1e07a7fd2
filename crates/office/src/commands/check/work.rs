//! The work itself: every file is checked once, over all cores when it is worth it, and set after set is handed out.

use super::gather::Found;
use super::outcome::{FileOutcome, SetOutcome};
use super::progress::Progress;
use super::sets::Planned;
use super::{queue, read};
use standard::Date;
use standard::check::{Member, Options, SetCheck};
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Less than so many bytes are not worth a thread.
const WORTH: u64 = 1 << 20;

/// What is to be done.
#[derive(Debug)]
pub(super) struct Work<'p> {
    plan: Vec<Planned>,
    options: Options,
    /// How far it is.
    pub(super) progress: &'p Progress,
}

impl<'p> Work<'p> {
    pub(super) fn new(plan: Vec<Planned>, as_of: Date, progress: &'p Progress) -> Self {
        Self { plan, options: Options { as_of }, progress }
    }

    /// Checks everything; each set goes to `done` as soon as it and those before it are complete.
    pub(super) fn each_set(
        &self,
        input: &mut dyn Read,
        mut done: impl FnMut(&SetOutcome) -> io::Result<()>,
    ) -> io::Result<()> {
        let jobs: Vec<&Found> = self.plan.iter().flat_map(|set| &set.files).collect();
        // Standard input is read here, before any thread begins.
        let stdin = jobs.iter().find(|found| found.path.is_none());
        let stdin = Mutex::new(stdin.map(|found| read::check(found, Some(input), self.options, self.progress)));
        let work = |found: &&Found| {
            let mut stdin = stdin.lock().unwrap_or_else(PoisonError::into_inner);
            match found.path.is_none().then(|| stdin.take()).flatten() {
                Some(outcome) => outcome,
                None => {
                    drop(stdin);
                    read::check(found, None, self.options, self.progress)
                }
            }
        };
        let mut waiting: Vec<Option<FileOutcome>> = jobs.iter().map(|_| None).collect();
        let mut sets = self.plan.iter().peekable();
        let mut first = 0;
        queue::spread(&jobs, workers(&jobs), work, |number, outcome| {
            if let Some(slot) = waiting.get_mut(number) {
                *slot = Some(outcome);
            }
            while let Some(set) = sets.peek() {
                let slots = waiting.get_mut(first..first + set.files.len()).unwrap_or_default();
                if slots.iter().any(Option::is_none) {
                    break;
                }
                first += set.files.len();
                done(&judge(set, slots.iter_mut().filter_map(Option::take).collect()))?;
                sets.next();
            }
            Ok(())
        })
    }
}

/// Adds what is to be said about the files together.
pub(super) fn judge(set: &Planned, files: Vec<FileOutcome>) -> SetOutcome {
    let members: Vec<Member<'_>> = files.iter().filter_map(FileOutcome::member).collect();
    // When a file could not be read, what it lacks is not known either.
    let complete = members.len() == files.len();
    let together = (set.key.is_some() && complete).then(|| SetCheck::check(&members));
    SetOutcome { key: set.key, together, files }
}

fn workers(jobs: &[&Found]) -> usize {
    let bytes: u64 = jobs.iter().map(|found| found.size).sum();
    if bytes < WORTH || jobs.len() < 2 {
        return 1;
    }
    thread::available_parallelism().map_or(1, usize::from).min(jobs.len())
}
