//! Events of an office that are about no transmission; they have numbers of its feed.

use exchange::Instant;
use exchange::page::Limit;
use exchange::transmission::{FeedEvent, FeedNumber, Matter, OfficeMatter};
use rusqlite::Connection;
use standard::OfficeNumber;

use super::error::Fault;
use super::row::{count, every, instant, stored, text};
use super::transmissions::raise;
use super::write::Work;

/// Tells an office.
pub(super) fn tell(work: &mut Work<'_>, office: OfficeNumber, matter: OfficeMatter, at: Instant) -> Result<(), Fault> {
    let position = raise(work, office)?;
    work.run(
        "INSERT INTO office_event (office, position, kind, at) VALUES (?1, ?2, ?3, ?4)",
        (office.as_str(), stored(position.0), matter.as_str(), at.millis()),
    )?;
    work.feed_moved(office);
    Ok(())
}

/// The events after a position, oldest first.
pub(super) fn since(
    connection: &Connection,
    office: OfficeNumber,
    after: FeedNumber,
    limit: Limit,
) -> Result<Vec<FeedEvent>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT position, kind, at FROM office_event WHERE office = ?1 AND position > ?2 ORDER BY position LIMIT ?3",
    )?;
    every(&mut statement.query((office.as_str(), stored(after.0), limit.get()))?, |row| {
        Ok(FeedEvent {
            number: FeedNumber(count(row, 0)?),
            matter: Matter::Office(text(row, 1, "an event", OfficeMatter::parse)?),
            at: instant(row, 2)?,
        })
    })
}
