//! Reminders of certificates and licences that end, and of invoices that are not paid.

use exchange::Act;
use exchange::certificate::CertificateKey;
use exchange::id::{LicenceEntryId, NoticeId};
use exchange::instant::{DAY, Instant};
use exchange::licence::{Ledger, LicenceDeed, LicenceEntry};
use exchange::mail::MailKind;
use exchange::notice::{Ending, Notice, PAYMENT_DAYS, REMINDER_DAYS, Reminder, payment_days, reminder_days};
use rusqlite::Connection;

use super::error::Fault;
use super::mails::queue;
use super::notices::{store, withdraw};
use super::office_events::tell;
use super::row::{count, day, every, fixed, id, instant, office, value};
use super::write::Work;
use standard::OfficeNumber;

/// What is due at an instant and was not given.
pub(super) fn due(connection: &Connection, at: Instant, most: u32) -> Result<Vec<Reminder>, Fault> {
    let mut found = certificates(connection, at, most)?;
    found.extend(licences(connection, at, most)?);
    found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(found)
}

/// How many days before the end the reminder is that is due when `left` (an SQL expression in days) are left.
fn step(left: &str, mut days: [i64; 4]) -> String {
    days.sort_unstable();
    let cases: String = days.iter().map(|days| format!("WHEN {left} <= {days} THEN {days} ")).collect();
    format!("CASE {cases}END")
}

fn certificates(connection: &Connection, at: Instant, most: u32) -> Result<Vec<Reminder>, Fault> {
    let step = step(&format!("(c.not_after - ?1) / {DAY}.0"), REMINDER_DAYS);
    let sql = format!(
        "SELECT c.office, c.key, c.not_after FROM certificate c JOIN office o ON o.number = c.office
         WHERE c.revoked_at IS NULL AND c.not_after >= ?1 AND c.not_after <= ?2 AND o.state <> 'closed'
         AND NOT EXISTS (SELECT 1 FROM certificate n WHERE n.renews = c.key)
         AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.subject = c.key AND r.days <= {step})
         ORDER BY c.not_after LIMIT ?3"
    );
    let until = at.plus(90 * DAY);
    let mut statement = connection.prepare_cached(&sql)?;
    let found = every(&mut statement.query((at.millis(), until.millis(), most))?, |row| {
        let key = CertificateKey::from_bytes(&fixed::<52>(row, 1)?).ok_or(Fault::Damaged("a certificate's key"))?;
        let end = instant(row, 2)?;
        Ok((office(row, 0)?, Ending::Certificate { key, end }, reminder_days(end.since(at))))
    })?;
    Ok(found.into_iter().filter_map(|(office, ending, days)| Some(Reminder { office, ending, days: days? })).collect())
}

/// The last licence of each office; one that goes on in another needs no reminder.
fn licences(connection: &Connection, at: Instant, most: u32) -> Result<Vec<Reminder>, Fault> {
    let step = step("(p.last_day - ?1)", REMINDER_DAYS);
    let sql = format!(
        "SELECT p.office, p.entry, p.last_day FROM licence_period p JOIN office o ON o.number = p.office
         WHERE p.is_last = 1 AND p.last_day >= ?1 AND p.last_day <= ?1 + 90 AND o.state <> 'closed'
         AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.subject = p.entry AND r.days <= {step})
         ORDER BY p.last_day LIMIT ?2"
    );
    let today = at.day_in_japan().number();
    let mut statement = connection.prepare_cached(&sql)?;
    let found = every(&mut statement.query((today, most))?, |row| {
        let (entry, last) = (id(row, 1, LicenceEntryId::from_bytes)?, day(row, 2)?);
        Ok((office(row, 0)?, Ending::Licence { entry, last }, reminder_days((last.number() - today) * DAY)))
    })?;
    Ok(found.into_iter().filter_map(|(office, ending, days)| Some(Reminder { office, ending, days: days? })).collect())
}

/// Licences that ended some days ago and go on in no other; the office was not told.
pub(super) fn ended(connection: &Connection, at: Instant, most: u32) -> Result<Vec<Reminder>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT p.office, p.entry, p.last_day FROM licence_period p JOIN office o ON o.number = p.office
         WHERE p.is_last = 1 AND p.last_day >= ?1 - 30 AND p.last_day < ?1 AND o.state <> 'closed'
         AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.subject = p.entry AND r.days = 0)
         ORDER BY p.last_day LIMIT ?2",
    )?;
    every(&mut statement.query((at.day_in_japan().number(), most))?, |row| {
        let ending = Ending::Licence { entry: id(row, 1, LicenceEntryId::from_bytes)?, last: day(row, 2)? };
        Ok(Reminder { office: office(row, 0)?, ending, days: 0 })
    })
}

