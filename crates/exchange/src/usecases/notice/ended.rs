//! Telling an office that its licence has ended.

use super::remind::Words;
use crate::actor::Actor;
use crate::id::NoticeId;
use crate::instant::{DAY, Day};
use crate::notice::{Audience, Ending, Importance, Notice};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;

/// How many are read at a time.
const PART: u32 = 200;
/// For how many days it is shown.
const SHOWN: i64 = 30;

/// Tells every office whose last licence has ended in the last weeks, each once: a notice and an event. It can be killed
/// anywhere and run again. Gives how many.
///
/// # Errors
/// [`StoreError`]; who was told stays told.
pub async fn tell_ended(context: Context<'_>, words: impl Fn(Day) -> Words) -> Result<u64, StoreError> {
    let mut told = 0;
    loop {
        let mut now = 0;
        for reminder in context.store.ended_licences(context.at, PART).await? {
            let Ending::Licence { last, .. } = reminder.ending else { continue };
            let Words { title, body } = words(last);
            let notice = Notice {
                id: NoticeId::new(context.at, random(context.randomness)),
                audience: Audience::Offices(vec![reminder.office]),
                importance: Importance::Important,
                title,
                body,
                from: context.at,
                until: context.at.plus(SHOWN * DAY),
            };
            now += u64::from(context.store.remind(reminder, notice, context.act(Actor::Hub)).await?);
        }
        told += now;
        // Nobody told of those who are due: another run tells them.
        if now == 0 {
            return Ok(told);
        }
    }
}
