//! Makes the invoices that could not be made while nobody had said where to pay.

use super::LicenceError;
use super::payment::invoice;
use crate::actor::Actor;
use crate::licence::{ChargeState, Payment};
use crate::page::Limit;
use crate::store::{ChargeQuery, StoreError};
use crate::usecases::Context;

/// Makes the invoice of every charge that is paid by one and has none. It can be killed anywhere and run again. Gives how
/// many were made.
///
/// # Errors
/// [`StoreError`]; what was made stays.
pub async fn invoice_open(context: Context<'_>) -> Result<u64, StoreError> {
    let (mut made, mut after) = (0, None);
    if context.invoice_days.is_none() {
        return Ok(made);
    }
    loop {
        let (state, payment, limit) = (ChargeState::Open, Some(Payment::Invoice), Limit::new(200));
        let query = ChargeQuery { state, payment, prefecture: None, begun: None, after, limit };
        let page = context.store.charges(query).await?;
        for charge in &page.entries {
            match invoice(context, Actor::Hub, charge.office, charge.grant).await {
                Ok(()) => made += 1,
                Err(LicenceError::Store(error)) => return Err(error),
                // Cancelled or waived since the list was read.
                Err(LicenceError::NoOffice | LicenceError::Refused(_) | LicenceError::NoInvoices) => {}
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(made);
        }
    }
}
