//! Leaving: what the last cancellation ended, until when that can be taken back, and what it does to the money.

use super::{ChargeState, Ledger, LicenceDeed};
use crate::id::LicenceEntryId;
use crate::instant::{Day, Instant};

/// The last leaving of an office, as long as it can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The grants that it ended, by their begin.
    pub grants: Vec<LicenceEntryId>,
    /// The last day that can be used; none when no day was left.
    pub last: Option<Day>,
    /// Until which day it can be taken back: the last day, or the day of the leaving when no day was left.
    pub until: Day,
    /// The last day again, when it is taken back.
    pub goes_on_until: Day,
}

impl Ledger {
    /// What was cancelled last of what counts, with all that was cancelled at once with it, when it can be taken back on
    /// `today`: its last day is not over, no money was given back, and nothing was granted in its place.
    pub fn leaving(&self, today: Day) -> Option<Leaving> {
        let at = self.0.iter().rev().find_map(|line| match line.deed {
            LicenceDeed::Cancel { entry, .. } => self.left_at(entry),
            _ => None,
        })?;
        let ended = self.0.iter().filter(|line| self.left_at(line.id) == Some(at));
        let mut charges: Vec<_> = ended.filter_map(|line| self.charge(line.id)).collect();
        charges.sort_by_key(|charge| charge.first);
        // When what ran was left as it was, it runs to its end.
        let before = charges.first()?.first.previous();
        let last = charges.iter().filter_map(|charge| charge.ended.filter(|ended| *ended >= charge.first)).max();
        let last = last.or_else(|| Some(before).filter(|before| self.covers(*before)));
        let until = last.unwrap_or_else(|| at.day_in_japan());
        let goes_on_until = charges.iter().map(|charge| charge.last).max()?;
        let grants: Vec<_> = charges.iter().map(|charge| charge.grant).collect();
        let is_open = today <= until && grants.iter().all(|grant| self.admits_resume(*grant).is_ok());
        is_open.then_some(Leaving { grants, last, until, goes_on_until })
    }

    /// When a grant was cancelled, as it counts now. Who takes a closing back lets the grant go on and writes the office's own
    /// cancellation again beside it: it is the one from before.
    fn left_at(&self, grant: LicenceEntryId) -> Option<Instant> {
        let from = self.cancelled_from(grant)?;
        let said = LicenceDeed::Cancel { entry: grant, from };
        let goes_on = |at| self.0.iter().any(|line| line.at == at && line.deed == LicenceDeed::Resume { entry: grant });
        self.0.iter().rev().find(|line| line.deed == said && !goes_on(line.at)).map(|line| line.at)
    }

    /// What is paid for nothing when the office leaves with `last` as its last day: the yen that come back.
    pub fn comes_back(&self, last: Day) -> u64 {
        let whole =
            self.charges().into_iter().filter(|charge| charge.first > last && charge.state == ChargeState::Paid);
        whole.map(|charge| u64::from(charge.fee)).sum()
    }

    /// What a federation was asked to deduct for days that are given up whole: it is taken, and comes back. The yen, and
    /// the month by its first day.
    pub fn taken_first(&self, last: Day) -> Option<(u64, Day)> {
        let asked = |charge: &super::Charge| {
            charge.payment == super::Payment::Deduction
                && (charge.state == ChargeState::Returning || charge.state == ChargeState::Asked && charge.first > last)
        };
        let charges: Vec<_> = self.charges().into_iter().filter(asked).collect();
        let month = charges.iter().filter_map(|charge| charge.request).map(|request| request.day).max()?;
        let yen = charges.iter().filter_map(|charge| charge.request).map(|request| u64::from(request.amount)).sum();
        Some((yen, month))
    }

    /// What was paid for days that were begun and come no more: it is lost.
    pub fn is_lost(&self, last: Day) -> u64 {
        let begun = self.charges().into_iter().filter(|charge| {
            charge.state == ChargeState::Paid && charge.first <= last && charge.ended.unwrap_or(charge.last) > last
        });
        begun.map(|charge| u64::from(charge.fee)).sum()
    }

    /// What stays to be paid for days that were begun.
    pub fn stays_owed(&self, last: Day) -> u64 {
        let owed = self.charges().into_iter().filter(|charge| charge.first <= last && charge.open > 0);
        owed.map(|charge| charge.open.unsigned_abs()).sum()
    }
}
