//! The outbox of mails, and the addresses of offices.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::MailId;
use exchange::mail::{
    Contact, FailedMail, MAIL_LASTS, Mail, MailAddress, MailEnd, MailKind, OUTBOX_COUNTED, Outbox, mail_waits,
};
use exchange::store::{Mails, StoreFuture};
use exchange::{Act, Instant, Sha256};
use rusqlite::{Connection, Row};
use standard::OfficeNumber;

use super::SqliteStore;
use super::error::Fault;
use super::offices::is_open;
use super::row::{count, every, first, id, instant, maybe_instant, maybe_text, office, text, value};
use super::write::Work;

impl Mails for SqliteStore {
    fn contact(&self, office: OfficeNumber) -> StoreFuture<'_, Option<Contact>> {
        self.read(move |connection| contact(connection, office))
    }

    fn set_contact(&self, office: OfficeNumber, address: Option<MailAddress>, act: Act) -> StoreFuture<'_, bool> {
        self.write("set_contact", move |work| set(work, office, address.as_ref(), &act))
    }

    fn take_mails(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Mail>> {
        self.write("take_mails", move |work| take(work, at, most))
    }

    fn end_mail(&self, id: MailId, end: MailEnd, at: Instant) -> StoreFuture<'_, bool> {
        self.write("end_mail", move |work| ended(work, id, end, at))
    }

    fn outbox(&self) -> StoreFuture<'_, Outbox> {
        self.read(|connection| {
            let sql = "SELECT count(*), coalesce(sum(tries > 0), 0), min(at) FROM
                 (SELECT tries, at FROM mail WHERE ended_at IS NULL ORDER BY next_at LIMIT ?1)";
            let found = first(&mut connection.prepare_cached(sql)?.query([OUTBOX_COUNTED])?, |row| {
                Ok(Outbox { waiting: count(row, 0)?, tried: count(row, 1)?, since: maybe_instant(row, 2)? })
            });
            Ok(found?.unwrap_or_default())
        })
    }

    fn failed_mails(&self, since: Instant, most: u32) -> StoreFuture<'_, Vec<FailedMail>> {
        self.read(move |connection| {
            let sql =
                "SELECT m.office, o.name, m.kind, m.end, m.ended_at FROM mail m JOIN office o ON o.number = m.office
                 WHERE m.end IN ('refused', 'given-up') AND m.ended_at >= ?1 ORDER BY m.ended_at DESC LIMIT ?2";
            every(&mut connection.prepare_cached(sql)?.query((since.millis(), most))?, |row| {
                Ok(FailedMail {
                    office: office(row, 0)?,
                    name: value(row, 1)?,
                    kind: text(row, 2, "a kind of mail", MailKind::parse)?,
                    end: text(row, 3, "an end of a mail", MailEnd::parse)?,
                    at: instant(row, 4)?,
                })
            })
        })
    }
}

/// Writes a mail for an office that has an address. The same deed writes it once.
pub(super) fn queue(work: &Work<'_>, office: OfficeNumber, kind: MailKind, act: &Act) -> Result<(), Fault> {
    let mut statement = work.prepare("SELECT 1 FROM contact WHERE office = ?1")?;
    if !statement.exists([office.as_str()])? || waits(work, office, kind)? {
        return Ok(());
    }
    leave(work, (office, kind), None, act)
}

/// True when a mail waits that will name all there is to say of this kind: one about certificates that end names each of them.
fn waits(work: &Work<'_>, office: OfficeNumber, kind: MailKind) -> Result<bool, Fault> {
    let sql = "SELECT 1 FROM mail WHERE office = ?1 AND ended_at IS NULL AND kind = ?2 AND tries = 0";
    Ok(kind == MailKind::CertificateEnds && work.prepare(sql)?.exists((office.as_str(), kind.as_str()))?)
}

/// Writes a mail, to the address that is given or to the office's on the day it leaves.
fn leave(
    work: &Work<'_>,
    (office, kind): (OfficeNumber, MailKind),
    to: Option<&MailAddress>,
    act: &Act,
) -> Result<(), Fault> {
    let mut bytes = act.salt.to_vec();
    bytes.extend_from_slice(office.as_str().as_bytes());
    bytes.extend_from_slice(kind.as_str().as_bytes());
    let random = Sha256::of(&bytes).0.first_chunk::<10>().copied().unwrap_or_default();
    let id = MailId::new(act.at, random);
    work.run(
        "INSERT INTO mail (id, office, kind, at, next_at, address) VALUES (?1, ?2, ?3, ?4, ?4, ?5) ON CONFLICT DO NOTHING",
        (id.as_bytes(), office.as_str(), kind.as_str(), act.at.millis(), to.map(MailAddress::as_str)),
    )
    .map(|_| ())
}

fn contact(connection: &Connection, number: OfficeNumber) -> Result<Option<Contact>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT c.address, c.since, m.end, m.ended_at,
            (SELECT min(at) FROM mail WHERE office = c.office AND ended_at IS NULL AND tries > 0 AND address IS NULL)
         FROM contact c LEFT JOIN mail m ON m.id = (SELECT id FROM mail
            WHERE office = c.office AND ended_at >= c.since AND address IS NULL ORDER BY ended_at DESC LIMIT 1)
         WHERE c.office = ?1",
    )?;
    first(&mut statement.query([number.as_str()])?, |row| {
        let (end, at) = (maybe_text(row, 2, "how a mail ended", MailEnd::parse)?, maybe_instant(row, 3)?);
        Ok(Contact {
            address: address(row, 0)?,
            since: instant(row, 1)?,
            last: end.zip(at),
            waits_since: maybe_instant(row, 4)?,
        })
    })
}

