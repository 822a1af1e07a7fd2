//! Granting a year's licence by the operator, or renewing: a renewal begins where the running licence ends.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::instant::Day;
use crate::licence::{LicenceDeed, LicenceEntry, Origin, Payment, last_day_of_year_from};
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

/// Grants or renews for a year. Gives the grant and, when it is paid by one, its invoice.
///
/// # Errors
/// [`LicenceError`].
pub async fn grant(context: Context<'_>, actor: Actor, input: GrantInput) -> Result<Vec<LicenceEntry>, LicenceError> {
    let GrantInput { office, first, payment, fee } = input;
    decide(context, &actor, office, |ledger| {
        let first = first.unwrap_or_else(|| ledger.renewal_begins(context.at.day_in_japan()));
        let (last, origin) = (last_day_of_year_from(first), Origin::Operator);
        let deed = LicenceDeed::Grant { first, last, payment, fee, origin, campaign: None };
        Ok::<_, LicenceError>(lines(office, context.granted(office, deed)))
    })
    .await
}
