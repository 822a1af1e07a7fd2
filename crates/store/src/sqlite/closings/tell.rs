//! Telling an office of its closing, and those that exchange with it: a notice and an event for each.

use exchange::Act;
use exchange::id::NoticeId;
use exchange::instant::DAY;
use exchange::mail::MailKind;
use exchange::notice::{Audience, Importance, Notice};
use exchange::store::{ClosingTold, ClosingWords};
use exchange::transmission::OfficeMatter;
use standard::OfficeNumber;
use std::collections::BTreeSet;

use super::derived;
use crate::sqlite::error::Fault;
use crate::sqlite::mails::queue;
use crate::sqlite::notices::{store, withdraw};
use crate::sqlite::office_events::tell;
use crate::sqlite::row::{every, id, office};
use crate::sqlite::write::Work;

/// Who has exchanged something with the office in so many days is told.
const EXCHANGED: i64 = 365 * DAY;

/// Tells the office itself, who takes over, those whose transmissions wait for it, and all others that exchange with it,
/// whoever was told before among them. What was told before is shown no longer. Who takes over gets a mail as well, and who
/// does no longer.
pub(super) fn everybody(work: &mut Work<'_>, about: OfficeNumber, told: &ClosingTold, act: &Act) -> Result<(), Fault> {
    take_down(work, about, act)?;
    one(work, about, about, (&told.own, told), act)?;
    let waiting = offices(
        work,
        "SELECT DISTINCT sender FROM transmission WHERE recipient = ?1 AND ?2 = ?2 AND state = 'accepted'",
        (about, 0),
    )?;
    let since = act.at.minus(EXCHANGED).millis();
    let mut all = waiting.clone();
    all.extend(offices(
        work,
        "SELECT DISTINCT sender FROM transmission WHERE recipient = ?1 AND accepted_at >= ?2",
        (about, since),
    )?);
    all.extend(offices(
        work,
        "SELECT DISTINCT recipient FROM transmission WHERE sender = ?1 AND accepted_at >= ?2",
        (about, since),
    )?);
    all.extend(offices(work, "SELECT partner FROM closing_told WHERE office = ?1 AND ?2 = ?2", (about, 0))?);
    all.extend(told.successor.iter().map(|(number, _)| *number));
    for partner in all.into_iter().filter(|partner| *partner != about) {
        let words = match &told.successor {
            Some((number, words)) if *number == partner => words,
            _ if waiting.contains(&partner) => &told.senders,
            _ => &told.partners,
        };
        work.run(
            "INSERT INTO closing_told (partner, office, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (partner, office) DO UPDATE SET at = ?3",
            (partner.as_str(), about.as_str(), act.at.millis()),
        )?;
        one(work, partner, about, (words, told), act)?;
    }
    // Whom the decision named that ended with this one as well: it takes over no longer.
    let mut named = offices(
        work,
        "SELECT successor FROM closing WHERE office = ?1 AND ended_at = ?2 AND successor IS NOT NULL",
        (about, act.at.millis()),
    )?;
    named.extend(told.successor.iter().map(|(number, _)| *number));
    for successor in named {
        queue(work, successor, MailKind::TakesOver, act)?;
    }
    Ok(())
}

/// Takes down what was told of the closing as it stood before.
fn take_down(work: &Work<'_>, about: OfficeNumber, act: &Act) -> Result<(), Fault> {
    let sql = "SELECT notice FROM closing_notice WHERE office = ?1";
    for notice in every(&mut work.prepare(sql)?.query([about.as_str()])?, |row| id(row, 0, NoticeId::from_bytes))? {
        withdraw(work, notice, act)?;
    }
    no_longer(work, about)
}

/// Nothing that was told of the closing is to be taken down any more.
pub(super) fn no_longer(work: &Work<'_>, about: OfficeNumber) -> Result<(), Fault> {
    work.run("DELETE FROM closing_notice WHERE office = ?1", [about.as_str()]).map(|_| ())
}

fn offices(
    work: &Work<'_>,
    sql: &'static str,
    (about, since): (OfficeNumber, i64),
) -> Result<BTreeSet<OfficeNumber>, Fault> {
    let found = every(&mut work.prepare(sql)?.query((about.as_str(), since))?, |row| office(row, 0))?;
    Ok(found.into_iter().collect())
}

fn one(
    work: &mut Work<'_>,
    to: OfficeNumber,
    about: OfficeNumber,
    (words, told): (&ClosingWords, &ClosingTold),
    act: &Act,
) -> Result<(), Fault> {
    let notice = Notice {
        id: NoticeId::new(act.at, derived(act, &[to.as_str(), about.as_str()])),
        audience: Audience::Offices(vec![to]),
        importance: Importance::Important,
        title: words.title.clone(),
        body: words.body.clone(),
        from: act.at,
        until: told.until,
    };
    store(work, &notice, act)?;
    let row = (about.as_str(), notice.id.as_bytes());
    work.run("INSERT INTO closing_notice (office, notice) VALUES (?1, ?2) ON CONFLICT DO NOTHING", row)?;
    tell(work, to, OfficeMatter::Notice, act.at)
}
