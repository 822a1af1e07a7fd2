//! Fetching: for the recipient the first time is marked, durably, before a byte is handed out.

use exchange::Act;
use exchange::id::TransmissionId;
use exchange::permission::Party;
use exchange::store::{ChangeOutcome, FetchOutcome, StoreError};
use exchange::transmission::{Change, Refusal, apply};
use rusqlite::Connection;
use standard::OfficeNumber;
use std::sync::Arc;

use super::receipts::wrapped;
use super::{Held, advance, by_id};
use crate::fail_points::fail_point;
use crate::seal::{KeyRing, Place, UNREADABLE, WrappedKey};
use crate::sqlite::SqliteStore;
use crate::sqlite::error::{Fault, answer};
use crate::sqlite::row::{first, value};
use crate::sqlite::write::Work;

/// Containers up to this size are read where they are asked for.
const SMALL: u64 = 128 << 10;

/// Gives the container to a party.
pub(super) async fn fetch(
    store: &SqliteStore,
    id: TransmissionId,
    reader: OfficeNumber,
    act: Act,
) -> Result<FetchOutcome, StoreError> {
    let (held, party, content) = match store.glance(move |connection| read(connection, id, reader, SMALL)).await? {
        Reading::Found(held, party, content) => (*held, party, content),
        Reading::NotFound => return Ok(FetchOutcome::NotFound),
        Reading::Larger => match store.read(move |connection| read(connection, id, reader, u64::MAX)).await? {
            Reading::Found(held, party, content) => (*held, party, content),
            Reading::NotFound | Reading::Larger => return Ok(FetchOutcome::NotFound),
        },
    };
    fail_point!("store.fetch.read").map_err(|error| answer(&error))?;
    let state = match (party, apply(held.state, Change::Fetch)) {
        (Party::Sender, _) => held.state,
        (Party::Recipient, Err(refusal)) => return Ok(FetchOutcome::Refused(refusal)),
        (Party::Recipient, Ok(state)) if state == held.state => state,
        (Party::Recipient, Ok(_)) => match store.write("fetch", move |work| mark(work, id, &act)).await? {
            ChangeOutcome::Changed(state) | ChangeOutcome::Already(state) => state,
            ChangeOutcome::Refused(refusal) => return Ok(FetchOutcome::Refused(refusal)),
            ChangeOutcome::NotFound => return Ok(FetchOutcome::NotFound),
        },
    };
    fail_point!("store.fetch.marked").map_err(|error| answer(&error))?;
    let Some((sealed, key)) = content else { return Ok(FetchOutcome::Refused(Refusal::AlreadyExpired)) };
    let container = open(&store.keys, &held, sealed, &key)?;
    fail_point!("store.fetch.opened").map_err(|error| answer(&error))?;
    Ok(FetchOutcome::Found { header: held.header, state, container })
}

/// The container as it lies, with its wrapped key.
type Content = (Vec<u8>, WrappedKey);

/// What one snapshot says of a transmission.
enum Reading {
    /// The facts, the reader's side, and the content while it is kept.
    Found(Box<Held>, Party, Option<Content>),
    /// None of this reader's.
    NotFound,
    /// A container above the size that was asked for.
    Larger,
}

fn read(connection: &Connection, id: TransmissionId, reader: OfficeNumber, most: u64) -> Result<Reading, Fault> {
    let Some(held) = by_id(connection, id)? else { return Ok(Reading::NotFound) };
    let Some(party) = held.party(reader) else { return Ok(Reading::NotFound) };
    if held.header.size > most {
        return Ok(Reading::Larger);
    }
    let content = content(connection, &held)?;
    Ok(Reading::Found(Box::new(held), party, content))
}

/// The sealed container of a transmission; `None` when it is no longer kept.
pub(in crate::sqlite) fn content(connection: &Connection, held: &Held) -> Result<Option<Content>, Fault> {
    if !held.has_content {
        return Ok(None);
    }
    let mut statement = connection.prepare_cached("SELECT container FROM content WHERE n = ?1")?;
    let sealed = first(&mut statement.query([held.n])?, |row| value(row, 0))?;
    let key = wrapped(connection, held.n, 0)?;
    sealed.zip(key).map(Some).ok_or(Fault::Answer(UNREADABLE))
}

/// Opens a sealed container; what comes out is what came in, or nothing.
pub(in crate::sqlite) fn open(
    keys: &Arc<KeyRing>,
    held: &Held,
    sealed: Vec<u8>,
    key: &WrappedKey,
) -> Result<Vec<u8>, StoreError> {
    let version = &held.header.sha256.0;
    let place = Place { table: "content", column: "container", id: held.id_bytes(), version };
    keys.unwrap(key)?.open(place, sealed)
}

fn mark(work: &mut Work<'_>, id: TransmissionId, act: &Act) -> Result<ChangeOutcome, Fault> {
    let Some(held) = by_id(work.connection(), id)? else { return Ok(ChangeOutcome::NotFound) };
    match apply(held.state, Change::Fetch) {
        Err(refusal) => Ok(ChangeOutcome::Refused(refusal)),
        Ok(state) if state == held.state => Ok(ChangeOutcome::Already(state)),
        Ok(_) if !held.has_content => Ok(ChangeOutcome::Refused(Refusal::AlreadyExpired)),
        Ok(state) => advance(work, &held, state, act).map(|()| ChangeOutcome::Changed(state)),
    }
}
