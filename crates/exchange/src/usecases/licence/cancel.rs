//! Cancelling a licence: the operator from any day on, the office after today or a later day, which it can take back.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::id::LicenceEntryId;
use crate::instant::Day;
use crate::licence::{Charge, Ledger, LedgerRefusal, LicenceDeed, LicenceEntry};
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

/// Ends all that an office has after `last`, which is today or a later day. What begins later ends as if it had not been;
/// so does what begins today, when it ends today.
///
/// # Errors
/// [`LicenceError`]; [`LedgerRefusal::UnknownEntry`] when there is nothing to end.
pub async fn leave(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
    last: Day,
) -> Result<Vec<LicenceEntry>, LicenceError> {
    let today = context.at.day_in_japan();
    decide(context, &actor, office, |ledger| {
        let last = last_day(ledger, today, last);
        let ended = ledger.periods().filter_map(|(entry, first, end)| {
            let from = first.max(last.next());
            (from <= end).then(|| context.line(office, LicenceDeed::Cancel { entry, from }))
        });
        let entries: Vec<_> = ended.collect();
        if entries.is_empty() { Err(LedgerRefusal::UnknownEntry.into()) } else { Ok(lines(office, entries)) }
    })
    .await
}

/// Takes the last leaving back, until its last day: what it ended goes on as it was granted, and costs nothing more. What
/// is to be paid again for days that were given up whole has the days of an invoice for it.
///
/// # Errors
/// [`LicenceError`]; [`LedgerRefusal::NothingChanges`] when there is nothing that could be taken back (any more).
pub async fn resume(
    context: Context<'_>,
    actor: Actor,
    office: OfficeNumber,
) -> Result<Vec<LicenceEntry>, LicenceError> {
    let today = context.at.day_in_japan();
    decide(context, &actor, office, |ledger| {
        let leaving = ledger.leaving(today).ok_or(LedgerRefusal::NothingChanges)?;
        let back = leaving.grants.iter().map(|entry| context.line(office, LicenceDeed::Resume { entry: *entry }));
        let mut entries: Vec<_> = back.collect();
        let after = Ledger(ledger.0.iter().chain(&entries).copied().collect());
        let was_free = |charge: &Charge| ledger.charge(charge.grant).is_some_and(|was| was.open <= 0);
        entries.extend(context.deferrals(office, &after, was_free));
        Ok::<_, LicenceError>(lines(office, entries))
    })
    .await
}

/// The last day that remains when an office leaves with `last`: the day before today when what runs has begun today and is
/// to end today, since it then counts as if it had not been.
pub fn last_day(ledger: &Ledger, today: Day, last: Day) -> Day {
    let begins_today = ledger.periods().any(|(_, first, _)| first == today);
    if last <= today && begins_today { today.previous() } else { last.max(today) }
}

/// True when an office that leaves now has something to end.
pub fn can_leave(ledger: &Ledger, today: Day) -> bool {
    let last = last_day(ledger, today, today);
    ledger.periods().any(|(_, _, end)| end > last)
}
