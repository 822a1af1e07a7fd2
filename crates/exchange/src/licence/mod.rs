//! Licences: a ledger per office number. Every line stays as it was written; periods, charges and balance are derived.

mod campaign;
mod charge;
mod leaving;
mod ledger;
mod terms;

pub use campaign::{Campaign, Price, price};
pub use charge::{Charge, ChargeState, Request};
pub use leaving::Leaving;
pub use ledger::{Ledger, LedgerRefusal};
pub use terms::Agreement;

use crate::id::{CampaignId, LicenceEntryId};
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

/// How a grant came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The office applied, without a licence that ran.
    Applied,
    /// The office renewed.
    Renewed,
    /// Automatic renewal.
    Automatic,
    /// The operator granted it.
    Operator,
}

/// How a request for payment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaymentOutcome {
    /// The money came.
    Paid,
    /// It did not.
    Failed,
}

/// What a line of a ledger does. Amounts are yen, tax included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LicenceDeed {
    /// The office agreed to the terms and asked for a licence.
    Apply {
        /// The version of the terms.
        terms: u32,
        /// How it pays; none while it is free.
        payment: Option<Payment>,
    },
    /// Grants or renews: from the begin of the first day to the end of the last, Japanese time.
    Grant {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
        /// How it is paid.
        payment: Payment,
        /// The fee.
        fee: u32,
        /// How it came about.
        origin: Origin,
        /// The campaign that makes it free.
        campaign: Option<CampaignId>,
    },
    /// Ends an earlier grant: from the begin of this day it no longer counts. Without a day left it costs nothing.
    Cancel {
        /// The grant that ends.
        entry: LicenceEntryId,
        /// The first day without it.
        from: Day,
    },
    /// Takes a cancellation back: the grant counts as if it had not been cancelled, at no further cost.
    Resume {
        /// The grant that goes on.
        entry: LicenceEntryId,
    },
    /// Switches automatic renewal on or off.
    Renewal {
        /// On or off.
        automatic: bool,
        /// How what comes is paid.
        payment: Payment,
    },
    /// An invoice for a grant.
    Invoice {
        /// The grant.
        grant: LicenceEntryId,
        /// What is asked.
        amount: u32,
        /// The last day for paying.
        due: Day,
    },
    /// An invoice may be paid later than it says.
    Defer {
        /// The invoice.
        request: LicenceEntryId,
        /// The last day for paying now.
        due: Day,
    },
    /// A deduction from benefits was asked for.
    Deduction {
        /// The grant.
        grant: LicenceEntryId,
        /// What is asked.
        amount: u32,
        /// The month of the deduction, by its first day.
        month: Day,
    },
    /// How an invoice or a deduction ended.
    Result {
        /// The invoice or deduction.
        request: LicenceEntryId,
        /// How it ended.
        outcome: PaymentOutcome,
        /// What was asked and paid, or not.
        amount: u32,
        /// On which day.
        day: Day,
    },
    /// A payment of an invoice that was written down by mistake counts no more: the invoice waits again.
    Reversal {
        /// The line of the payment.
        result: LicenceEntryId,
        /// What had been written down as paid.
        amount: u32,
        /// On which day this was done.
        day: Day,
    },
    /// A campaign makes a grant free that is not paid yet.
    Waive {
        /// The grant.
        grant: LicenceEntryId,
        /// The campaign.
        campaign: CampaignId,
    },
    /// Money that was paid for nothing was given back.
    Refund {
        /// The grant.
        grant: LicenceEntryId,
        /// How much.
        amount: u32,
        /// On which day.
        day: Day,
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

/// The last day of a year's licence that begins on `first`.
pub fn last_day_of_year_from(first: Day) -> Day {
    first.year_later().previous()
}

/// An enum whose values have a word in stored data.
macro_rules! words {
    ($name:ident: $($value:ident = $word:literal),*) => {
        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$value),*];

            /// The word in stored data.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word),*
                }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }
    };
}
pub(crate) use words;

words!(Payment: Deduction = "deduction", Invoice = "invoice", Campaign = "campaign");
words!(Origin: Applied = "applied", Renewed = "renewed", Automatic = "automatic", Operator = "operator");
words!(PaymentOutcome: Paid = "paid", Failed = "failed");
