//! The search for damage (R8): opens stored content and compares it with what was accepted.

use exchange::Sha256;
use exchange::id::TransmissionId;
use exchange::store::{Damage, StoreError};
use rusqlite::Connection;
use std::sync::Arc;

use crate::seal::KeyRing;
use crate::sqlite::error::Fault;
use crate::sqlite::row::every;
use crate::sqlite::transmissions::fetch::{content, open};
use crate::sqlite::transmissions::{COLUMNS, Held, held};

/// Looks at up to `most` transmissions after one, in the order of ids.
pub(super) fn search(
    connection: &Connection,
    keys: &Arc<KeyRing>,
    after: Option<TransmissionId>,
    most: u32,
) -> Result<Damage, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM transmission t WHERE t.id > ?1 ORDER BY t.id LIMIT ?2");
    let from = after.map_or(Vec::new(), |id| id.as_bytes().to_vec());
    let seen = every(&mut connection.prepare_cached(&sql)?.query((from, most))?, held)?;
    let full = u32::try_from(seen.len()).is_ok_and(|number| number == most);
    let mut damage = Damage { next: seen.last().filter(|_| full).map(|last| last.header.id), ..Damage::default() };
    for transmission in &seen {
        damage.seen += 1;
        if !is_whole(connection, keys, transmission)? {
            damage.damaged.push(transmission.header.id);
        }
    }
    Ok(damage)
}

fn is_whole(connection: &Connection, keys: &Arc<KeyRing>, held: &Held) -> Result<bool, Fault> {
    if !held.has_content {
        return Ok(true);
    }
    let opened = match content(connection, held) {
        Ok(Some((sealed, key))) => open(keys, held, sealed, &key),
        Ok(None) => return Ok(true),
        Err(Fault::Answer(StoreError::Damaged(_))) => return Ok(false),
        Err(fault) => return Err(fault),
    };
    Ok(opened.is_ok_and(|bytes| Sha256::of(&bytes) == held.header.sha256))
}
