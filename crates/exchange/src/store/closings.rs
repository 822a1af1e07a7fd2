//! Closings of offices in the store.

use super::{Append, StoreFuture};
use crate::actor::Act;
use crate::instant::{Day, Instant};
use crate::office::{ClosedPartner, Closing, ClosingEnd, ClosingFacts, Why};
use standard::OfficeNumber;

/// Offices that close.
pub trait Closings {
    /// The newest closing of an office, as it stands.
    fn closing(&self, office: OfficeNumber) -> StoreFuture<'_, Option<Closing>>;

    /// What hangs on an office now.
    fn closing_facts(&self, office: OfficeNumber, at: Instant) -> StoreFuture<'_, ClosingFacts>;

    /// Plans a closing for a later day, and tells the office and those that exchange with it. Another plan takes the place
    /// of one that there is. `false` when there is no such office, or it is closed.
    fn plan_closing(&self, plan: ClosingPlan, tell: ClosingTold, act: Act) -> StoreFuture<'_, bool>;

    /// Ends a plan; `false` when none is open.
    fn drop_closing(&self, office: OfficeNumber, tell: ClosingTold, act: Act) -> StoreFuture<'_, bool>;

    /// Closes an office now: state, lines of its ledger, who is told, all or nothing.
    fn close_office(&self, closing: CloseNow, tell: ClosingTold, act: Act) -> StoreFuture<'_, CloseOutcome>;

    /// Takes a closing back that was a mistake: the office takes part as before, with these lines.
    fn take_back_closing(&self, back: TakeBack, tell: ClosingTold, act: Act) -> StoreFuture<'_, CloseOutcome>;

    /// Plans whose day has come, by office, up to `most`.
    fn due_closings(&self, today: Day, most: u32) -> StoreFuture<'_, Vec<Closing>>;

    /// Closed offices whose time for reading is over, by office, up to `most`.
    fn read_out_closings(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<OfficeNumber>>;

    /// Ends the reading: certificates and terminal tokens are revoked, sessions end. `false` when that is done.
    fn end_reading(&self, office: OfficeNumber, act: Act) -> StoreFuture<'_, bool>;

    /// Closed offices and those about to close that this one exchanges with, the newest first, 200 at most.
    fn closed_partners(&self, partner: OfficeNumber) -> StoreFuture<'_, Vec<ClosedPartner>>;

    /// An office that is closed or about to, as others are told of it.
    fn closed_office(&self, office: OfficeNumber) -> StoreFuture<'_, Option<ClosedPartner>>;
}

/// A decision to close an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingPlan {
    /// Which office.
    pub office: OfficeNumber,
    /// Who takes over.
    pub successor: Option<OfficeNumber>,
    /// The first day on which it is closed.
    pub from: Day,
    /// Why.
    pub why: Why,
}

/// A closing that counts from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseNow {
    /// What was decided. When a plan is open, it is this one that comes to count.
    pub plan: ClosingPlan,
    /// Until when the office can read.
    pub reads_until: Instant,
    /// What ends in its ledger.
    pub lines: Append,
}

/// A closing that is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakeBack {
    /// Which office.
    pub office: OfficeNumber,
    /// Why; in the audit log as a salted hash.
    pub reason: String,
    /// What goes on in its ledger.
    pub lines: Append,
}

/// A notice without its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingWords {
    /// Headline.
    pub title: String,
    /// Text.
    pub body: String,
}

/// Who is told what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingTold {
    /// The office itself.
    pub own: ClosingWords,
    /// Offices that exchange with it.
    pub partners: ClosingWords,
    /// Those of them whose transmissions it has not begun to fetch.
    pub senders: ClosingWords,
    /// Who takes over, whether or not it has exchanged anything with it.
    pub successor: Option<(OfficeNumber, ClosingWords)>,
    /// Until when the notices are shown.
    pub until: Instant,
}

/// How closing went, or taking it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseOutcome {
    /// Done.
    Done,
    /// There is no such office, or it stands where this cannot be done.
    NotPossible,
    /// The ledger has grown since it was read: decide anew.
    Moved,
}

impl ClosingEnd {
    /// True when the office takes part again after it.
    pub const fn lets_go_on(self) -> bool {
        matches!(self, Self::Dropped | Self::TakenBack)
    }
}
