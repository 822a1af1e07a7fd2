//! The audit log searched: by whom it concerns through what is noted of it, else entry by entry, a bounded number at a time.

use exchange::Instant;
use exchange::store::{AuditFound, AuditQuery};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::audit_about::{concerned, noted, of_actor, offices_of};
use super::error::Fault;
use super::row::{count, every, first, value};

/// Entries that one search looks at, one after the other.
const LOOKED_AT: i64 = 20_000;
/// Noted entries that one search looks at; each is somewhere else.
const PICKED: i64 = 3_000;
/// Entries that are not noted yet and that one search looks at.
const NOT_NOTED: i64 = 2_000;

/// An entry: its place of writing, and its bytes.
type Entry = (u64, Vec<u8>);

/// What one look gave, and below which entry it has not looked.
struct Look {
    entries: Vec<Entry>,
    rest: Option<i64>,
}

/// The entries that a query asks for, the newest first.
pub(super) fn search(connection: &Connection, query: &AuditQuery) -> Result<AuditFound, Fault> {
    let newest: i64 = connection.query_row("SELECT coalesce(max(entry), 0) FROM audit_entry", [], |row| row.get(0))?;
    // Entries stand in the order of their commits, which is that of their times but for a breath.
    let mut top = newest.saturating_add(1);
    if let Some(until) = query.until {
        top = first_since(connection, until, newest)?;
    }
    if let Some(before) = query.before {
        top = top.min(i64::try_from(before).unwrap_or(i64::MAX));
    }
    let bottom = match query.from {
        Some(from) => first_since(connection, from, newest)?,
        None => 1,
    };
    let look = match about(connection, query)? {
        Some(about) => by_whom(connection, query, &about, top, bottom)?,
        None => one_by_one(connection, query, i64::from(query.limit.get()) + 1, (top, bottom), LOOKED_AT)?,
    };
    Ok(page(look, usize::try_from(query.limit.get()).unwrap_or(usize::MAX)))
}

fn page(mut look: Look, most: usize) -> AuditFound {
    let is_full = look.entries.len() > most;
    look.entries.truncate(most);
    let rest = look.rest.map(|rest| u64::try_from(rest).unwrap_or(0));
    let next = if is_full { look.entries.last().map(|(entry, _)| *entry) } else { rest };
    AuditFound { entries: look.entries, next }
}

/// Under what the entries are noted that can be meant.
fn about(connection: &Connection, query: &AuditQuery) -> Result<Option<String>, Fault> {
    if let Some(office) = query.office.or(query.by_office) {
        return Ok(Some(office.to_string()));
    }
    if let Some(about) = query.actor.as_ref().and_then(of_actor) {
        return Ok(Some(about));
    }
    let Some(subject) = query.subject.as_ref().map(exchange::audit::Subject::as_str) else { return Ok(None) };
    if subject.starts_with("operator:") {
        return Ok(Some(subject.to_owned()));
    }
    // A name may have been tried before it was given to an office: those entries are noted under nobody.
    if subject.starts_with("throttle:") {
        return Ok(None);
    }
    Ok(offices_of(connection, subject)?.first().map(ToString::to_string))
}

fn by_whom(connection: &Connection, query: &AuditQuery, about: &str, top: i64, bottom: i64) -> Result<Look, Fault> {
    let noted = noted(connection)?;
    let mut newer = Look { entries: Vec::new(), rest: None };
    if top > noted.saturating_add(1) {
        newer = not_noted(connection, query, about, top, bottom.max(noted.saturating_add(1)))?;
        if newer.rest.is_some() {
            return Ok(newer);
        }
    }
    let older = picked(connection, query, about, top.min(noted.saturating_add(1)), bottom)?;
    newer.entries.extend(older.entries);
    Ok(Look { entries: newer.entries, rest: older.rest })
}

/// Entries that nobody has noted yet, each asked whom it concerns.
fn not_noted(connection: &Connection, query: &AuditQuery, about: &str, top: i64, bottom: i64) -> Result<Look, Fault> {
    let look = one_by_one(connection, query, NOT_NOTED, (top, bottom), NOT_NOTED)?;
    let mut entries = Vec::new();
    for (entry, leaf) in look.entries {
        if concerned(connection, &leaf)?.contains(about) {
            entries.push((entry, leaf));
        }
    }
    Ok(Look { entries, rest: look.rest })
}

