//! Opening the file.

use crate::support::*;
use rusqlite::Connection;
use store::OpenError;

#[test]
fn r14_a_second_opening_is_refused_until_the_first_is_gone() {
    let place = SqlitePlace::new();
    let first = place.open();
    assert!(matches!(place.try_open(), Err(OpenError::InUse(_))));
    drop(first);
    assert!(place.try_open().is_ok());
}

#[test]
fn r15_newer_data_are_refused_and_left_alone() {
    let place = SqlitePlace::new();
    drop(place.open());
    let file = Connection::open(place.file()).unwrap();
    let current: i64 = file.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    file.pragma_update(None, "user_version", 9_999).unwrap();
    drop(file);
    assert!(matches!(place.try_open(), Err(OpenError::Newer { found: 9_999, .. })));
    let file = Connection::open(place.file()).unwrap();
    file.pragma_update(None, "user_version", current).unwrap();
    drop(file);
    assert!(place.try_open().is_ok());
}

#[test]
fn r15_a_migration_killed_half_way_starts_anew() {
    let place = SqlitePlace::new();
    // What a kill between creating the file and committing the first migration leaves: an empty database.
    let file = Connection::open(place.file()).unwrap();
    file.execute_batch("PRAGMA journal_mode = WAL; BEGIN; CREATE TABLE office (number TEXT);").unwrap();
    drop(file);
    let store = place.open();
    with_offices(&*store, 1);
}

#[test]
fn another_programs_database_is_refused() {
    let place = SqlitePlace::new();
    Connection::open(place.file()).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
    assert!(matches!(place.try_open(), Err(OpenError::Damaged(_))));
    std::fs::write(place.folder.path().join("text.db"), "not a database at all, but long enough to be read").unwrap();
    assert!(open_file(place.folder.path().join("text.db"), &[KEY], None).is_err());
    assert!(matches!(open_file("/nowhere/hub.db".into(), &[KEY], None), Err(OpenError::File { .. })));
}

#[test]
fn r20_the_file_is_in_order_and_has_its_settings() {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 2);
    for number in 0..20 {
        parcel(number, 1, 2).send(&*store);
    }
    drop(store);
    assert_in_order(&place);
    let file = Connection::open(place.file()).unwrap();
    let mode: String = file.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    assert!(rusqlite::version_number() >= 3_051_003);
}

/// SQLite's own checks of structure and references.
pub(crate) fn assert_in_order(place: &SqlitePlace) {
    let file = Connection::open(place.file()).unwrap();
    let answer: String = file.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
    assert_eq!(answer, "ok");
    let broken: i64 = file.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(broken, 0);
}

#[test]
fn every_table_and_column_has_a_comment() {
    let start = include_str!("../../migrations/sqlite/0001_start.sql");
    let reminders = include_str!("../../migrations/sqlite/0003_reminders.sql");
    let mut before = "";
    let mut inside = false;
    for line in start.lines().chain(reminders.lines()) {
        if line.starts_with("CREATE TABLE") {
            assert!(before.starts_with("-- "), "no comment before: {line}");
            inside = true;
        } else if line.starts_with(')') {
            inside = false;
        } else if inside && !["PRIMARY KEY", "UNIQUE"].iter().any(|word| line.trim().starts_with(word)) {
            assert!(line.contains("-- "), "no comment: {line}");
        }
        before = line;
    }
}
