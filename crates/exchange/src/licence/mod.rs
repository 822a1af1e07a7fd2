//! Licences: a ledger per office, one year an entry, nothing overwritten.

mod terms;

pub use terms::Agreement;

use thiserror::Error;

use crate::id::LicenceEntryId;
use crate::instant::{Day, Instant};
use standard::OfficeNumber;

/// The fee of a year in yen, tax included.
pub const YEAR_FEE: u32 = 21_000;

/// How a licence is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Deducted from benefits (給付費差引).
    Deduction,
    /// By invoice (請求書振込).
    Invoice,
    /// Free in a campaign (フリーパス).
    Campaign,
}

/// What an entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenceDeed {
    /// Grants or renews: from the begin of the first day to the end of the last, Japanese time.
    Grant {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
        /// How it is paid.
        payment: Payment,
        /// The fee in yen, tax included.
        fee: u32,
    },
    /// Ends an earlier entry: from the begin of this day it no longer counts.
    Cancel {
        /// The entry that ends.
        entry: LicenceEntryId,
        /// The first day without it.
        from: Day,
    },
}

/// One line of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LicenceEntry {
    /// Its id; the same entry written twice is one entry.
    pub id: LicenceEntryId,
    /// Whose ledger.
    pub office: OfficeNumber,
    /// What it does.
    pub deed: LicenceDeed,
    /// When it was written.
    pub at: Instant,
}

/// Why an entry cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LedgerRefusal {
    /// The period meets one that the office has already.
    #[error("the office already has a licence in this period")]
    Overlaps {
        /// The last day of the licence it has.
        until: Day,
    },
    /// Cancelling an entry that the ledger does not have.
    #[error("the ledger has no such entry")]
    UnknownEntry,
    /// Cancelling what is cancelled.
    #[error("the entry is already cancelled")]
    AlreadyCancelled,
    /// A period whose last day lies before its first.
    #[error("the period ends before it begins")]
    Backwards,
}

/// The last day of a year's licence that begins on `first`.
pub fn last_day_of_year_from(first: Day) -> Day {
    first.year_later().previous()
}

/// The lines of one office's ledger, in the order written.
#[derive(Clone, Debug, Default)]
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

    /// Where a renewal on `today` begins: after the licence that runs, else today.
    pub fn renewal_begins(&self, today: Day) -> Day {
        self.covered_until(today).map_or(today, Day::next)
    }

    /// Whether `entry` may be written after what stands here.
    pub fn admits(&self, entry: &LicenceEntry) -> Result<(), LedgerRefusal> {
        match entry.deed {
            LicenceDeed::Grant { first, last, .. } if last < first => Err(LedgerRefusal::Backwards),
            LicenceDeed::Grant { first, last, .. } => {
                let meets = self.periods().find(|(_, begin, end)| *begin <= last && first <= *end);
                meets.map_or(Ok(()), |(_, _, until)| Err(LedgerRefusal::Overlaps { until }))
            }
            LicenceDeed::Cancel { entry, .. } if self.cancelled_from(entry).is_some() => {
                Err(LedgerRefusal::AlreadyCancelled)
            }
            LicenceDeed::Cancel { entry, .. } => {
                let grants = |line: &&LicenceEntry| matches!(line.deed, LicenceDeed::Grant { .. });
                let found = self.0.iter().filter(grants).any(|line| line.id == entry);
                found.then_some(()).ok_or(LedgerRefusal::UnknownEntry)
            }
        }
    }

    /// What remains of each grant after cancellations: the grant, its first and its last day.
    pub fn periods(&self) -> impl Iterator<Item = (LicenceEntryId, Day, Day)> {
        self.0.iter().filter_map(|line| match line.deed {
            LicenceDeed::Grant { first, last, .. } => {
                let end = self.cancelled_from(line.id).map_or(last, |from| last.min(from.previous()));
                (first <= end).then_some((line.id, first, end))
            }
            LicenceDeed::Cancel { .. } => None,
        })
    }

    fn cancelled_from(&self, id: LicenceEntryId) -> Option<Day> {
        self.0.iter().find_map(|line| match line.deed {
            LicenceDeed::Cancel { entry, from } if entry == id => Some(from),
            _ => None,
        })
    }
}

impl Payment {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Deduction, Self::Invoice, Self::Campaign];

    /// The word in stored data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deduction => "deduction",
            Self::Invoice => "invoice",
            Self::Campaign => "campaign",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|payment| payment.as_str() == word)
    }
}
