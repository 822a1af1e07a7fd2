//! Receipts, byte for byte; those that may quote documents are sealed under a key of their own.

use exchange::id::TransmissionId;
use exchange::instant::Instant;
use exchange::store::StoreError;
use exchange::transmission::{ReceiptKind, SignedStatement, StoredReceipt};
use rusqlite::Connection;
use standard::OfficeNumber;

use super::{Held, by_id};
use crate::seal::{DataKey, KeyRing, Place, WrappedKey};
use crate::sqlite::error::Fault;
use crate::sqlite::row::{every, first, fixed, instant, value};
use crate::sqlite::write::Work;

/// Where a transmission's receipt of a kind lies.
fn key(n: i64, kind: ReceiptKind) -> i64 {
    n * 4
        + match kind {
            ReceiptKind::Accepted => 0,
            ReceiptKind::Received => 1,
            ReceiptKind::Imported => 2,
            ReceiptKind::Rejected => 3,
        }
}

/// Stores a receipt as it is.
pub(super) fn store(
    work: &Work<'_>,
    n: i64,
    kind: ReceiptKind,
    at: Instant,
    signed: &SignedStatement,
) -> Result<(), Fault> {
    let row = (key(n, kind), at.millis(), &signed.statement, &signed.signature);
    work.run("INSERT INTO receipt (key, at, statement, signature) VALUES (?1, ?2, ?3, ?4)", row).map(|_| ())
}

/// A receipt with its wrapped key, sealed before it is queued.
pub(super) struct Sealed {
    signed: SignedStatement,
    key: WrappedKey,
}

impl Sealed {
    /// Seals a receipt that may quote documents.
    pub(super) fn new(keys: &KeyRing, held: &Held, signed: &SignedStatement) -> Result<Self, StoreError> {
        let key = DataKey::generate()?;
        let statement = key.seal(place(held, "statement"), &signed.statement)?;
        let signature = key.seal(place(held, "signature"), &signed.signature)?;
        Ok(Self { signed: SignedStatement { statement, signature }, key: keys.wrap(&key)? })
    }

    /// Stores it with its key.
    pub(super) fn store(&self, work: &Work<'_>, n: i64, kind: ReceiptKind, at: Instant) -> Result<(), Fault> {
        work.run(
            "INSERT INTO data_key (n, part, master, wrapped) VALUES (?1, 1, ?2, ?3)",
            (n, &self.key.master, &self.key.bytes),
        )?;
        store(work, n, kind, at, &self.signed)
    }
}

fn place<'a>(held: &'a Held, column: &'static str) -> Place<'a> {
    Place { table: "receipt", column, id: held.id_bytes(), version: &held.header.sha256.0 }
}

/// A receipt as it lies.
pub(super) fn plain(connection: &Connection, n: i64, kind: ReceiptKind) -> Result<Option<StoredReceipt>, Fault> {
    let mut statement = connection.prepare_cached("SELECT at, statement, signature FROM receipt WHERE key = ?1")?;
    first(&mut statement.query([key(n, kind)])?, |row| {
        let signed = SignedStatement { statement: value(row, 1)?, signature: value(row, 2)? };
        Ok(StoredReceipt { kind, at: instant(row, 0)?, signed })
    })
}

/// Every receipt of a transmission, for a party.
pub(in crate::sqlite) fn receipts(
    connection: &Connection,
    keys: &KeyRing,
    id: TransmissionId,
    reader: OfficeNumber,
) -> Result<Option<Vec<StoredReceipt>>, Fault> {
    let Some(held) = by_id(connection, id)?.filter(|held| held.party(reader).is_some()) else { return Ok(None) };
    let mut found = Vec::new();
    for kind in ReceiptKind::ALL {
        let Some(receipt) = plain(connection, held.n, kind)? else { continue };
        found.push(if kind.may_quote_documents() { open(connection, keys, &held, receipt)? } else { receipt });
    }
    found.sort_by_key(|receipt| receipt.at);
    Ok(Some(found))
}

fn open(connection: &Connection, keys: &KeyRing, held: &Held, sealed: StoredReceipt) -> Result<StoredReceipt, Fault> {
    let key = keys.unwrap(&wrapped(connection, held.n, 1)?.ok_or(Fault::Damaged("a receipt without its key"))?)?;
    let signed = SignedStatement {
        statement: key.open(place(held, "statement"), sealed.signed.statement)?,
        signature: key.open(place(held, "signature"), sealed.signed.signature)?,
    };
    Ok(StoredReceipt { signed, ..sealed })
}

/// The wrapped data key of a part.
pub(in crate::sqlite) fn wrapped(connection: &Connection, n: i64, part: i64) -> Result<Option<WrappedKey>, Fault> {
    let mut statement = connection.prepare_cached("SELECT master, wrapped FROM data_key WHERE n = ?1 AND part = ?2")?;
    let mut found = every(&mut statement.query((n, part))?, |row| {
        Ok(WrappedKey { master: fixed::<8>(row, 0)?, bytes: value(row, 1)? })
    })?;
    Ok(found.pop())
}
