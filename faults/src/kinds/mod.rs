//! The kinds of faults, each with the control that breaks the protection it is about.

mod backup;
mod bench;
mod errors;
mod flip;
mod full;
mod hostile;
mod kill;
mod mail;
mod mailbox;
mod migrate;
mod overload;
mod panics;
mod points;
mod power;
mod stop;
mod watch;

pub(crate) use bench::Bench;

use crate::invariants::Wrong;

/// One run of a kind.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    pub(crate) seed: u64,
    pub(crate) rounds: usize,
    /// The protection that is broken; a control stops at the first thing found.
    pub(crate) broken: Option<&'static str>,
}

impl Attempt {
    /// Whether this run may end now.
    pub(crate) fn is_settled(&self, wrong: &Wrong) -> bool {
        self.broken.is_some() && !wrong.is_empty()
    }
}

/// What a run did and found.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) injected: usize,
    pub(crate) acknowledged: usize,
    pub(crate) wrong: Wrong,
}

impl Tally {
    pub(crate) fn join(&mut self, other: Self) {
        self.injected += other.injected;
        self.acknowledged += other.acknowledged;
        self.wrong.join(other.wrong);
    }
}

/// A protection that is broken to see that the kind would notice.
pub(crate) struct Control {
    /// The switch, and its name in the table.
    pub(crate) broken: &'static str,
    /// By then it must have gone red.
    pub(crate) rounds: usize,
}

/// A kind of fault.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The requirements that it proves.
    pub(crate) proves: &'static str,
    pub(crate) about: &'static str,
    /// Faults in a short run; 0 for a kind that runs only when it is named or in a long run.
    pub(crate) short: usize,
    /// Faults in a long run.
    pub(crate) long: usize,
    pub(crate) run: fn(&Bench, &Attempt) -> Result<Tally, String>,
    pub(crate) controls: &'static [Control],
}

/// All kinds, in the order in which they run.
pub(crate) const KINDS: &[Kind] = &[
    kill::KIND,
    power::KIND,
    points::KIND,
    migrate::KIND,
    errors::KIND,
    full::KIND,
    flip::KIND,
    backup::KIND,
    mailbox::KIND,
    watch::KIND,
    stop::KIND,
    overload::KIND,
    hostile::KIND,
    panics::KIND,
];
