//! Migrations: only ever added, each in a transaction of its own; newer data are refused (R15).

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection, TransactionBehavior};

use super::office_words;
use crate::config::OpenError;
use crate::fail_points::fail_point;
use crate::sabotage::Sabotage;

/// Marks the file as ours: "RNKH".
const APPLICATION: i64 = 0x524E_4B48;

/// Every migration, in order. The version of a file is the number of migrations it has had.
const MIGRATIONS: [&str; 22] = [
    include_str!("../../migrations/sqlite/0001_start.sql"),
    include_str!("../../migrations/sqlite/0002_acceptance.sql"),
    include_str!("../../migrations/sqlite/0003_reminders.sql"),
    include_str!("../../migrations/sqlite/0004_notices_of_an_office.sql"),
    include_str!("../../migrations/sqlite/0005_portals.sql"),
    include_str!("../../migrations/sqlite/0006_ledger.sql"),
    include_str!("../../migrations/sqlite/0007_offices_own.sql"),
    include_str!("../../migrations/sqlite/0008_console.sql"),
    include_str!("../../migrations/sqlite/0009_epochs.sql"),
    include_str!("../../migrations/sqlite/0010_money.sql"),
    include_str!("../../migrations/sqlite/0011_money_in_bulk.sql"),
    include_str!("../../migrations/sqlite/0012_offices.sql"),
    include_str!("../../migrations/sqlite/0014_closings.sql"),
    include_str!("../../migrations/sqlite/0015_approvals.sql"),
    include_str!("../../migrations/sqlite/0016_news.sql"),
    include_str!("../../migrations/sqlite/0017_leaving.sql"),
    include_str!("../../migrations/sqlite/0018_old_addresses.sql"),
    include_str!("../../migrations/sqlite/0019_office_totals.sql"),
    include_str!("../../migrations/sqlite/0020_closing_notices.sql"),
    include_str!("../../migrations/sqlite/0021_dropped_codes.sql"),
    include_str!("../../migrations/sqlite/0022_last_periods.sql"),
    include_str!("../../migrations/sqlite/0023_without_account.sql"),
];

/// Brings the schema up to date.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<(), OpenError> {
    office_words::teach(connection)?;
    apply(connection, &MIGRATIONS)
}

fn apply(connection: &mut Connection, migrations: &[&str]) -> Result<(), OpenError> {
    let mut version = recognise(connection)?;
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if version > known {
        return Err(OpenError::Newer { found: version, known });
    }
    let done = usize::try_from(version).unwrap_or(0);
    for migration in migrations.iter().skip(done) {
        version += 1;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut statements = Batch::new(&transaction, migration);
        while let Some(mut statement) = statements.next()? {
            fail_point!("store.migrate.statement")?;
            statement.execute([])?;
            if Sabotage::MigrateInPieces.is_on() {
                transaction.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
            }
        }
        transaction.pragma_update(None, "user_version", version)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        fail_point!("store.migrate.committing")?;
        transaction.commit()?;
        fail_point!("store.migrate.committed")?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn version(connection: &Connection) -> i64 {
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    #[test]
    fn r15_a_migration_that_stops_at_any_statement_leaves_the_version_before_it() {
        let statements = ["CREATE TABLE one (a);", "INSERT INTO first VALUES (2);", "CREATE TABLE two (a);"];
        let first = "CREATE TABLE first (a); INSERT INTO first VALUES (1);";
        for stop in 0..=statements.len() {
            let mut connection = Connection::open_in_memory().unwrap();
            let broken = format!("{} NO SUCH STATEMENT;", statements[..stop].join(" "));
            assert!(apply(&mut connection, &[first, &broken]).is_err());
            assert_eq!(version(&connection), 1, "{stop}");
            let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).unwrap();
            let rows: i64 = connection.query_row("SELECT count(*) FROM first", [], |row| row.get(0)).unwrap();
            assert_eq!((tables, rows), (1, 1), "{stop}");
            let whole = statements.join(" ");
            apply(&mut connection, &[first, &whole]).unwrap();
            apply(&mut connection, &[first, &whole]).unwrap();
            assert_eq!(version(&connection), 2);
            assert!(matches!(apply(&mut connection, &[first]), Err(OpenError::Newer { found: 2, known: 1 })));
        }
    }
}
