//! Granting a year's licence by the operator, or renewing: a renewal begins where the running licence ends. What it costs is
//! what it costs an office that applies: nothing in a campaign.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::instant::Day;
use crate::licence::{LicenceEntry, Origin, Payment};
use crate::store::StoreError;
use crate::usecases::Context;
use standard::OfficeNumber;
use thiserror::Error;

/// A licence to grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantInput {
    /// To which office.
    pub office: OfficeNumber,
    /// The first day; `None` for today or, while a licence runs, the day after its last.
    pub first: Option<Day>,
    /// How it is paid; not looked at while it is free.
    pub payment: Option<Payment>,
}

/// Why no licence is granted.
#[derive(Debug, Error)]
pub enum GrantError {
    /// It costs something, and no way of payment was chosen.
    #[error("no way of payment was chosen")]
    NoPayment,
    /// The ledger stays as it is.
    #[error(transparent)]
    Licence(#[from] LicenceError),
}

/// Grants or renews for a year, at the price of its first day. Gives the grant and, when it is paid by one, its invoice.
///
/// # Errors
/// [`GrantError`].
pub async fn grant(context: Context<'_>, actor: Actor, input: GrantInput) -> Result<Vec<LicenceEntry>, GrantError> {
    let GrantInput { office, first, payment } = input;
    let campaigns = context.store.campaigns().await.map_err(|error: StoreError| LicenceError::Store(error))?;
    decide(context, &actor, office, |ledger| {
        let first = first.unwrap_or_else(|| ledger.renewal_begins(context.at.day_in_japan()));
        let year = context.year(office, (first, payment), Origin::Operator, &campaigns);
        Ok(lines(office, year.ok_or(GrantError::NoPayment)?))
    })
    .await
}
