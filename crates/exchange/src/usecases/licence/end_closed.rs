//! Ends what offices still have that were closed or merged: what had not begun costs nothing.

use super::LicenceError;
use super::cancel::leave;
use crate::actor::Actor;
use crate::store::StoreError;
use crate::usecases::Context;

/// How many offices are read at a time.
const PART: u32 = 200;

/// Ends the licences of closed offices. It can be killed anywhere and run again. Gives how many lines were written.
///
/// # Errors
/// [`StoreError`]; what was ended stays ended.
pub async fn end_closed(context: Context<'_>) -> Result<u64, StoreError> {
    let (mut ended, mut after) = (0, None);
    loop {
        let closed = context.store.closed_with_licence(context.at.day_in_japan(), after, PART).await?;
        for office in &closed {
            match leave(context, Actor::Hub, *office).await {
                Ok(lines) => ended += u64::try_from(lines.len()).unwrap_or(u64::MAX),
                Err(LicenceError::Store(error)) => return Err(error),
                // Ended since the list was read.
                Err(LicenceError::NoOffice | LicenceError::Refused(_) | LicenceError::NoInvoices) => {}
            }
        }
        after = closed.last().copied();
        if after.is_none() {
            return Ok(ended);
        }
    }
}
