//! Closing an office (廃止), also into another (統合): from which day, what remains possible after it, and how it ends.
//!
//! A closing only moves forward: planned, counting, over. Two ways lead out of it, and each is an end of its own: a plan is
//! dropped, and what counted by mistake is taken back while the office can still read. The office's state follows.

use super::Why;
use crate::actor::Actor;
use crate::instant::{Day, Instant};
use crate::licence::words;
use standard::OfficeNumber;

/// For so many days after its closing an office can read what had arrived before, sign for it and export its evidence.
pub const READING_DAYS: i64 = 30;

/// How a closing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingEnd {
    /// Its day had not come: it was planned no longer.
    Dropped,
    /// It had been a mistake: the office takes part again.
    TakenBack,
    /// The time for reading is over and the certificates are revoked.
    Over,
}

words!(ClosingEnd: Dropped = "dropped", TakenBack = "taken-back", Over = "over");

/// A closing of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Which office.
    pub office: OfficeNumber,
    /// The office that takes over.
    pub successor: Option<OfficeNumber>,
    /// The first day on which it is closed.
    pub from: Day,
    /// Why.
    pub why: Why,
    /// When it was decided.
    pub decided_at: Instant,
    /// Who decided.
    pub decided_by: Actor,
    /// Since when it counts; none while it is planned.
    pub counts_since: Option<Instant>,
    /// Until when the office can read; none while it is planned.
    pub reads_until: Option<Instant>,
    /// How it ended.
    pub ended: Option<(ClosingEnd, Instant)>,
}

impl Closing {
    /// Decided, and its day has not come.
    pub fn is_planned(&self) -> bool {
        self.counts_since.is_none() && self.ended.is_none()
    }

    /// It counts, and the office can still read: it may be taken back.
    pub fn can_be_taken_back(&self, at: Instant) -> bool {
        self.ended.is_none() && self.reads_until.is_some_and(|until| at < until)
    }
}

/// Until when an office can read that is closed at `at`: to the end of a day in Japan.
pub fn reads_until(at: Instant) -> Instant {
    at.day_in_japan().plus(READING_DAYS).ends()
}

/// A closed office as another one is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedPartner {
    /// The closed office.
    pub office: OfficeNumber,
    /// Its name.
    pub name: String,
    /// The first day on which it is closed; it may lie ahead.
    pub from: Day,
    /// Until when it can still read; none while its day has not come.
    pub reads_until: Option<Instant>,
    /// Who takes over: number and name. Where that office was closed too, the one that took over from it.
    pub successor: Option<(OfficeNumber, String)>,
}

/// What an operator should know before closing an office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClosingFacts {
    /// Transmissions for it that it has not begun to fetch.
    pub waiting: u64,
    /// From so many offices.
    pub senders: u64,
    /// Its own transmissions that nobody has begun to fetch.
    pub unfetched: u64,
    /// Valid certificates.
    pub certificates: u64,
    /// Terminal tokens that let in.
    pub tokens: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_for_reading_ends_with_a_day_in_japan() {
        let noon = Day::of(2026, 11, 22).unwrap().begins().plus(12 * crate::instant::HOUR);
        assert_eq!(reads_until(noon), Day::of(2026, 12, 22).unwrap().ends());
    }
}
