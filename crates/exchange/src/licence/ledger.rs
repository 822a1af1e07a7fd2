//! The lines of one office: what they cover, and which line may follow.

use super::charge::ChargeState;
use super::{LicenceDeed, LicenceEntry, Payment, PaymentOutcome};
use crate::id::LicenceEntryId;
use crate::instant::Day;
use thiserror::Error;

/// Why a line cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LedgerRefusal {
    /// The period meets one that the office has already.
    #[error("the office already has a licence in this period")]
    Overlaps {
        /// The last day of the licence it has.
        until: Day,
    },
    /// About a line that the ledger does not have.
    #[error("the ledger has no such entry")]
    UnknownEntry,
    /// Cancelling what is cancelled.
    #[error("the entry is already cancelled")]
    AlreadyCancelled,
    /// A period whose last day lies before its first.
    #[error("the period ends before it begins")]
    Backwards,
    /// Nothing would be different.
    #[error("nothing would change")]
    NothingChanges,
    /// Asked for already, and no result yet.
    #[error("the payment is asked for already")]
    AlreadyAsked,
    /// The request has its result.
    #[error("the request for payment has its result already")]
    AlreadySettled,
    /// Money was given back since; what it was given back for stays.
    #[error("the money was given back since")]
    GivenBack,
    /// Another amount than what is open.
    #[error("the amount is not what is open")]
    OtherAmount {
        /// What is open, yen.
        open: i64,
    },
}

/// The lines of one office's ledger, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger(pub Vec<LicenceEntry>);

impl Ledger {
    /// True when the office holds a licence on `day`.
    pub fn covers(&self, day: Day) -> bool {
        self.periods().any(|(_, first, last)| first <= day && day <= last)
    }

    /// The last day of the unbroken licence that covers `day`.
    pub fn covered_until(&self, day: Day) -> Option<Day> {
        let mut end = None;
        let mut from = day;
        while let Some((_, _, last)) = self.periods().find(|(_, first, last)| *first <= from && from <= *last) {
            end = Some(last);
            from = last.next();
        }
        end
    }

    /// The last day of the licence that ended before `today`, when none runs or is to begin.
    pub fn ended(&self, today: Day) -> Option<Day> {
        self.periods().map(|(_, _, last)| last).max().filter(|last| *last < today)
    }

    /// Where a renewal on `today` begins: after the licence that runs, else today.
    pub fn renewal_begins(&self, today: Day) -> Day {
        self.covered_until(today).map_or(today, Day::next)
    }

    /// Whether automatic renewal is on, and how it is paid. A cancellation switches it off; taken back, it never did.
    pub fn automatic(&self) -> Option<Payment> {
        let mut wish = None;
        for (at, line) in self.0.iter().enumerate() {
            match line.deed {
                LicenceDeed::Renewal { automatic, payment } => wish = automatic.then_some(payment),
                LicenceDeed::Cancel { entry, .. } if !self.resumes_after(at, entry) => wish = None,
                _ => {}
            }
        }
        wish
    }

    /// True when a line after the one at `at` takes the cancellations of a grant back.
    fn resumes_after(&self, at: usize, grant: LicenceEntryId) -> bool {
        self.0.iter().skip(at).any(|line| line.deed == LicenceDeed::Resume { entry: grant })
    }

    /// The newest version of the terms that the office agreed to.
    pub fn terms(&self) -> Option<u32> {
        let versions = self.0.iter().filter_map(|line| match line.deed {
            LicenceDeed::Apply { terms, .. } => Some(terms),
            _ => None,
        });
        versions.max()
    }

    /// What remains of each grant after cancellations: the grant, its first and its last day.
    pub fn periods(&self) -> impl Iterator<Item = (LicenceEntryId, Day, Day)> {
        self.0.iter().filter_map(|line| match line.deed {
            LicenceDeed::Grant { first, last, .. } => {
                let end = self.cancelled_from(line.id).map_or(last, |from| last.min(from.previous()));
                (first <= end).then_some((line.id, first, end))
            }
            _ => None,
        })
    }