/// Noted entries that fit.
fn picked(connection: &Connection, query: &AuditQuery, about: &str, top: i64, bottom: i64) -> Result<Look, Fault> {
    let noted = "SELECT entry FROM audit_about WHERE about = ? AND entry < ? AND entry >= ? ORDER BY entry DESC";
    let place = [Value::Text(about.to_owned()), Value::Integer(top), Value::Integer(bottom)];
    let (members, wanted) = members(query);
    // Where each fits, no more are looked at than are shown.
    let most = if wanted.is_empty() { i64::from(query.limit.get()) + 1 } else { PICKED };
    let sql = format!(
        "SELECT e.entry, e.leaf FROM ({noted} LIMIT {most}) a CROSS JOIN audit_entry e ON e.entry = a.entry
         WHERE true{members} ORDER BY e.entry DESC LIMIT ?"
    );
    let values = place.iter().cloned().chain(wanted).chain([Value::Integer(i64::from(query.limit.get()) + 1)]);
    let entries = entries(connection, &sql, values)?;
    let sql = format!("{noted} LIMIT 1 OFFSET {}", PICKED - 1);
    let mut statement = connection.prepare_cached(&sql)?;
    let rest = first(&mut statement.query(params_from_iter(place))?, |row| value::<i64>(row, 0))?;
    Ok(Look { entries, rest })
}

/// `limit` entries that fit, of which `most` are looked at one after the other.
fn one_by_one(
    connection: &Connection,
    query: &AuditQuery,
    limit: i64,
    (top, bottom): (i64, i64),
    most: i64,
) -> Result<Look, Fault> {
    let floor = bottom.max(top.saturating_sub(most));
    let (members, wanted) = members(query);
    let sql = format!(
        "SELECT e.entry, e.leaf FROM audit_entry e WHERE e.entry < ? AND e.entry >= ?{members}
         ORDER BY e.entry DESC LIMIT ?"
    );
    let place = [Value::Integer(top), Value::Integer(floor)];
    let values = place.into_iter().chain(wanted).chain([Value::Integer(limit)]);
    Ok(Look { entries: entries(connection, &sql, values)?, rest: (floor > bottom).then_some(floor) })
}

fn entries(connection: &Connection, sql: &str, values: impl Iterator<Item = Value>) -> Result<Vec<Entry>, Fault> {
    every(&mut connection.prepare_cached(sql)?.query(params_from_iter(values))?, |row| {
        Ok((count(row, 0)?, value::<Vec<u8>>(row, 1)?))
    })
}

/// The leaf is canonical JSON, so each member has exactly one writing, which is looked for as bytes.
fn members(query: &AuditQuery) -> (String, Vec<Value>) {
    let members = [
        query.kind.map(|kind| format!(r#""kind":"{}""#, kind.as_str())),
        query.subject.as_ref().map(|subject| format!(r#""subject":"{}""#, subject.as_str())),
        query.actor.as_ref().map(|actor| format!(r#""actor":"{actor}""#)),
    ];
    let mut wanted: Vec<String> = members.into_iter().flatten().collect();
    let mut sql = " AND instr(e.leaf, ?) > 0".repeat(wanted.len());
    if let Some(office) = query.by_office {
        sql.push_str(" AND (instr(e.leaf, ?) > 0 OR instr(e.leaf, ?) > 0 OR instr(e.leaf, ?) > 0)");
        wanted.extend([
            format!(r#""actor":"account:{office}/"#),
            format!(r#""actor":"terminal:{office}/"#),
            format!(r#""actor":"office:{office}""#),
        ]);
    }
    (sql, wanted.into_iter().map(|member| Value::Blob(member.into_bytes())).collect())
}

/// The first entry written at or after an instant, by halving; one after the newest when there is none.
fn first_since(connection: &Connection, at: Instant, newest: i64) -> Result<i64, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT entry, json_extract(CAST(leaf AS TEXT), '$.at') FROM audit_entry WHERE entry >= ?1 ORDER BY entry LIMIT 1",
    )?;
    let (mut low, mut high) = (1, newest.saturating_add(1));
    while low < high {
        let middle = low + (high - low) / 2;
        let found = first(&mut statement.query([middle])?, |row| Ok((value::<i64>(row, 0)?, value::<i64>(row, 1)?)))?;
        match found {
            Some((entry, written)) if written < at.millis() => low = entry.saturating_add(1),
            _ => high = middle,
        }
    }
    Ok(low)
}