fn address(row: &Row<'_>, column: usize) -> Result<MailAddress, Fault> {
    text(row, column, "an address", MailAddress::parse)
}

fn set(work: &Work<'_>, office: OfficeNumber, address: Option<&MailAddress>, act: &Act) -> Result<bool, Fault> {
    let old = contact(work.connection(), office)?;
    if !is_open(work.connection(), office)? {
        return Ok(false);
    }
    if old.as_ref().map(|old| &old.address) == address {
        return old.map_or(Ok(false), |old| try_again(work, office, &old, act));
    }
    work.run("DELETE FROM contact WHERE office = ?1", [office.as_str()])?;
    if let Some(old) = old {
        // Who reads there is told: whoever changed it may be a stranger at an open browser.
        leave(work, (office, MailKind::ContactMoved), Some(&old.address), act)?;
    }
    if let Some(address) = address {
        let row = (office.as_str(), address.as_str(), act.at.millis());
        work.run("INSERT INTO contact (office, address, since) VALUES (?1, ?2, ?3)", row)?;
        // What waited for the old address goes to this one, and need not wait any longer.
        let sql =
            "UPDATE mail SET next_at = ?2 WHERE office = ?1 AND ended_at IS NULL AND tries > 0 AND address IS NULL";
        work.run(sql, (office.as_str(), act.at.millis()))?;
        queue(work, office, MailKind::ContactSet, act)?;
    }
    let hidden = address.map(|address| address.as_str().as_bytes());
    work.audit(&AuditLeaf::new(act, AuditKind::ContactChanged, &Subject::new("office", office), None, hidden))?;
    Ok(true)
}

/// The same address once more: what waits is tried now, and what was refused is asked by a new mail.
fn try_again(work: &Work<'_>, office: OfficeNumber, old: &Contact, act: &Act) -> Result<bool, Fault> {
    let sql = "UPDATE mail SET next_at = ?2 WHERE office = ?1 AND ended_at IS NULL AND tries > 0 AND address IS NULL";
    if work.run(sql, (office.as_str(), act.at.millis()))? > 0 {
        return Ok(true);
    }
    if !matches!(old.last, Some((MailEnd::Refused | MailEnd::GivenUp, _))) {
        return Ok(false);
    }
    work.run("UPDATE contact SET since = ?2 WHERE office = ?1", (office.as_str(), act.at.millis()))?;
    queue(work, office, MailKind::ContactSet, act)?;
    Ok(true)
}

/// What is written in the outbox, and where it goes now.
struct Due {
    mail: (MailId, OfficeNumber, String),
    kind: MailKind,
    at: Instant,
    tries: u32,
    to: Option<MailAddress>,
}

fn take(work: &Work<'_>, at: Instant, most: u32) -> Result<Vec<Mail>, Fault> {
    let mut taken = Vec::new();
    // What ends here makes room for the next one: nobody waits behind mails that are too old.
    while taken.len() < most as usize {
        let due = due(work, at, most)?;
        if due.is_empty() {
            break;
        }
        for one in due {
            taken.extend(begin(work, one, at)?);
        }
    }
    Ok(taken)
}

fn due(work: &Work<'_>, at: Instant, most: u32) -> Result<Vec<Due>, Fault> {
    let mut statement = work.prepare(
        "SELECT m.id, m.office, m.kind, m.at, m.tries, coalesce(m.address, c.address), o.name
         FROM mail m JOIN office o ON o.number = m.office LEFT JOIN contact c ON c.office = m.office
         WHERE m.ended_at IS NULL AND m.next_at <= ?1 ORDER BY m.next_at LIMIT ?2",
    )?;
    every(&mut statement.query((at.millis(), most))?, |row| {
        Ok(Due {
            mail: (id(row, 0, MailId::from_bytes)?, office(row, 1)?, value(row, 6)?),
            kind: text(row, 2, "a kind of mail", MailKind::parse)?,
            at: instant(row, 3)?,
            tries: value(row, 4)?,
            to: maybe_text(row, 5, "an address", MailAddress::parse)?,
        })
    })
}

/// Counts the try; ends what is too old or goes nowhere any more.
fn begin(work: &Work<'_>, due: Due, at: Instant) -> Result<Option<Mail>, Fault> {
    let (id, office, name) = due.mail;
    let Some(address) = due.to.filter(|_| at.since(due.at) < MAIL_LASTS) else {
        ended(work, id, MailEnd::GivenUp, at)?;
        return Ok(None);
    };
    let tries = due.tries + 1;
    let next = at.plus(mail_waits(tries));
    work.run("UPDATE mail SET tries = ?2, next_at = ?3 WHERE id = ?1", (id.as_bytes(), tries, next.millis()))?;
    Ok(Some(Mail { id, office, name, address, kind: due.kind, at: due.at }))
}

fn ended(work: &Work<'_>, id: MailId, end: MailEnd, at: Instant) -> Result<bool, Fault> {
    let sql = "UPDATE mail SET ended_at = ?2, end = ?3 WHERE id = ?1 AND ended_at IS NULL";
    Ok(work.run(sql, (id.as_bytes(), at.millis(), end.as_str()))? == 1)
}
