//! Why and when an office was stopped; lines are only added.

use exchange::office::{OfficeStop, StopKind, Why};
use exchange::{Act, Actor};
use rusqlite::Connection;
use standard::OfficeNumber;

use super::error::Fault;
use super::row::{every, instant, text, value};
use super::write::Work;

/// Writes a line.
pub(super) fn write(
    work: &Work<'_>,
    office: OfficeNumber,
    kind: StopKind,
    why: Option<&Why>,
    act: &Act,
) -> Result<(), Fault> {
    let (note, told) = why.map_or(("", ""), |why| (why.note.trim(), why.told.trim()));
    work.run(
        "INSERT INTO office_stop (office, line, at, kind, note, told, actor)
         SELECT ?1, coalesce(max(line), 0) + 1, ?2, ?3, ?4, ?5, ?6 FROM office_stop WHERE office = ?1",
        (office.as_str(), act.at.millis(), kind.as_str(), note, told, act.actor.to_string()),
    )
    .map(|_| ())
}

/// The newest lines of an office, the newest first.
pub(super) fn of(connection: &Connection, office: OfficeNumber) -> Result<Vec<OfficeStop>, Fault> {
    let sql = "SELECT at, kind, actor, note, told FROM office_stop WHERE office = ?1 ORDER BY line DESC LIMIT 50";
    every(&mut connection.prepare_cached(sql)?.query([office.as_str()])?, |row| {
        Ok(OfficeStop {
            at: instant(row, 0)?,
            kind: text(row, 1, "how an office was stopped", StopKind::parse)?,
            actor: text(row, 2, "an actor", Actor::parse)?,
            why: Why { note: value(row, 3)?, told: value(row, 4)? },
        })
    })
}
