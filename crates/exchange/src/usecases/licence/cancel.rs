//! Cancelling a licence: the operator from any day on, the office from today or tomorrow on.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{Ledger, LedgerRefusal, LicenceDeed, LicenceEntry};
use crate::store::Append;
use crate::usecases::Context;
use standard::OfficeNumber;

/// Cancels an entry of an office's ledger: from the begin of `from` it no longer counts. A note is written down
/// beside it.
///
/// # Errors
/// [`LicenceError`].
pub async fn cancel(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    entry: LicenceEntryId,
    from: Day,
    note: Option<String>,
) -> Result<Vec<LicenceEntry>, LicenceError> {
    decide(context, &actor, office, |_| {
        let line = Append::from(context.line(office, LicenceDeed::Cancel { entry, from }));
        Ok::<_, LicenceError>(Append { note: note.clone(), ..line })
    })
    .await
}

/// Ends all that an office has. What runs ends today, what was granted today or begins later ends as if it had not been.
///
/// # Errors
/// [`LicenceError`]; [`LedgerRefusal::UnknownEntry`] when there is nothing to end.
pub async fn leave(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
) -> Result<Vec<LicenceEntry>, LicenceError> {
    let today = context.at.day_in_japan();
    decide(context, &actor, office, |ledger| {
        let ended = ledger.periods().filter_map(|(entry, first, last)| {
            let from = if first >= today { first } else { today.next() };
            (from <= last).then(|| context.line(office, LicenceDeed::Cancel { entry, from }))
        });
        let entries: Vec<_> = ended.collect();
        if entries.is_empty() { Err(LedgerRefusal::UnknownEntry.into()) } else { Ok(lines(office, entries)) }
    })
    .await
}

/// From which day on an office that leaves now has no licence; `None` when it has nothing to end.
pub fn leaves_from(ledger: &Ledger, today: Day) -> Option<Day> {
    let ends = |first: Day| if first >= today { first } else { today.next() };
    ledger.periods().filter(|(_, first, last)| ends(*first) <= *last).map(|(_, first, _)| ends(first)).min()
}
