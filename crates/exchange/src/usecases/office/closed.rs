//! Which offices are closed or will be, as an office asks.

use crate::office::ClosedPartner;
use crate::permission::{Caller, Deed};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;
use standard::OfficeNumber;

/// What an office is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedOffices {
    /// Its own closing.
    pub own: Option<ClosedPartner>,
    /// Those that it exchanges transmissions with, or the one that it asked for.
    pub offices: Vec<ClosedPartner>,
}

/// The caller's own closing, and those of offices that it exchanges with; `only` one when it is named.
///
/// # Errors
/// [`ReadError`].
pub async fn closed_offices(
    context: Context<'_>,
    caller: &Caller,
    only: Option<OfficeNumber>,
) -> Result<ClosedOffices, ReadError> {
    caller.may(Deed::ReadOffice)?;
    let own = context.store.closed_office(caller.office).await?;
    let offices = match only {
        Some(number) => context.store.closed_office(number).await?.into_iter().collect(),
        None => context.store.closed_partners(caller.office).await?,
    };
    Ok(ClosedOffices { own, offices })
}
