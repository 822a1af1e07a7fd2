//! Migrations: only ever added, each in a transaction of its own; newer data are refused (R15).

use rusqlite::{Connection, TransactionBehavior};

use crate::config::OpenError;

/// Marks the file as ours: "RNKH".
const APPLICATION: i64 = 0x524E_4B48;

/// Every migration, in order. The version of a file is the number of migrations it has had.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/sqlite/0001_start.sql")];

/// Brings the schema up to date.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), OpenError> {
    let mut version = recognise(connection)?;
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    if version > known {
        return Err(OpenError::Newer { found: version, known });
    }
    let done = usize::try_from(version).unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(done) {
        version += 1;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The version of a file of ours; 0 for an empty one.
fn recognise(connection: &Connection) -> Result<i64, OpenError> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (tables > 0 || version > 0) {
        return Err(OpenError::Damaged("the file is another program's database".to_owned()));
    }
    Ok(version)
}
