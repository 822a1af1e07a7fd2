//! The invariants in the database file itself, read beside the running hub in one transaction.

use super::Wrong;
use crate::load::Entry;
use protocol::TransmissionState;
use rusqlite::{Connection, OpenFlags};
use std::collections::HashMap;
use std::path::Path;

/// Acceptance stands in the transmission's own row; the other steps and their events in tables of their own.
const VIEWS: &str = "
    CREATE TEMP VIEW every_step (n, step, state) AS
        SELECT n, 1, 'accepted' FROM transmission UNION ALL SELECT n, step, state FROM step;
    CREATE TEMP VIEW every_event (office, position, n, step) AS
        SELECT sender, sent_position, n, 1 FROM transmission
        UNION ALL SELECT recipient, inbox_position, n, 1 FROM transmission
        UNION ALL SELECT office, position, n, step FROM feed;";

/// What must be empty, with the invariant that it would break.
const RULES: &[(&str, &str)] = &[
    ("I2: a container is stored twice", "SELECT hex(sha256) FROM transmission GROUP BY sha256 HAVING count(*) > 1"),
    (
        "I2: a transmission was accepted twice",
        "SELECT n FROM every_step WHERE state = 'accepted' GROUP BY n HAVING count(*) > 1",
    ),
    (
        "I5: a transmission without its content, key or receipt",
        "SELECT n FROM transmission t WHERE NOT EXISTS (SELECT 1 FROM receipt r WHERE r.key = t.n * 4)
         OR has_content = 1 AND (NOT EXISTS (SELECT 1 FROM content c WHERE c.n = t.n)
                                 OR NOT EXISTS (SELECT 1 FROM data_key k WHERE k.n = t.n AND k.part = 0))",
    ),
    (
        "I6: the steps of a transmission do not lead to its state",
        "SELECT n FROM transmission t WHERE steps <> (SELECT count(*) FROM every_step s WHERE s.n = t.n)
         OR steps <> (SELECT max(step) FROM every_step s WHERE s.n = t.n)
         OR state <> (SELECT state FROM every_step s WHERE s.n = t.n AND s.step = t.steps)",
    ),
    (
        "I6: a state went back",
        "SELECT a.n FROM every_step a JOIN every_step b ON b.n = a.n AND b.step = a.step + 1
         WHERE (a.state, b.state) NOT IN (VALUES ('accepted', 'fetched'), ('accepted', 'withdrawn'),
           ('accepted', 'expired'), ('fetched', 'received'), ('fetched', 'expired'), ('received', 'imported'),
           ('received', 'rejected'), ('rejected', 'imported'))",
    ),
    (
        "I6: received without the recipient's receipt, or a receipt without the state",
        "SELECT n FROM transmission t
         WHERE (state IN ('received', 'imported', 'rejected')) <> EXISTS (SELECT 1 FROM receipt r WHERE r.key = t.n * 4 + 1)",
    ),
    (
        "I7: a step has not exactly one audit entry",
        "WITH leaf AS (SELECT json_extract(CAST(leaf AS TEXT), '$.subject') AS subject,
                              json_extract(CAST(leaf AS TEXT), '$.kind') AS kind FROM audit_entry),
              told AS (SELECT subject, kind, count(*) AS times FROM leaf WHERE kind GLOB 'transmission.*' GROUP BY 1, 2),
              made AS (SELECT lower('transmission:' || substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-'
                         || substr(hex(id), 13, 4) || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21))
                         AS subject, 'transmission.' || s.state AS kind, count(*) AS times
                       FROM every_step s JOIN transmission t ON t.n = s.n GROUP BY 1, 2)
         SELECT subject FROM (SELECT * FROM told EXCEPT SELECT * FROM made)
         UNION ALL SELECT subject FROM (SELECT * FROM made EXCEPT SELECT * FROM told)",
    ),
    (
        "I7: the numbers of the audit log have gaps or another order",
        "SELECT held FROM (SELECT count(*) AS held, max(number) AS last FROM audit_number) WHERE held <> coalesce(last + 1, 0)
         UNION ALL SELECT a.number FROM audit_number a JOIN audit_number b ON b.number = a.number + 1 WHERE b.entry <= a.entry",
    ),
    (
        "I7: a feed has gaps or a wrong end",
        "WITH event AS (SELECT office, position FROM every_event UNION ALL SELECT office, position FROM office_event)
         SELECT office FROM (SELECT office, position, lag(position, 1, 0) OVER (PARTITION BY office ORDER BY position) AS before
                             FROM event)
         WHERE position <> before + 1 AND position - 1 NOT IN (SELECT feed_base FROM epoch WHERE feed_base > before)
         UNION ALL
         SELECT office FROM mailbox m WHERE feed_last <> max((SELECT max(feed_base) FROM epoch),
            coalesce((SELECT max(position) FROM event e WHERE e.office = m.office), 0))",
    ),
    (
        "I7: a step is not told exactly once to each side",
        "SELECT n FROM every_step s WHERE 2 <> (SELECT count(*) FROM every_event f WHERE f.n = s.n AND f.step = s.step)",
    ),
    (
        "I9: what is counted for an office is not what it sent",
        "SELECT office FROM mailbox m
         WHERE kept_bytes <> (SELECT coalesce(sum(size), 0) FROM transmission t WHERE t.sender = m.office AND has_content = 1)
         OR day_count <> (SELECT count(*) FROM transmission t WHERE t.sender = m.office
                          AND (t.accepted_at + 32400000) / 86400000 = m.day)",
    ),
];

