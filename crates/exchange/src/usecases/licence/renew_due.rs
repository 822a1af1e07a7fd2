//! Renews what is due by itself: offices that wish it, from thirty days before their licence ends.

use super::{LicenceError, decide, lines};
use crate::actor::Actor;
use crate::instant::Day;
use crate::licence::{Campaign, Ledger, Origin, Payment};
use crate::store::{RenewalQuery, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// So many days before the end a licence goes on by itself.
pub const AUTOMATIC_DAYS: i64 = 30;
/// For so many days after the end it still does, when the hub was away.
const LATE_DAYS: i64 = 30;
/// How many offices are read at a time.
const PART: u32 = 200;

/// Renews; `terms` is the version that holds now: who has agreed to an older one renews by hand. It can be killed
/// anywhere and run again. Gives how many licences were granted.
///
/// # Errors
/// [`StoreError`]; what was granted stays.
pub async fn renew_due(context: Context<'_>, terms: u32) -> Result<u64, StoreError> {
    let today = context.at.day_in_japan();
    let campaigns = context.store.campaigns().await?;
    let (from, until) = (today.plus(-LATE_DAYS), today.plus(AUTOMATIC_DAYS));
    let (mut granted, mut after) = (0, None);
    loop {
        let due = context.store.due_renewals(RenewalQuery { from, until, after, most: PART }).await?;
        for office in &due {
            granted += u64::from(renew(context, *office, terms, &campaigns).await?);
        }
        after = due.last().copied();
        if after.is_none() {
            return Ok(granted);
        }
    }
}

async fn renew(
    context: Context<'_>,
    office: OfficeNumber,
    terms: u32,
    campaigns: &[Campaign],
) -> Result<bool, StoreError> {
    let today = context.at.day_in_japan();
    let written = decide(context, &Actor::Hub, office, |ledger| {
        let entries = match wish(ledger, today, terms) {
            Some((first, payment)) => {
                context.year(office, (first, Some(payment)), Origin::Automatic, campaigns).unwrap_or_default()
            }
            None => Vec::new(),
        };
        Ok::<_, LicenceError>(lines(office, entries))
    });
    match written.await {
        Ok(entries) => Ok(!entries.is_empty()),
        Err(LicenceError::Store(error)) => Err(error),
        // Closed or changed since the list was read: it is not due any more, or the next run sees it.
        Err(LicenceError::NoOffice | LicenceError::Refused(_) | LicenceError::NoInvoices) => Ok(false),
    }
}

/// Where the next year begins and how it is paid, if the office wishes it and it is time.
fn wish(ledger: &Ledger, today: Day, terms: u32) -> Option<(Day, Payment)> {
    let payment = ledger.automatic()?;
    let agreed = ledger.terms().is_some_and(|version| version >= terms);
    let near = ledger.covered_until(today).is_none_or(|until| until.number() - today.number() <= AUTOMATIC_DAYS);
    // A licence that was granted for later than today counts too.
    let later = ledger.periods().any(|(_, first, _)| first > ledger.renewal_begins(today));
    (agreed && near && !later).then(|| (ledger.renewal_begins(today), payment))
}
