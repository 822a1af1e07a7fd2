//! Connections and their settings.

use rusqlite::{Connection, OpenFlags};
use std::path::Path;

use crate::config::{OpenError, SqliteConfig};
use crate::sabotage::Sabotage;
use crate::seal::KeyRing;

/// 3.51.3 ends the fault that could lose the log of a database in WAL mode.
const OLDEST: i32 = 3_051_003;

/// Refuses an SQLite with a known fault (R20).
pub(super) fn assert_version() -> Result<(), OpenError> {
    if rusqlite::version_number() < OLDEST { Err(OpenError::OldSqlite(rusqlite::version())) } else { Ok(()) }
}

/// The writer's connection.
pub(super) fn open_to_write(config: &SqliteConfig) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&config.file, flags)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(OpenError::NoLog);
    }
    // The log is folded in after 16 MB: index pages that many commits touch are then written back once for all of them, and
    // who waits meanwhile waits for milliseconds (at 64 MB it was one set in a hundred, for some tens of them).
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA secure_delete = FAST;
         PRAGMA wal_autocheckpoint = 4000;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    if Sabotage::NoSync.is_on() {
        connection.pragma_update(None, "synchronous", "OFF")?;
    }
    usual(&connection, 32_768)?;
    if let Some(pages) = config.most_pages {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    sync_folder(&config.file)?;
    Ok(connection)
}

/// A new file's name must be as durable as its content (R1).
#[cfg(unix)]
fn sync_folder(file: &Path) -> Result<(), OpenError> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |source| OpenError::File { file: file.to_owned(), source };
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)
}

/// Windows makes names durable itself.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> Result<(), OpenError> {
    Ok(())
}

/// A reader's connection.
pub(super) fn open_to_read(config: &SqliteConfig) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(&config.file, flags)?;
    usual(&connection, 16_384)?;
    Ok(connection)
}

fn usual(connection: &Connection, cache_kib: i64) -> Result<(), OpenError> {
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(())
}

/// Sees to it that every master key the data were sealed under was given, before the first request comes.
pub(super) fn check(connection: &Connection, keys: &KeyRing) -> Result<(), OpenError> {
    let mut statement = connection.prepare("SELECT min(master) FROM data_key WHERE master > ?1")?;
    let mut last = Vec::new();
    while let Some(master) = statement.query_row([&last], |row| row.get::<_, Option<Vec<u8>>>(0))? {
        let known = <[u8; 8]>::try_from(master.as_slice()).is_ok_and(|id| keys.has(&id));
        if !known {
            return Err(OpenError::MissingKey);
        }
        last = master;
    }
    Ok(())
}