    /// Whether `entry` may be written after what stands here.
    ///
    /// # Errors
    /// [`LedgerRefusal`].
    pub fn admits(&self, entry: &LicenceEntry) -> Result<(), LedgerRefusal> {
        match entry.deed {
            LicenceDeed::Apply { .. } => Ok(()),
            LicenceDeed::Grant { first, last, .. } => self.admits_grant(first, last),
            LicenceDeed::Cancel { entry, from } => self.admits_cancel(entry, from),
            LicenceDeed::Resume { entry } => self.admits_resume(entry),
            LicenceDeed::Renewal { automatic, payment } => {
                let wanted = automatic.then_some(payment);
                if self.automatic() == wanted { Err(LedgerRefusal::NothingChanges) } else { Ok(()) }
            }
            LicenceDeed::Invoice { grant, amount, .. } | LicenceDeed::Deduction { grant, amount, .. } => {
                self.admits_request(grant, amount)
            }
            LicenceDeed::Defer { request, due } => self.admits_deferral(request, due),
            LicenceDeed::Result { request, amount, .. } => self.admits_result(request, amount),
            LicenceDeed::Reversal { result, amount, .. } => self.admits_reversal(result, amount),
            LicenceDeed::Waive { grant, .. } => self.admits_waiver(grant),
            LicenceDeed::Refund { grant, amount, .. } => {
                let charge = self.charge(grant).ok_or(LedgerRefusal::UnknownEntry)?;
                let right = charge.open < 0 && i64::from(amount) == -charge.open;
                if right { Ok(()) } else { Err(LedgerRefusal::OtherAmount { open: charge.open }) }
            }
        }
    }

    fn admits_grant(&self, first: Day, last: Day) -> Result<(), LedgerRefusal> {
        if last < first {
            return Err(LedgerRefusal::Backwards);
        }
        let meets = self.periods().find(|(_, begin, end)| *begin <= last && first <= *end);
        meets.map_or(Ok(()), |(_, _, until)| Err(LedgerRefusal::Overlaps { until }))
    }

    fn admits_cancel(&self, entry: LicenceEntryId, from: Day) -> Result<(), LedgerRefusal> {
        if self.cancelled_from(entry).is_some_and(|earlier| earlier <= from) {
            return Err(LedgerRefusal::AlreadyCancelled);
        }
        let grant = self.0.iter().find(|line| line.id == entry).map(|line| line.deed);
        match grant {
            Some(LicenceDeed::Grant { last, .. }) if from > last => Err(LedgerRefusal::NothingChanges),
            Some(LicenceDeed::Grant { .. }) => Ok(()),
            _ => Err(LedgerRefusal::UnknownEntry),
        }
    }

    /// True when the cancellation of a grant may be taken back: no money of it was given back, and nothing was granted in
    /// its place.
    pub fn can_resume(&self, entry: LicenceEntryId) -> bool {
        self.admits_resume(entry).is_ok()
    }

    /// Only what is cancelled, whose money has not been given back, and whose days nothing else has taken since.
    pub(super) fn admits_resume(&self, entry: LicenceEntryId) -> Result<(), LedgerRefusal> {
        let from = self.cancelled_from(entry).ok_or(LedgerRefusal::NothingChanges)?;
        let Some(LicenceDeed::Grant { first, last, .. }) = self.grant(entry) else {
            return Err(LedgerRefusal::UnknownEntry);
        };
        if self.refunded(entry) > 0 {
            return Err(LedgerRefusal::GivenBack);
        }
        let from = from.max(first);
        let meets = self.periods().find(|(_, begin, end)| *begin <= last && from <= *end);
        meets.map_or(Ok(()), |(_, _, until)| Err(LedgerRefusal::Overlaps { until }))
    }

