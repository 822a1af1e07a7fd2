//! Makes free what begins in a campaign and is not paid yet: the campaign may have come after the grant.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::licence::{ChargeState, LicenceDeed, Payment, price};
use crate::page::Limit;
use crate::store::{ChargeEntry, ChargeQuery, StoreError};
use crate::usecases::Context;

/// Waives what is open, asked by invoice, or failed. What a federation was asked to deduct waits for its result. It can be
/// killed anywhere and run again. Gives how many charges were waived.
///
/// # Errors
/// [`StoreError`]; what was waived stays.
pub async fn waive_due(context: Context<'_>) -> Result<u64, StoreError> {
    let campaigns = context.store.campaigns().await?;
    if campaigns.is_empty() {
        return Ok(0);
    }
    let mut waived = 0;
    for (state, payment) in
        [(ChargeState::Open, None), (ChargeState::Failed, None), (ChargeState::Asked, Some(Payment::Invoice))]
    {
        let mut after = None;
        loop {
            let limit = Limit::new(200);
            let query = ChargeQuery { state, payment, prefecture: None, begun: None, after, limit };
            let page = context.store.charges(query).await?;
            for charge in &page.entries {
                if let Some((campaign, _)) = price(&campaigns, charge.first).campaign {
                    let deed = LicenceDeed::Waive { grant: charge.grant, campaign };
                    waived += u64::from(waive(context, charge, deed).await?);
                }
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(waived)
}

async fn waive(context: Context<'_>, charge: &ChargeEntry, deed: LicenceDeed) -> Result<bool, StoreError> {
    let written = decide(context, &Actor::Hub, charge.office, |_| {
        Ok::<_, LicenceError>(lines(charge.office, vec![context.line(charge.office, deed)]))
    });
    match written.await {
        Ok(entries) => Ok(!entries.is_empty()),
        Err(LicenceError::Store(error)) => Err(error),
        // Paid or cancelled since the list was read.
        Err(LicenceError::NoOffice | LicenceError::Refused(_) | LicenceError::NoInvoices) => Ok(false),
    }
}
