//! The history that the data are in, and the beginning of another one when a backup is brought back.

use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::store::Epoch;
use exchange::{Act, Actor, Instant};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::Path;

use super::error::Fault;
use super::migrate;
use super::row::fixed;
use crate::config::OpenError;

/// Positions for one second of the clock. A feed that grows by fewer in a second never reaches the base of a later epoch;
/// until the year 2200 they stay below 2^53, the largest whole number that every reader of JSON keeps.
const POSITIONS_A_SECOND: i64 = 1 << 20;

/// The newest epoch.
pub(super) fn current(connection: &Connection) -> Result<Epoch, Fault> {
    let sql = "SELECT id FROM epoch ORDER BY number DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let row = rows.next()?.ok_or(Fault::Damaged("data without an epoch"))?;
    Ok(Epoch(fixed(row, 0)?))
}

/// Begins another epoch in a copy that was made by [`super::copy_database`] and that no process uses, after bringing its
/// schema up to date. `id` is random. From here on every feed continues above all positions that were ever given, also by
/// the data that are lost: no cursor of an office stands beyond the end. On disk, in this one file, when it returns.
pub fn begin_epoch(copy: &Path, id: [u8; 16], at: Instant) -> Result<(), OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(copy, flags)?;
    // Beside it nothing may be left: the file gets its name later.
    connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    migrate::bring_up_to_date(&mut connection)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let base = (at.millis() / 1_000).saturating_mul(POSITIONS_A_SECOND);
    transaction.execute(
        "INSERT INTO epoch (number, id, feed_base, begun_at)
         SELECT (SELECT max(number) + 1 FROM epoch), ?1,
            max(?2, coalesce((SELECT max(feed_last) FROM mailbox), 0), (SELECT max(feed_base) FROM epoch)), ?3",
        (id, base, at.millis()),
    )?;
    transaction.execute("UPDATE mailbox SET feed_last = (SELECT max(feed_base) FROM epoch)", [])?;
    let act = Act { actor: Actor::Hub, at, salt: [0; 16] };
    let leaf = AuditLeaf::new(&act, AuditKind::BackupRestored, &Subject::new("epoch", Epoch(id)), None, None);
    transaction.execute("INSERT INTO audit_entry (leaf, salt) VALUES (?1, NULL)", [leaf.bytes()])?;
    Ok(transaction.commit()?)
}
