//! The receipts of a transmission, and all that an evidence bundle is made of.

use super::ReadError;
use super::fetch::{FetchError, Fetched, fetch};
use crate::id::TransmissionId;
use crate::permission::{Caller, Deed, Denied};
use crate::transmission::{HistoryEvent, StoredReceipt};
use crate::usecases::Context;

/// What a bundle holds, besides certificates and revocation lists that the hub adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The container.
    pub fetched: Fetched,
    /// Its receipts, in the order stored.
    pub receipts: Vec<StoredReceipt>,
    /// Its steps.
    pub history: Vec<HistoryEvent>,
}

/// Reads the receipts of a transmission that the caller sent or was sent.
pub async fn receipts(
    context: Context<'_>,
    caller: &Caller,
    id: TransmissionId,
) -> Result<Vec<StoredReceipt>, ReadError> {
    caller.may(Deed::ReadReceipts)?;
    Ok(context.store.receipts(id, caller.office).await?.ok_or(Denied::NotFound)?)
}

/// Reads all that proves a transmission. For the recipient this is fetching.
pub async fn evidence(context: Context<'_>, caller: &Caller, id: TransmissionId) -> Result<Evidence, FetchError> {
    let fetched = fetch(context, caller, id).await?;
    let receipts = context.store.receipts(id, caller.office).await?.ok_or(Denied::NotFound)?;
    let history = context.store.history(id, caller.office).await?.ok_or(Denied::NotFound)?;
    Ok(Evidence { fetched, receipts, history })
}
