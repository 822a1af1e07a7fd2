//! What decides whether a transmission can be accepted.

use exchange::id::TransmissionId;
use exchange::instant::Day;
use exchange::store::{Known, PartyState, Route};
use exchange::transmission::ReceiptKind;
use rusqlite::Connection;
use standard::OfficeNumber;

use super::{by_id, receipts};
use crate::sabotage::Sabotage;
use crate::sqlite::error::Fault;
use crate::sqlite::offices::state;
use crate::sqlite::row::{first, value};

/// Reads both offices, and the transmission if its id is known.
pub(super) fn route(
    connection: &Connection,
    id: TransmissionId,
    [sender, recipient]: [OfficeNumber; 2],
    day: Day,
) -> Result<Route, Fault> {
    let known = match by_id(connection, id)?.filter(|_| !Sabotage::NoDedupe.is_on()) {
        Some(held) => {
            let receipt = receipts::plain(connection, held.n, ReceiptKind::Accepted)?;
            let receipt = receipt.ok_or(Fault::Damaged("a missing receipt"))?;
            Some(Known { sender: held.header.sender, sha256: held.header.sha256, receipt })
        }
        None => None,
    };
    Ok(Route { sender: party(connection, sender, day)?, recipient: party(connection, recipient, day)?, known })
}

fn party(connection: &Connection, office: OfficeNumber, day: Day) -> Result<Option<PartyState>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT state, successor, reads_until, EXISTS (SELECT 1 FROM licence_period
            WHERE office = ?1 AND last_day >= ?2 AND first_day <= ?2)
         FROM office WHERE number = ?1",
    )?;
    let mut rows = statement.query((office.as_str(), day.number()))?;
    first(&mut rows, |row| Ok(PartyState { state: state(row, 0)?, licensed: value(row, 3)? }))
}
