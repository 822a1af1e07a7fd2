//! Reminding offices of certificates and licences that end.

use crate::actor::Actor;
use crate::id::NoticeId;
use crate::instant::DAY;
use crate::notice::{Audience, Ending, Importance, Notice, REMINDER_DAYS, Reminder};
use crate::ports::random;
use crate::store::StoreError;
use crate::usecases::Context;

/// How many reminders are read at a time.
const PART: u32 = 200;

/// The words of a reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Headline.
    pub title: String,
    /// Text.
    pub body: String,
}

/// Gives every reminder that is due, each once: a notice and an event for the office. It can be killed anywhere and run
/// again. Gives how many.
pub async fn remind(context: Context<'_>, words: impl Fn(&Reminder) -> Words) -> Result<u64, StoreError> {
    let mut given = 0;
    loop {
        let due = context.store.due_reminders(context.at, PART).await?;
        let mut now = 0;
        for reminder in &due {
            let notice = notice(context, reminder, words(reminder));
            now += u64::from(context.store.remind(*reminder, notice, context.act(Actor::Hub)).await?);
        }
        given += now;
        // Nothing given of what was due: another run gives it.
        if now == 0 {
            return Ok(given);
        }
    }
}

/// Shown until the next reminder takes its place, the last one until what it speaks of has ended.
fn notice(context: Context<'_>, reminder: &Reminder, words: Words) -> Notice {
    let next = REMINDER_DAYS.into_iter().find(|days| *days < reminder.days).unwrap_or(0);
    Notice {
        id: NoticeId::new(context.at, random(context.randomness)),
        audience: Audience::Offices(vec![reminder.office]),
        importance: if reminder.days > 30 { Importance::Normal } else { Importance::Important },
        title: words.title,
        body: words.body,
        from: context.at,
        until: match reminder.ending {
            Ending::Certificate { end, .. } => end.minus(next * DAY),
            Ending::Licence { last, .. } if next == 0 => last.ends(),
            Ending::Licence { last: day, .. } | Ending::Payment { due: day, .. } => day.plus(-next).begins(),
        },
    }
}
