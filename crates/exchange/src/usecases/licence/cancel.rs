//! Cancelling a licence from a day on.

use super::{LicenceError, append};
use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{LicenceDeed, LicenceEntry};
use crate::ports::random;
use crate::usecases::Context;
use standard::OfficeNumber;

/// Cancels an entry of an office's ledger: from the begin of `from` it no longer counts.
pub async fn cancel(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    entry: LicenceEntryId,
    from: Day,
) -> Result<LicenceEntry, LicenceError> {
    let id = LicenceEntryId::new(context.at, random(context.randomness));
    let deed = LicenceDeed::Cancel { entry, from };
    append(context, actor, LicenceEntry { id, office, deed, at: context.at }).await
}
