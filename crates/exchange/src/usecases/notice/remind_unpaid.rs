//! Reminding offices of invoices that are not paid: before the last day, on it, and after it.

use super::remind::Words;
use crate::actor::Actor;
use crate::id::NoticeId;
use crate::instant::DAY;
use crate::notice::{Audience, Importance, Notice, PAYMENT_DAYS, Reminder};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;

/// How many reminders are read at a time.
const PART: u32 = 200;
/// For how many days the last one is shown.
const LAST_SHOWN: i64 = 60;

/// Gives every reminder of an invoice that is due, each once: a notice, an event and a mail. Nobody is reminded while it is
/// not said where to pay. It can be killed anywhere and run again. Gives how many.
///
/// # Errors
/// [`StoreError`]; who was reminded stays reminded.
pub async fn remind_unpaid(context: Context<'_>, words: impl Fn(&Reminder) -> Words) -> Result<u64, StoreError> {
    let mut given = 0;
    if context.invoice_days.is_none() {
        return Ok(given);
    }
    loop {
        let mut now = 0;
        for reminder in context.store.due_payments(context.at, PART).await? {
            let notice = notice(context, &reminder, words(&reminder));
            now += u64::from(context.store.remind(reminder, notice, context.act(Actor::Hub)).await?);
        }
        given += now;
        // Nothing given of what was due: another run gives it.
        if now == 0 {
            return Ok(given);
        }
    }
}

/// Shown until the next reminder takes its place; paid before, it goes with the payment.
fn notice(context: Context<'_>, reminder: &Reminder, words: Words) -> Notice {
    let next = PAYMENT_DAYS.into_iter().find(|days| *days < reminder.days).unwrap_or(reminder.days - LAST_SHOWN);
    Notice {
        id: NoticeId::new(context.at, random(context.randomness)),
        audience: Audience::Offices(vec![reminder.office]),
        importance: Importance::Important,
        title: words.title,
        body: words.body,
        from: context.at,
        until: context.at.plus((reminder.days - next) * DAY),
    }
}