    /// The deed of a line that is a grant.
    pub(super) fn grant(&self, id: LicenceEntryId) -> Option<LicenceDeed> {
        let line = self.0.iter().find(|line| line.id == id).map(|line| line.deed);
        line.filter(|deed| matches!(deed, LicenceDeed::Grant { .. }))
    }

    fn admits_request(&self, grant: LicenceEntryId, amount: u32) -> Result<(), LedgerRefusal> {
        let charge = self.charge(grant).ok_or(LedgerRefusal::UnknownEntry)?;
        match charge.state {
            ChargeState::Open | ChargeState::Failed if i64::from(amount) == charge.open => Ok(()),
            ChargeState::Open | ChargeState::Failed => Err(LedgerRefusal::OtherAmount { open: charge.open }),
            ChargeState::Asked | ChargeState::Returning => Err(LedgerRefusal::AlreadyAsked),
            _ => Err(LedgerRefusal::NothingChanges),
        }
    }

    /// Only an invoice that is not paid, and only to a later day.
    fn admits_deferral(&self, request: LicenceEntryId, due: Day) -> Result<(), LedgerRefusal> {
        let asked = self.request(request).filter(|asked| asked.payment == Payment::Invoice);
        let asked = asked.ok_or(LedgerRefusal::UnknownEntry)?;
        match asked.result {
            Some((PaymentOutcome::Paid, _)) => Err(LedgerRefusal::AlreadySettled),
            _ if due <= asked.day => Err(LedgerRefusal::NothingChanges),
            _ => Ok(()),
        }
    }

    /// Money that comes is written down also when the licence was cancelled in the meantime: it is then to be given back.
    fn admits_result(&self, request: LicenceEntryId, amount: u32) -> Result<(), LedgerRefusal> {
        let asked = self.request(request).ok_or(LedgerRefusal::UnknownEntry)?;
        if asked.result.is_some() {
            Err(LedgerRefusal::AlreadySettled)
        } else if asked.amount == amount {
            Ok(())
        } else {
            Err(LedgerRefusal::OtherAmount { open: i64::from(asked.amount) })
        }
    }

    /// Only what a person wrote down as paid by invoice, once, and not after the money was given back.
    fn admits_reversal(&self, result: LicenceEntryId, amount: u32) -> Result<(), LedgerRefusal> {
        let line = self.0.iter().find(|line| line.id == result).map(|line| line.deed);
        let Some(LicenceDeed::Result { request, .. }) = line else { return Err(LedgerRefusal::UnknownEntry) };
        let grant = self.invoiced(request).ok_or(LedgerRefusal::UnknownEntry)?;
        let (_, paid) =
            self.payment_by_invoice(grant).filter(|(paid, _)| *paid == result).ok_or(LedgerRefusal::NothingChanges)?;
        match () {
            () if self.refunded(grant) > 0 => Err(LedgerRefusal::GivenBack),
            () if paid != amount => Err(LedgerRefusal::OtherAmount { open: i64::from(paid) }),
            () => Ok(()),
        }
    }

    /// What a federation has been asked to deduct is not waived: its result comes first.
    fn admits_waiver(&self, grant: LicenceEntryId) -> Result<(), LedgerRefusal> {
        let charge = self.charge(grant).ok_or(LedgerRefusal::UnknownEntry)?;
        match charge.state {
            ChargeState::Open | ChargeState::Failed => Ok(()),
            ChargeState::Asked if charge.payment == Payment::Invoice => Ok(()),
            ChargeState::Asked | ChargeState::Returning => Err(LedgerRefusal::AlreadyAsked),
            _ => Err(LedgerRefusal::NothingChanges),
        }
    }

    /// From which day on a grant no longer counts, as its last cancellation says that was not taken back.
    pub fn cancelled_from(&self, id: LicenceEntryId) -> Option<Day> {
        let last = self.0.iter().rev().find_map(|line| match line.deed {
            LicenceDeed::Cancel { entry, from } if entry == id => Some(Some(from)),
            LicenceDeed::Resume { entry } if entry == id => Some(None),
            _ => None,
        });
        last.flatten()
    }
}
