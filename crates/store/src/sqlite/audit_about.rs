//! Whom an entry of the audit log concerns: noted beside the writer's work, and told for entries that are not noted yet.

use exchange::Actor;
use exchange::store::StoreFuture;
use rusqlite::Connection;
use standard::OfficeNumber;
use std::collections::BTreeSet;

use super::SqliteStore;
use super::error::Fault;
use super::row::{every, office, value};
use super::write::Work;

/// Notes whom the next entries concern. Read on a reader, written in one short change.
pub(super) fn index(store: &SqliteStore, most: u32) -> StoreFuture<'_, u64> {
    Box::pin(async move {
        let batch = store.read(move |connection| collect(connection, most)).await?;
        let entries = batch.entries;
        if entries > 0 {
            store.write("index_leaves", move |work| keep(work, &batch)).await?;
        }
        Ok(entries)
    })
}

/// The last entry of which it is noted.
pub(super) fn noted(connection: &Connection) -> Result<i64, Fault> {
    Ok(connection.query_row("SELECT entry FROM audit_about_cursor WHERE one = 1", [], |row| row.get(0))?)
}

/// What the next entries add.
struct Batch {
    after: i64,
    last: i64,
    entries: u64,
    /// In the order of the table, so that neighbours are written together.
    about: BTreeSet<(String, i64)>,
}

fn collect(connection: &Connection, most: u32) -> Result<Batch, Fault> {
    let after = noted(connection)?;
    let sql = "SELECT entry, leaf FROM audit_entry WHERE entry > ?1 ORDER BY entry LIMIT ?2";
    let leaves = every(&mut connection.prepare_cached(sql)?.query((after, most))?, |row| {
        Ok((value::<i64>(row, 0)?, value::<Vec<u8>>(row, 1)?))
    })?;
    let mut batch = Batch { after, last: after, entries: 0, about: BTreeSet::new() };
    for (entry, leaf) in &leaves {
        batch.last = *entry;
        batch.entries += 1;
        batch.about.extend(concerned(connection, leaf)?.into_iter().map(|about| (about, *entry)));
    }
    Ok(batch)
}

/// Adds a batch, unless another has moved the cursor in the meantime.
fn keep(work: &Work<'_>, batch: &Batch) -> Result<(), Fault> {
    let sql = "UPDATE audit_about_cursor SET entry = ?2 WHERE one = 1 AND entry = ?1";
    if work.run(sql, (batch.after, batch.last))? == 0 {
        return Ok(());
    }
    let sql = "INSERT INTO audit_about (about, entry) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    batch.about.iter().try_for_each(|(about, entry)| work.run(sql, (about, entry)).map(|_| ()))
}

/// Whom an entry concerns, as the table has it: who did it and whose the thing is that it was done with.
pub(super) fn concerned(connection: &Connection, leaf: &[u8]) -> Result<BTreeSet<String>, Fault> {
    let leaf = std::str::from_utf8(leaf).map_err(|_| Fault::Damaged("an audit entry"))?;
    let (actor, kind) = (member(leaf, "actor"), member(leaf, "kind"));
    let mut about: BTreeSet<String> =
        actor.and_then(Actor::parse).and_then(|actor| of_actor(&actor)).into_iter().collect();
    let Some(subject) = member(leaf, "subject") else { return Ok(about) };
    if subject.starts_with("operator:") {
        about.insert(subject.to_owned());
    }
    let offices = offices_of(connection, subject)?;
    if kind == Some("office.closed") {
        for office in &offices {
            about.extend(
                one(
                    connection,
                    "SELECT successor FROM office WHERE number = ?1 AND successor IS NOT NULL",
                    office.as_str(),
                )?
                .iter()
                .map(ToString::to_string),
            );
        }
    }
    about.extend(offices.iter().map(ToString::to_string));
    Ok(about)
}

/// Under what an actor's entries are found; none for the hub itself, which does most.
pub(super) fn of_actor(actor: &Actor) -> Option<String> {
    match actor {
        Actor::Operator(_) => Some(actor.to_string()),
        other => other.office().as_ref().map(ToString::to_string),
    }
}

/// A member of a leaf. The leaf is canonical and needs no escapes, so each member has exactly one writing.
fn member<'a>(leaf: &'a str, name: &str) -> Option<&'a str> {
    let begin = format!("\"{name}\":\"");
    let from = leaf.find(&begin)? + begin.len();
    leaf.get(from..)?.split('"').next()
}

/// Whose a subject is; more than one for a transmission, none for what belongs to nobody.
pub(super) fn offices_of(connection: &Connection, subject: &str) -> Result<Vec<OfficeNumber>, Fault> {
    let Some((kind, id)) = subject.split_once(':') else { return Ok(Vec::new()) };
    if let Some((number, _)) = id.split_once('/')
        && let Ok(office) = OfficeNumber::parse(number)
    {
        return Ok(vec![office]);
    }
    let sql = match kind {
        "office" => return Ok(OfficeNumber::parse(id).into_iter().collect()),
        // What a wrong password is counted for.
        "throttle" => return offices_of(connection, id),
        "certificate-password" => return Ok(OfficeNumber::parse(id).into_iter().collect()),
        "certificate" => "SELECT office FROM certificate WHERE thumbprint = unhex(?1)",
        "credential" | "name" => "SELECT office FROM credential WHERE name = ?1",
        "enrol-code" => "SELECT office FROM enrol_code WHERE id = unhex(replace(?1, '-', ''))",
        "session" => "SELECT office FROM session WHERE id = unhex(replace(?1, '-', ''))",
        "terminal-token" => "SELECT office FROM terminal_token WHERE id = unhex(replace(?1, '-', ''))",
        "approval" => "SELECT office FROM approval WHERE id = unhex(replace(?1, '-', ''))",
        "recovery" => "SELECT office FROM recovery WHERE id = unhex(replace(?1, '-', ''))",
        "notice" => "SELECT office FROM notice WHERE id = unhex(replace(?1, '-', '')) AND office IS NOT NULL",
        "transmission" => {
            "SELECT sender FROM transmission WHERE id = unhex(replace(?1, '-', ''))
             UNION SELECT recipient FROM transmission WHERE id = unhex(replace(?1, '-', ''))"
        }
        _ => return Ok(Vec::new()),
    };
    one(connection, sql, id)
}

fn one(connection: &Connection, sql: &str, id: &str) -> Result<Vec<OfficeNumber>, Fault> {
    every(&mut connection.prepare_cached(sql)?.query([id])?, |row| office(row, 0))
}
