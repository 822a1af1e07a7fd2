//! Pages of inbox and sent list: a range of one index, newest or oldest first.

use exchange::id::TransmissionId;
use exchange::page::{Order, Page};
use exchange::permission::Party;
use exchange::store::{ListFilter, ListQuery, Mailbox};
use exchange::transmission::{FeedNumber, State, Summary, TransmissionEntry};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use standard::OfficeNumber;

use super::receipts::wrapped;
use super::{COLUMNS, Held, held};
use crate::seal::{KeyRing, Place, WrappedKey};
use crate::sqlite::error::Fault;
use crate::sqlite::row::{first, maybe_bytes, stored, value};

/// Summary and key beside the columns of a transmission.
const JOINED: &str =
    "FROM transmission t LEFT JOIN content c ON c.n = t.n LEFT JOIN data_key k ON k.n = t.n AND k.part = 0";

/// What a row holds of the summary: sealed, with its wrapped key.
type SealedSummary = Option<(Vec<u8>, WrappedKey)>;

/// A transmission for one of its parties.
pub(super) fn find(
    connection: &Connection,
    keys: &KeyRing,
    id: TransmissionId,
    reader: OfficeNumber,
) -> Result<Option<TransmissionEntry>, Fault> {
    let sql = format!("SELECT {COLUMNS}, c.summary, k.master, k.wrapped {JOINED} WHERE t.id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let found = first(&mut statement.query([id.as_bytes()])?, |row| Ok((held(row)?, sealed(row)?)))?;
    let Some((held, sealed)) = found else { return Ok(None) };
    let Some(party) = held.party(reader) else { return Ok(None) };
    let summary = match sealed.filter(|_| may_see(&held, party)) {
        Some(sealed) => Some(open(keys, &held, sealed)?),
        None => None,
    };
    Ok(Some(entry(held, party, summary)))
}

/// A page of a list.
pub(super) fn list(
    connection: &Connection,
    keys: &KeyRing,
    query: &ListQuery,
) -> Result<Page<TransmissionEntry, FeedNumber>, Fault> {
    let (sql, values) = statement(query);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let party = match query.mailbox {
        Mailbox::Inbox => Party::Recipient,
        Mailbox::Sent => Party::Sender,
    };
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let held = held(row)?;
        // A damaged summary is left out here and named by the look-up of its transmission: the others are served.
        let summary = sealed(row)?.filter(|_| may_see(&held, party)).and_then(|sealed| open(keys, &held, sealed).ok());
        entries.push(entry(held, party, summary));
    }
    Ok(Page::cut(entries, query.limit, |entry| entry.position))
}

/// What was withdrawn is not shown to the one who never fetched it.
fn may_see(held: &Held, party: Party) -> bool {
    party == Party::Sender || held.state != State::Withdrawn
}

fn entry(held: Held, party: Party, summary: Option<Summary>) -> TransmissionEntry {
    TransmissionEntry {
        position: if party == Party::Sender { held.sent } else { held.inbox },
        header: held.header,
        state: held.state,
        accepted_at: held.accepted_at,
        state_at: held.state_at,
        kept_until: held.kept_until,
        has_content: held.has_content,
        summary,
    }
}

fn sealed(row: &Row<'_>) -> Result<SealedSummary, Fault> {
    let (summary, master, wrapped) = (maybe_bytes(row, 19)?, maybe_bytes(row, 20)?, maybe_bytes(row, 21)?);
    let (Some(summary), Some(master), Some(bytes)) = (summary, master, wrapped) else { return Ok(None) };
    let master = master.as_slice().try_into().map_err(|_| Fault::Damaged("the name of a master key"))?;
    Ok(Some((summary, WrappedKey { master, bytes })))
}

/// The summary of a transmission, opened; `None` when it is no longer kept.
pub(in crate::sqlite) fn summary(
    connection: &Connection,
    keys: &KeyRing,
    held: &Held,
) -> Result<Option<Summary>, Fault> {
    let mut statement = connection.prepare_cached("SELECT summary FROM content WHERE n = ?1")?;
    let sealed = first(&mut statement.query([held.n])?, |row| value(row, 0))?;
    let parts = sealed.zip(wrapped(connection, held.n, 0)?);
    parts.map(|parts| open(keys, held, parts)).transpose()
}

fn open(keys: &KeyRing, held: &Held, (sealed, wrapped): (Vec<u8>, WrappedKey)) -> Result<Summary, Fault> {
    let version = &held.header.sha256.0;
    let place = Place { table: "content", column: "summary", id: held.id_bytes(), version };
    let bytes = keys.unwrap(&wrapped)?.open(place, sealed)?;
    Summary::decode(&bytes).map_err(|_| Fault::Damaged("a summary"))
}

/// The statement of a page; its text depends on which parts are asked, never on their values.
fn statement(query: &ListQuery) -> (String, Vec<Value>) {
    let (owner, counterpart, position) = match query.mailbox {
        Mailbox::Inbox => ("recipient", "sender", "inbox_position"),
        Mailbox::Sent => ("sender", "recipient", "sent_position"),
    };
    let (sign, direction) = match query.order {
        Order::NewestFirst => ("<", "DESC"),
        Order::OldestFirst => (">", "ASC"),
    };
    let mut sql = format!("SELECT {COLUMNS}, c.summary, k.master, k.wrapped {JOINED} WHERE t.{owner} = ?");
    let mut values = vec![Value::Text(query.office.as_str().to_owned())];
    let mut also = |condition: &str, value: Value| {
        sql.push_str(" AND ");
        sql.push_str(condition);
        values.push(value);
    };
    if let Some(after) = query.after {
        also(&format!("t.{position} {sign} ?"), Value::Integer(stored(after.0)));
    }
    filter(&query.filter, counterpart, &mut also);
    sql.push_str(&format!(" ORDER BY t.{position} {direction} LIMIT ?"));
    values.push(Value::Integer(i64::from(query.limit.get()) + 1));
    (sql, values)
}

fn filter(filter: &ListFilter, counterpart: &str, also: &mut impl FnMut(&str, Value)) {
    if let Some(office) = filter.counterpart {
        // The plus keeps the other party's index out: a page is a range of the list's own index.
        also(&format!("+t.{counterpart} = ?"), Value::Text(office.as_str().to_owned()));
    }
    if let Some(month) = filter.month {
        also("t.month = ?", Value::Text(month.to_string()));
    }
    if let Some(from) = filter.accepted_from {
        also("t.accepted_at >= ?", Value::Integer(from.millis()));
    }
    if let Some(before) = filter.accepted_before {
        also("t.accepted_at < ?", Value::Integer(before.millis()));
    }
    if !filter.states.is_empty() {
        let words: Vec<&str> = filter.states.iter().map(|state| state.as_str()).collect();
        // One value whatever the number of states, so that few statements are prepared.
        also(
            "t.state IN (SELECT value FROM json_each('[\"' || replace(?, ',', '\",\"') || '\"]'))",
            Value::Text(words.join(",")),
        );
    }
}