/// What the file says of a transmission.
struct Row {
    sha256: String,
    sender: String,
    recipient: String,
    state: String,
}

/// Checks the file, and every promise against it. The promises are read before the file is.
pub(crate) fn check(file: &Path, promises: &[Entry]) -> Result<Wrong, String> {
    read(file, promises).map_err(|error| format!("{}: {error}", file.display()))
}

/// How many transmissions the file holds.
pub(crate) fn count(file: &Path) -> Result<usize, String> {
    let read = || -> Result<usize, rusqlite::Error> {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let held: i64 = connection.query_row("SELECT count(*) FROM transmission", [], |row| row.get(0))?;
        Ok(usize::try_from(held).unwrap_or_default())
    };
    read().map_err(|error| format!("{}: {error}", file.display()))
}

fn read(file: &Path, promises: &[Entry]) -> Result<Wrong, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.execute_batch("BEGIN")?;
    connection.execute_batch(VIEWS)?;
    let mut wrong = Wrong::default();
    for (pragma, right) in [("integrity_check", Some("ok")), ("foreign_key_check", None)] {
        let found = texts(&connection, &format!("SELECT * FROM pragma_{pragma}"))?;
        for text in found.into_iter().filter(|text| right != Some(text)) {
            wrong.broken(format!("{pragma}: {text}"));
        }
    }
    for (rule, sql) in RULES {
        for what in texts(&connection, sql)? {
            match rule.starts_with("I2") {
                true => wrong.twice(&what, *rule),
                false => wrong.broken(format!("{rule} ({what})")),
            }
        }
    }
    let rows = rows(&connection)?;
    for entry in promises {
        compare(entry, rows.get(&entry.id), &mut wrong);
    }
    Ok(wrong)
}

fn texts(connection: &Connection, sql: &str) -> Result<Vec<String>, rusqlite::Error> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let value: rusqlite::types::Value = row.get(0)?;
        Ok(match value {
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        })
    })?;
    rows.collect()
}

fn rows(connection: &Connection) -> Result<HashMap<String, Row>, rusqlite::Error> {
    let mut statement =
        connection.prepare("SELECT lower(hex(id)), lower(hex(sha256)), sender, recipient, state FROM transmission")?;
    let rows = statement.query_map([], |row| {
        let row = (
            row.get::<_, String>(0)?,
            Row { sha256: row.get(1)?, sender: row.get(2)?, recipient: row.get(3)?, state: row.get(4)? },
        );
        Ok(row)
    })?;
    let dashed = |hex: &str| {
        let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
        [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
    };
    rows.map(|row| row.map(|(id, row)| (dashed(&id), row))).collect()
}

fn compare(entry: &Entry, row: Option<&Row>, wrong: &mut Wrong) {
    let id = &entry.id;
    let Some(row) = row else {
        if let Some(promised) = entry.promised {
            wrong.lost(id, format!("I1: acknowledged as {promised:?}, and it is not there"));
        }
        return;
    };
    if entry.accepted_again {
        wrong.twice(id, "I2: sent again, it was accepted as another one");
    }
    if entry.refused || entry.settled && entry.promised.is_none() && !entry.unknown {
        wrong.broken(format!("I9: {id} was refused and is there"));
    }
    if row.sha256 != entry.sha256 {
        wrong.lost(id, "I4: it has other bytes");
    }
    if row.sender != entry.from.as_str() || row.recipient != entry.to.as_str() {
        wrong.broken(format!("I3: {id} goes from {} to {}", row.sender, row.recipient));
    }
    if !holds(entry, &row.state) {
        wrong.lost(id, format!("I6: promised {:?}, and it is {}", entry.promised, row.state));
    }
}

/// Whether a state keeps what was promised.
fn holds(entry: &Entry, state: &str) -> bool {
    use TransmissionState as T;
    match entry.promised {
        // While load runs it may have been taken back since.
        None | Some(T::Accepted) => state != "withdrawn" || entry.may_be_withdrawn || !entry.settled,
        Some(T::Fetched) => matches!(state, "fetched" | "received" | "imported" | "rejected"),
        Some(T::Withdrawn) => state == "withdrawn",
        Some(_) => matches!(state, "received" | "imported" | "rejected"),
    }
}
