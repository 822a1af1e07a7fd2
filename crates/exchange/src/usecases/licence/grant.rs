//! Granting a year's licence, or renewing: a renewal begins where the running licence ends.

use super::{LicenceError, append};
use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{LicenceDeed, LicenceEntry, Payment, last_day_of_year_from};
use crate::ports::random;
use crate::usecases::Context;
use standard::OfficeNumber;

/// A licence to grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantInput {
    /// To which office.
    pub office: OfficeNumber,
    /// The first day; `None` for today or, while a licence runs, the day after its last.
    pub first: Option<Day>,
    /// How it is paid.
    pub payment: Payment,
    /// The fee in yen, tax included; zero in a campaign.
    pub fee: u32,
}

/// Grants or renews for a year.
pub async fn grant(context: Context<'_>, actor: Actor, input: GrantInput) -> Result<LicenceEntry, LicenceError> {
    let first = match input.first {
        Some(first) => first,
        None => context.store.ledger(input.office).await?.renewal_begins(context.at.day_in_japan()),
    };
    let last = last_day_of_year_from(first);
    let deed = LicenceDeed::Grant { first, last, payment: input.payment, fee: input.fee };
    let id = LicenceEntryId::new(context.at, random(context.randomness));
    append(context, actor, LicenceEntry { id, office: input.office, deed, at: context.at }).await
}
