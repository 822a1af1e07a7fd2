//! Notices and read marks.

use exchange::Instant;
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::NoticeId;
use exchange::notice::{Audience, Importance, Notice, NoticeEntry, Reminder};
use exchange::store::{Notices, Reader, StoreFuture};
use exchange::transmission::OfficeMatter;
use exchange::{Act, Actor};
use rusqlite::{Connection, Row};

use super::SqliteStore;
use super::error::Fault;
use super::office_events::tell;
use super::offices::record;
use super::reminders;
use super::row::{first, id, instant, maybe_instant, text, value};
use super::write::Work;

impl Notices for SqliteStore {
    fn publish_notice(&self, notice: Notice, act: Act) -> StoreFuture<'_, bool> {
        self.write("publish_notice", move |work| publish(work, &notice, &act))
    }

    fn withdraw_notice(&self, id: NoticeId, act: Act) -> StoreFuture<'_, bool> {
        self.write("withdraw_notice", move |work| withdraw(work, id, &act))
    }

    fn notices_for(&self, reader: Reader) -> StoreFuture<'_, Vec<NoticeEntry>> {
        self.read(move |connection| shown(connection, reader))
    }

    fn mark_notice_read(&self, id: NoticeId, reader: Reader) -> StoreFuture<'_, bool> {
        self.write("mark_notice_read", move |work| {
            if !shown(work.connection(), reader)?.iter().any(|entry| entry.notice.id == id) {
                return Ok(false);
            }
            let sql = "INSERT INTO notice_read (notice, office, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
            work.run(sql, (id.as_bytes(), reader.office.as_str(), reader.at.millis()))?;
            Ok(true)
        })
    }

    fn due_reminders(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Reminder>> {
        self.read(move |connection| reminders::due(connection, at, most))
    }

    fn ended_licences(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Reminder>> {
        self.read(move |connection| reminders::ended(connection, at, most))
    }

    fn due_payments(&self, at: Instant, most: u32) -> StoreFuture<'_, Vec<Reminder>> {
        self.read(move |connection| reminders::payments(connection, at, most))
    }

    fn remind(&self, reminder: Reminder, notice: Notice, act: Act) -> StoreFuture<'_, bool> {
        self.write("remind", move |work| reminders::give(work, &reminder, &notice, &act))
    }
}

/// Publishes a notice. The offices that it names are told by their feeds; a notice for many more is found by asking.
fn publish(work: &mut Work<'_>, notice: &Notice, act: &Act) -> Result<bool, Fault> {
    if !store(work, notice, act)? {
        return Ok(false);
    }
    if let Audience::Offices(named) = &notice.audience {
        for office in named {
            if record(work.connection(), *office)?.is_some() {
                tell(work, *office, OfficeMatter::Notice, act.at)?;
            }
        }
    }
    Ok(true)
}

/// Takes a notice back; `false` when it is not shown any more, or speaks of a maintenance that still stands.
pub(super) fn withdraw(work: &Work<'_>, id: NoticeId, act: &Act) -> Result<bool, Fault> {
    let sql = "UPDATE notice SET withdrawn_at = ?2 WHERE id = ?1 AND withdrawn_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM maintenance WHERE notice = ?1 AND cancelled_at IS NULL AND ended_at IS NULL AND ends > ?2)";
    let done = work.run(sql, (id.as_bytes(), act.at.millis()))? == 1;
    if done {
        work.audit(&AuditLeaf::new(act, AuditKind::NoticeWithdrawn, &Subject::new("notice", id), None, None))?;
    }
    Ok(done)
}

/// Stores a notice with its audit entry.
pub(super) fn store(work: &Work<'_>, notice: &Notice, act: &Act) -> Result<bool, Fault> {
    let only = match &notice.audience {
        Audience::Offices(named) => named.first().filter(|_| named.len() == 1),
        Audience::All | Audience::Licensed | Audience::Services(_) => None,
    };
    let written = work.run(
        "INSERT INTO notice (id, audience, importance, title, body, shown_from, shown_until, office, author)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        (
            notice.id.as_bytes(),
            notice.audience.text(),
            notice.importance.as_str(),
            &notice.title,
            &notice.body,
            notice.from.millis(),
            notice.until.millis(),
            only.map(|office| office.as_str().to_owned()),
            author(&act.actor),
        ),
    )?;
    if written == 0 {
        return Ok(false);
    }
    let hidden = Some(notice.body.as_bytes());
    work.audit(&AuditLeaf::new(act, AuditKind::NoticePublished, &Subject::new("notice", notice.id), None, hidden))?;
    Ok(true)
}

/// Only operators are named; reminders come from the hub itself.
fn author(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Operator(id) => Some(id.as_str().to_owned()),
        _ => None,
    }
}

/// What an office sees at an instant.
fn shown(connection: &Connection, reader: Reader) -> Result<Vec<NoticeEntry>, Fault> {
    let Some(office) = record(connection, reader.office)? else { return Ok(Vec::new()) };
    let licensed = licensed(connection, reader)?;
    let mut found = Vec::new();
    // Two ranges of an index each: those for many offices, and those for this one alone.
    for whose in ["n.office IS NULL", "n.office = ?1"] {
        let sql = format!(
            "SELECT n.id, n.audience, n.importance, n.title, n.body, n.shown_from, n.shown_until, r.at
             FROM notice n LEFT JOIN notice_read r ON r.notice = n.id AND r.office = ?1
             WHERE {whose} AND n.shown_until > ?2 AND n.shown_from <= ?2 AND n.withdrawn_at IS NULL"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query((reader.office.as_str(), reader.at.millis()))?;
        while let Some(row) = rows.next()? {
            let entry = NoticeEntry { notice: notice(row)?, read_at: maybe_instant(row, 7)? };
            if entry.notice.audience.includes(reader.office, &office.office.services, licensed) {
                found.push(entry);
            }
        }
    }
    found.sort_by_key(|entry| std::cmp::Reverse((entry.notice.importance, entry.notice.from, entry.notice.id)));
    found.truncate(200);
    Ok(found)
}

pub(super) fn notice(row: &Row<'_>) -> Result<Notice, Fault> {
    Ok(Notice {
        id: id(row, 0, NoticeId::from_bytes)?,
        audience: text(row, 1, "an audience", Audience::parse)?,
        importance: text(row, 2, "an importance", Importance::parse)?,
        title: value(row, 3)?,
        body: value(row, 4)?,
        from: instant(row, 5)?,
        until: instant(row, 6)?,
    })
}

fn licensed(connection: &Connection, reader: Reader) -> Result<bool, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM licence_period WHERE office = ?1 AND last_day >= ?2 AND first_day <= ?2)",
    )?;
    let day = reader.at.day_in_japan().number();
    let found = first(&mut statement.query((reader.office.as_str(), day))?, |row| value(row, 0))?;
    Ok(found.unwrap_or(false))
}
