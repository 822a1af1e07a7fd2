//! Brings a store to the newest version. Migrations are only ever added.

use super::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// All migrations; the version of a store is how many of them it has.
const MIGRATIONS: &[&str] = &[
    include_str!("0001_first.sql"),
    include_str!("0002_reports.sql"),
    include_str!("0003_desk.sql"),
    include_str!("0004_resealed.sql"),
];

/// Each migration in a transaction of its own, so that a kill between two leaves a whole store.
pub(super) fn bring_up(connection: &mut Connection) -> Result<(), StoreError> {
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        let Some(migration) = MIGRATIONS.get(found as usize) else { return Ok(()) };
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", found + 1)?;
        transaction.commit()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r15_a_newer_store_is_refused_and_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        bring_up(&mut connection).unwrap();
        bring_up(&mut connection).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(bring_up(&mut connection), Err(StoreError::Newer { found: 99, .. })));
        let still: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(still, 99);
    }
}
