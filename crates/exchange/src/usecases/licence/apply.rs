//! Applying for a licence, or renewing it, on the apply site: agreement and licence in one step, at once.

use thiserror::Error;

use super::{LicenceError, decide};
use crate::account::AccountId;
use crate::actor::Actor;
use crate::instant::Day;
use crate::licence::{Agreement, Campaign, Ledger, LedgerRefusal, LicenceDeed, LicenceEntry, Origin, Payment};
use crate::store::{Append, StoreError};
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
    /// How it pays; none while it is free.
    pub payment: Option<Payment>,
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
    /// It costs something, and no way of payment was chosen.
    #[error("no way of payment was chosen")]
    NoPayment,
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Grants a year, from today or, in the last [`RENEWAL_DAYS`] days of a licence, from the day after it. Gives the lines
/// that were written: the application, the grant and, when it is paid by one, the invoice.
///
/// # Errors
/// [`ApplyError`].
pub async fn apply(context: Context<'_>, input: ApplyInput) -> Result<Vec<LicenceEntry>, ApplyError> {
    let campaigns = context.store.campaigns().await?;
    let actor = Actor::Account(input.office, input.account);
    decide(context, &actor, input.office, |ledger| asked(context, &input, &campaigns, ledger)).await
}

fn asked(
    context: Context<'_>,
    input: &ApplyInput,
    campaigns: &[Campaign],
    ledger: &Ledger,
) -> Result<Append, ApplyError> {
    let today = context.at.day_in_japan();
    let runs = ledger.covered_until(today);
    if let Some(until) = runs
        && until.number() - today.number() >= RENEWAL_DAYS
    {
        return Err(ApplyError::HasLicence { until });
    }
    let first = ledger.renewal_begins(today);
    let origin = if runs.is_some() { Origin::Renewed } else { Origin::Applied };
    let office = input.office;
    let year = context.year(office, (first, input.payment), origin, campaigns).ok_or(ApplyError::NoPayment)?;
    let asks = LicenceDeed::Apply { terms: input.terms, payment: input.payment };
    let mut entries = vec![context.line(office, asks)];
    entries.extend(year);
    let (version, text, account, at) = (input.terms, input.text, input.account, context.at);
    let agreement = Some(Agreement { office, version, text, account, at });
    Ok(Append { office, entries, agreement, note: None, seen: None })
}

impl From<LicenceError> for ApplyError {
    fn from(error: LicenceError) -> Self {
        match error {
            LicenceError::NoOffice => Self::NoOffice,
            LicenceError::Refused(LedgerRefusal::Overlaps { until }) => Self::HasLicence { until },
            // What was decided by the ledger as it stood is admitted by it.
            LicenceError::Refused(_) | LicenceError::NoInvoices => Self::Store(StoreError::Busy),
            LicenceError::Store(error) => Self::Store(error),
        }
    }
}
