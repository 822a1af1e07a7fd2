//! Counts and digests every table, for restore drills and checks after faults.

use exchange::Sha256;
use exchange::store::TableCensus;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use crate::sqlite::error::Fault;
use crate::sqlite::row::{every, value};

/// Every table of the schema.
pub(super) fn take(connection: &Connection) -> Result<Vec<TableCensus>, Fault> {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let names = every(&mut connection.prepare_cached(tables)?.query([])?, |row| value::<String>(row, 0))?;
    names.into_iter().map(|table| count(connection, table)).collect()
}

fn count(connection: &Connection, table: String) -> Result<TableCensus, Fault> {
    // The name comes from the schema itself.
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns = statement.column_count();
    let mut rows = every(&mut statement.query([])?, |row| digest(row, columns))?;
    rows.sort_unstable();
    let whole: Vec<u8> = rows.iter().flatten().copied().collect();
    Ok(TableCensus { table, rows: rows.len() as u64, sha256: Sha256::of(&whole) })
}

/// Each value with its kind and length before it, so that no two rows have the same bytes.
fn digest(row: &Row<'_>, columns: usize) -> Result<[u8; 32], Fault> {
    let mut bytes = Vec::new();
    for column in 0..columns {
        let (kind, value) = match row.get_ref(column)? {
            ValueRef::Null => (0, Vec::new()),
            ValueRef::Integer(number) => (1, number.to_be_bytes().to_vec()),
            ValueRef::Real(number) => (2, number.to_be_bytes().to_vec()),
            ValueRef::Text(text) => (3, text.to_vec()),
            ValueRef::Blob(blob) => (4, blob.to_vec()),
        };
        bytes.push(kind);
        bytes.extend((value.len() as u64).to_be_bytes());
        bytes.extend(value);
    }
    Ok(Sha256::of(&bytes).0)
}
