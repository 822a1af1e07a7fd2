//! The numbered events of an office: what it was sent, what it sent, and what became of either.

use exchange::id::TransmissionId;
use exchange::page::Limit;
use exchange::transmission::{FeedEvent, FeedNumber, Matter, State};
use rusqlite::Connection;
use standard::OfficeNumber;

use crate::sqlite::error::Fault;
use crate::sqlite::office_events;
use crate::sqlite::row::{count, every, first, id, instant, office, stored, text};

/// The events after a position, oldest first: those of transmissions and the others, read in one snapshot.
pub(super) fn feed(
    connection: &Connection,
    reader: OfficeNumber,
    after: FeedNumber,
    limit: Limit,
) -> Result<Vec<FeedEvent>, Fault> {
    let mut events = steps(connection, reader, after, limit)?;
    let others = office_events::since(connection, reader, after, limit)?;
    if !others.is_empty() {
        events.extend(others);
        events.sort_by_key(|event| event.number);
        events.truncate(usize::try_from(limit.get()).unwrap_or(usize::MAX));
    }
    Ok(events)
}

fn steps(
    connection: &Connection,
    reader: OfficeNumber,
    after: FeedNumber,
    limit: Limit,
) -> Result<Vec<FeedEvent>, Fault> {
    let mut statement = connection.prepare_cached(
        // Three ranges of as many indices, each already in order; no position is in two of them.
        "SELECT * FROM (SELECT inbox_position AS position, id, 'accepted', accepted_at, sender, recipient
            FROM transmission WHERE recipient = ?1 AND inbox_position > ?2 ORDER BY inbox_position LIMIT ?3)
         UNION ALL SELECT * FROM (SELECT sent_position, id, 'accepted', accepted_at, sender, recipient
            FROM transmission WHERE sender = ?1 AND sent_position > ?2 ORDER BY sent_position LIMIT ?3)
         UNION ALL SELECT * FROM (SELECT f.position, t.id, s.state, s.at, t.sender, t.recipient
            FROM feed f JOIN step s ON s.n = f.n AND s.step = f.step JOIN transmission t ON t.n = f.n
            WHERE f.office = ?1 AND f.position > ?2 ORDER BY f.position LIMIT ?3)
         ORDER BY position LIMIT ?3",
    )?;
    every(&mut statement.query((reader.as_str(), stored(after.0), limit.get()))?, |row| {
        Ok(FeedEvent {
            number: FeedNumber(count(row, 0)?),
            at: instant(row, 3)?,
            matter: Matter::Step {
                transmission: id(row, 1, TransmissionId::from_bytes)?,
                state: text(row, 2, "a state", State::parse)?,
                sender: office(row, 4)?,
                recipient: office(row, 5)?,
            },
        })
    })
}

/// The position of the newest event.
pub(super) fn end(connection: &Connection, office: OfficeNumber) -> Result<FeedNumber, Fault> {
    let mut statement = connection.prepare_cached("SELECT feed_last FROM mailbox WHERE office = ?1")?;
    let last = first(&mut statement.query([office.as_str()])?, |row| count(row, 0))?;
    Ok(FeedNumber(last.unwrap_or(0)))
}