/// Invoices that are not paid, of offices that take part.
pub(super) fn payments(connection: &Connection, at: Instant, most: u32) -> Result<Vec<Reminder>, Fault> {
    let step = step("(c.due - ?1)", PAYMENT_DAYS);
    let sql = format!(
        "SELECT c.office, c.request, c.due, c.open FROM licence_charge c INDEXED BY licence_charge_unpaid
            JOIN office o ON o.number = c.office
         WHERE c.state IN ('asked', 'failed') AND c.payment = 'invoice' AND c.due BETWEEN ?1 - 60 AND ?1 + 7
         AND o.state <> 'closed'
         AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.subject = c.request AND r.days <= {step})
         ORDER BY c.due LIMIT ?2"
    );
    let today = at.day_in_japan().number();
    let mut statement = connection.prepare_cached(&sql)?;
    let found = every(&mut statement.query((today, most))?, |row| {
        let (request, due) = (id(row, 1, LicenceEntryId::from_bytes)?, day(row, 2)?);
        let ending = Ending::Payment { request, due, yen: count(row, 3)? };
        Ok((office(row, 0)?, ending, payment_days(due.number() - today)))
    })?;
    Ok(found.into_iter().filter_map(|(office, ending, days)| Some(Reminder { office, ending, days: days? })).collect())
}

/// Takes back what the office was reminded of and what is settled by the `new` lines of its ledger: a licence that goes on or
/// ends on another day, an invoice that waits no more.
pub(super) fn settle(
    work: &Work<'_>,
    (number, lines): (OfficeNumber, &Ledger),
    new: &[LicenceEntry],
    act: &Act,
) -> Result<(), Fault> {
    let mut statement = work.prepare(
        "SELECT r.subject, n.id FROM notice n JOIN reminder r ON r.notice = n.id
         WHERE n.office = ?1 AND n.withdrawn_at IS NULL AND n.shown_until > ?2",
    )?;
    let shown = every(&mut statement.query((number.as_str(), act.at.millis()))?, |row| {
        Ok((value::<Vec<u8>>(row, 0)?, id(row, 1, NoticeId::from_bytes)?))
    })?;
    drop(statement);
    let end = lines.periods().max_by_key(|(_, _, last)| *last).map(|(entry, ..)| entry);
    let charges = lines.charges();
    for (subject, notice) in shown {
        let Ok(subject) = LicenceEntryId::from_bytes(&subject) else { continue };
        let goes_on = charges.iter().any(|charge| charge.grant == subject) && end.is_some_and(|end| end != subject);
        let waits = charges.iter().filter(|charge| charge.open > 0).filter_map(|charge| charge.request);
        let is_paid = lines.request(subject).is_some() && !waits.into_iter().any(|request| request.id == subject);
        let is_moved = new.iter().any(|line| match line.deed {
            LicenceDeed::Cancel { entry, .. } | LicenceDeed::Resume { entry } => entry == subject,
            _ => false,
        });
        if goes_on || is_paid || is_moved {
            withdraw(work, notice, act)?;
        }
    }
    Ok(())
}

/// Takes back what was told of the end of a certificate that was renewed or revoked.
pub(super) fn settle_certificate(work: &Work<'_>, key: &CertificateKey, act: &Act) -> Result<(), Fault> {
    take_back(work, &key.to_bytes(), act)
}

/// An invoice has another last day: what the office was reminded of speaks of the one before, and it is reminded anew.
pub(super) fn begin_anew(work: &Work<'_>, invoice: LicenceEntryId, act: &Act) -> Result<(), Fault> {
    take_back(work, invoice.as_bytes(), act)?;
    work.run("DELETE FROM reminder WHERE subject = ?1", [invoice.as_bytes()]).map(|_| ())
}

/// Takes back what is shown of the end of something.
fn take_back(work: &Work<'_>, subject: &[u8], act: &Act) -> Result<(), Fault> {
    let mut statement = work.prepare(
        "SELECT n.id FROM reminder r JOIN notice n ON n.id = r.notice
         WHERE r.subject = ?1 AND n.withdrawn_at IS NULL AND n.shown_until > ?2",
    )?;
    let shown = every(&mut statement.query((subject, act.at.millis()))?, |row| id(row, 0, NoticeId::from_bytes))?;
    drop(statement);
    for notice in shown {
        withdraw(work, notice, act)?;
    }
    Ok(())
}

/// Gives a reminder once.
pub(super) fn give(work: &mut Work<'_>, reminder: &Reminder, notice: &Notice, act: &Act) -> Result<bool, Fault> {
    let row = (reminder.ending.subject(), reminder.days, act.at.millis(), notice.id.as_bytes());
    let sql = "INSERT INTO reminder (subject, days, at, notice) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    if work.run(sql, row)? == 0 {
        return Ok(false);
    }
    if !store(work, notice, act)? {
        return Err(Fault::Damaged("a notice's id that is taken"));
    }
    tell(work, reminder.office, reminder.ending.matter(), act.at)?;
    let kind = match (reminder.ending, reminder.days) {
        (Ending::Certificate { .. }, _) => MailKind::CertificateEnds,
        (Ending::Licence { .. }, 0) => MailKind::LicenceEnded,
        (Ending::Licence { .. }, _) => MailKind::LicenceEnds,
        (Ending::Payment { .. }, 0..) => MailKind::PaymentDue,
        (Ending::Payment { .. }, _) => MailKind::PaymentLate,
    };
    queue(work, reminder.office, kind, act)?;
    Ok(true)
}
