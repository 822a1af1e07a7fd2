//! Steps in the life of a transmission, and the feeds that tell of them. The first step, acceptance, is the
//! transmission's own row.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::id::TransmissionId;
use exchange::transmission::{FeedNumber, HistoryEvent, State};
use exchange::{Act, Actor};
use rusqlite::Connection;
use standard::OfficeNumber;

use super::{Held, by_id};
use crate::fail_points::fail_point;
use crate::sqlite::error::Fault;
use crate::sqlite::row::{count, every, first, instant, stored, text};
use crate::sqlite::write::Work;

/// Raises the feed of an office by one; the order of positions is the order of commits. Read, then written: the writer is
/// alone in its transaction, and `RETURNING` costs a table of its own each time.
pub(in crate::sqlite) fn raise(work: &Work<'_>, office: OfficeNumber) -> Result<FeedNumber, Fault> {
    let last = {
        let mut statement = work.prepare("SELECT feed_last FROM mailbox WHERE office = ?1")?;
        let mut rows = statement.query([office.as_str()])?;
        first(&mut rows, |row| count(row, 0))?.ok_or(Fault::Damaged("an office without a mailbox"))?
    };
    let raised = last + 1;
    work.run("UPDATE mailbox SET feed_last = ?2 WHERE office = ?1", (office.as_str(), stored(raised)))?;
    Ok(FeedNumber(raised))
}

/// Writes a step and tells both feeds.
fn write(
    work: &mut Work<'_>,
    n: i64,
    number: u64,
    state: State,
    act: &Act,
    [(sender, sent), (recipient, inbox)]: [(OfficeNumber, FeedNumber); 2],
) -> Result<(), Fault> {
    work.run(
        "INSERT INTO step (n, step, state, at, actor, sent_position, inbox_position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (n, stored(number), state.as_str(), act.at.millis(), act.actor.to_string(), stored(sent.0), stored(inbox.0)),
    )?;
    for (office, position) in [(sender, sent), (recipient, inbox)] {
        work.run(
            "INSERT INTO feed (office, position, n, step) VALUES (?1, ?2, ?3, ?4)",
            (office.as_str(), stored(position.0), n, stored(number)),
        )?;
        work.feed_moved(office);
    }
    Ok(())
}

/// Moves a transmission to a further state: its row, its step, both feeds and the audit entry.
pub(in crate::sqlite) fn advance(work: &mut Work<'_>, held: &Held, state: State, act: &Act) -> Result<(), Fault> {
    let number = held.steps + 1;
    let (sender, recipient) = (held.header.sender, held.header.recipient);
    let (sent, inbox) = (raise(work, sender)?, raise(work, recipient)?);
    fail_point!("store.advance.raised")?;
    work.run(
        "UPDATE transmission SET state = ?2, state_at = ?3, steps = ?4 WHERE n = ?1",
        (held.n, state.as_str(), act.at.millis(), stored(number)),
    )?;
    fail_point!("store.advance.row")?;
    write(work, held.n, number, state, act, [(sender, sent), (recipient, inbox)])?;
    fail_point!("store.advance.step")?;
    let subject = Subject::new("transmission", held.header.id);
    work.audit(&AuditLeaf::new(act, kind(state), &subject, Some(&held.header.sha256), None))?;
    Ok(fail_point!("store.advance.audit")?)
}

fn kind(state: State) -> AuditKind {
    match state {
        State::Accepted => AuditKind::TransmissionAccepted,
        State::Fetched => AuditKind::TransmissionFetched,
        State::Received => AuditKind::TransmissionReceived,
        State::Imported => AuditKind::TransmissionImported,
        State::Rejected => AuditKind::TransmissionRejected,
        State::Withdrawn => AuditKind::TransmissionWithdrawn,
        State::Expired => AuditKind::TransmissionExpired,
    }
}

/// Every step of a transmission, for a party.
pub(in crate::sqlite) fn history(
    connection: &Connection,
    id: TransmissionId,
    reader: OfficeNumber,
) -> Result<Option<Vec<HistoryEvent>>, Fault> {
    let Some(held) = by_id(connection, id)?.filter(|held| held.party(reader).is_some()) else { return Ok(None) };
    let mut statement = connection.prepare_cached(
        "SELECT 'accepted', accepted_at, accepted_by FROM transmission WHERE n = ?1
         UNION ALL SELECT * FROM (SELECT state, at, actor FROM step WHERE n = ?1 ORDER BY step)",
    )?;
    let events = every(&mut statement.query([held.n])?, |row| {
        Ok(HistoryEvent {
            state: text(row, 0, "a state", State::parse)?,
            at: instant(row, 1)?,
            actor: text(row, 2, "an actor", Actor::parse)?,
        })
    });
    events.map(Some)
}
