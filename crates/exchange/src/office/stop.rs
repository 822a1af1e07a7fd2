//! Why an office was stopped: a note for operators, and the words that the office is told.

use crate::actor::Actor;
use crate::instant::Instant;

/// Longest note, and longest text for the office, in characters.
pub const LONGEST_WHY: usize = 400;

/// Why an office is stopped.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Why {
    /// For operators; in the audit log only as a salted hash.
    pub note: String,
    /// What the office is told; empty when it is told nothing but whom to ask.
    pub told: String,
}

impl Why {
    /// A note for operators alone.
    pub fn note(text: &str) -> Self {
        Self { note: text.to_owned(), told: String::new() }
    }
}

/// What was done with the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopKind {
    /// Stopped for a time.
    Frozen,
    /// Let in again.
    Thawed,
    /// Closed for good.
    Closed,
    /// Closing it had been a mistake, and was taken back.
    Reopened,
}

crate::licence::words!(StopKind: Frozen = "frozen", Thawed = "thawed", Closed = "closed", Reopened = "reopened");

/// That an office was stopped or let in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeStop {
    /// When.
    pub at: Instant,
    /// What was done.
    pub kind: StopKind,
    /// Who did it.
    pub actor: Actor,
    /// Why.
    pub why: Why,
}
