//! Content whose kept time is over, and what was kept for its five years.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::store::Expired;
use exchange::transmission::{Change, apply};
use exchange::{Act, Instant};

use crate::sqlite::error::Fault;
use crate::sqlite::row::{every, stored, value};
use crate::sqlite::transmissions::{COLUMNS, Held, advance, held};
use crate::sqlite::write::Work;

/// Destroys content and data keys (S43); what nobody signed for becomes expired.
pub(super) fn content(work: &mut Work<'_>, most: u32, act: &Act) -> Result<Expired, Fault> {
    let mut expired = Expired::default();
    for over in over(work, most, act.at)? {
        destroy(work, &over, act)?;
        expired.content_destroyed += 1;
        match apply(over.state, Change::Expire) {
            Ok(state) if state != over.state => {
                advance(work, &over, state, act)?;
                expired.unanswered += 1;
            }
            Ok(_) | Err(_) => {}
        }
        work.empties_log();
    }
    Ok(expired)
}

fn over(work: &Work<'_>, most: u32, at: Instant) -> Result<Vec<Held>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM transmission t WHERE t.has_content = 1 AND t.kept_until <= ?1
         ORDER BY t.kept_until LIMIT ?2"
    );
    every(&mut work.prepare(&sql)?.query((at.millis(), most))?, held)
}

fn destroy(work: &Work<'_>, over: &Held, act: &Act) -> Result<(), Fault> {
    work.run("DELETE FROM data_key WHERE n = ?1 AND part = 0", [over.n])?;
    work.run("DELETE FROM content WHERE n = ?1", [over.n])?;
    work.run("UPDATE transmission SET has_content = 0 WHERE n = ?1", [over.n])?;
    work.run(
        "UPDATE mailbox SET kept_bytes = max(0, kept_bytes - ?2) WHERE office = ?1",
        (over.header.sender.as_str(), stored(over.header.size)),
    )?;
    let subject = Subject::new("transmission", over.header.id);
    work.audit(&AuditLeaf::new(act, AuditKind::ContentDestroyed, &subject, Some(&over.header.sha256), None))
}

/// Removes transmissions from the oldest on, as far as they are old enough and without content.
pub(super) fn transmissions(work: &Work<'_>, before: Instant, most: u32) -> Result<u64, Fault> {
    let mut statement = work.prepare("SELECT n, accepted_at, has_content FROM transmission ORDER BY n LIMIT ?1")?;
    let mut rows = statement.query([most])?;
    let mut old = Vec::new();
    while let Some(row) = rows.next()? {
        if value::<i64>(row, 1)? >= before.millis() || value::<bool>(row, 2)? {
            break;
        }
        old.push(value::<i64>(row, 0)?);
    }
    drop(rows);
    for n in &old {
        for (owner, position) in [("sender", "sent_position"), ("recipient", "inbox_position")] {
            work.run(
                &format!(
                    "DELETE FROM feed WHERE office = (SELECT {owner} FROM transmission WHERE n = ?1)
                     AND position IN (SELECT {position} FROM step WHERE n = ?1)"
                ),
                [n],
            )?;
        }
        work.run("DELETE FROM step WHERE n = ?1", [n])?;
        work.run("DELETE FROM receipt WHERE key BETWEEN ?1 * 4 AND ?1 * 4 + 3", [n])?;
        work.run("DELETE FROM data_key WHERE n = ?1", [n])?;
        work.run("DELETE FROM transmission WHERE n = ?1", [n])?;
    }
    work.run(
        "DELETE FROM office_event WHERE (office, position) IN
            (SELECT office, position FROM office_event WHERE at < ?1 LIMIT ?2)",
        (before.millis(), most),
    )?;
    Ok(u64::try_from(old.len()).unwrap_or(u64::MAX))
}

/// Removes what has ended and is of no use any more.
pub(super) fn sweep(work: &Work<'_>, before: Instant, most: u32) -> Result<u64, Fault> {
    let mut gone = 0;
    for sql in [
        "DELETE FROM session WHERE id IN (SELECT id FROM session WHERE refresh_until < ?1 LIMIT ?2)",
        "DELETE FROM enrol_code WHERE id IN (SELECT id FROM enrol_code WHERE made_at < ?1 LIMIT ?2)",
        "DELETE FROM throttle WHERE key IN (SELECT key FROM throttle WHERE last_at < ?1 LIMIT ?2)",
        "DELETE FROM terminal_token WHERE id IN (SELECT id FROM terminal_token WHERE until < ?1 LIMIT ?2)",
        "DELETE FROM notice_read WHERE notice IN (
            SELECT id FROM notice WHERE office IS NOT NULL AND shown_until < ?1 ORDER BY shown_until LIMIT ?2)",
        "DELETE FROM notice WHERE id IN (
            SELECT id FROM notice WHERE office IS NOT NULL AND shown_until < ?1 ORDER BY shown_until LIMIT ?2)",
        "DELETE FROM mail WHERE id IN (
            SELECT id FROM mail WHERE ended_at IS NOT NULL AND ended_at < ?1 ORDER BY ended_at LIMIT ?2)",
        "DELETE FROM recovery WHERE id IN (SELECT id FROM recovery WHERE done_at < ?1 - 365 * 86400000 LIMIT ?2)",
        "DELETE FROM reminder WHERE (subject, days) IN
            (SELECT subject, days FROM reminder WHERE at < ?1 - 90 * 86400000 LIMIT ?2)",
    ] {
        gone += work.run(sql, (before.millis(), most))?;
    }
    Ok(u64::try_from(gone).unwrap_or(u64::MAX))
}
