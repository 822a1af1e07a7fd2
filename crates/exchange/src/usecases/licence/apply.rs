//! Applying for a licence, or renewing it, on the apply site: agreement and licence in one step, at once.

use thiserror::Error;

use crate::account::AccountId;
use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{Agreement, LedgerRefusal, LicenceDeed, LicenceEntry, Payment, last_day_of_year_from};
use crate::ports::random;
use crate::store::{LedgerOutcome, StoreError};
use crate::usecases::Context;
use evidence::Sha256;
use standard::OfficeNumber;

/// From this many days before its end a licence can be renewed.
pub const RENEWAL_DAYS: i64 = 90;

/// What an office asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApplyInput {
    /// Which office.
    pub office: OfficeNumber,
    /// Who agrees for it.
    pub account: AccountId,
    /// The version of the terms that was read.
    pub terms: u32,
    /// SHA-256 over the text that was shown.
    pub text: Sha256,
    /// How it pays.
    pub payment: Payment,
    /// The fee in yen, tax included.
    pub fee: u32,
}

/// Why no licence is granted.
#[derive(Debug, Error)]
pub enum ApplyError {
    /// There is no such office, or it is closed.
    #[error("there is no such office, or it is closed")]
    NoOffice,
    /// It has a licence that ends later than renewal begins.
    #[error("the office has a licence")]
    HasLicence {
        /// Its last day.
        until: Day,
    },
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Grants a year, from today or, in the last [`RENEWAL_DAYS`] days of a licence, from the day after it.
pub async fn apply(context: Context<'_>, input: ApplyInput) -> Result<LicenceEntry, ApplyError> {
    let today = context.at.day_in_japan();
    let ledger = context.store.ledger(input.office).await?;
    if let Some(until) = ledger.covered_until(today)
        && until.number() - today.number() >= RENEWAL_DAYS
    {
        return Err(ApplyError::HasLicence { until });
    }
    let first = ledger.renewal_begins(today);
    let last = last_day_of_year_from(first);
    let entry = LicenceEntry {
        id: LicenceEntryId::new(context.at, random(context.randomness)),
        office: input.office,
        deed: LicenceDeed::Grant { first, last, payment: input.payment, fee: input.fee },
        at: context.at,
    };
    let agreement = Agreement {
        office: input.office,
        version: input.terms,
        text: input.text,
        account: input.account,
        at: context.at,
    };
    let act = context.act(Actor::Account(input.office, input.account));
    match context.store.apply_licence(agreement, entry, act).await? {
        LedgerOutcome::Written | LedgerOutcome::Same => Ok(entry),
        LedgerOutcome::NoOffice => Err(ApplyError::NoOffice),
        // Somebody else applied between the reading and the writing.
        LedgerOutcome::Refused(LedgerRefusal::Overlaps { until }) => Err(ApplyError::HasLicence { until }),
        LedgerOutcome::Refused(_) => Err(ApplyError::HasLicence { until: last }),
    }
}
