//! A copy of the database while others write to it: one snapshot, without what was deleted (R16, S43).

use rusqlite::{Connection, OpenFlags};
use std::fs::{File, OpenOptions};
use std::path::Path;

use crate::config::{OpenError, hexadecimal};

/// What a copy holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyFacts {
    /// Version of its schema.
    pub version: i64,
    /// Transmissions in it.
    pub transmissions: i64,
    /// Entries of the audit log in it.
    pub audit_entries: i64,
    /// Names of the master keys that its data keys are wrapped by.
    pub master_keys: Vec<String>,
}

/// Copies the database file, which may be in use by another process, into a new file; durable when it returns. No key is
/// in it: what is sealed stays sealed.
pub fn copy_database(file: &Path, to: &Path) -> Result<CopyFacts, OpenError> {
    let failed = |source| OpenError::File { file: to.to_owned(), source };
    // Made first, so that nobody else may read it; SQLite fills it.
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    drop(options.open(to).map_err(failed)?);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(file, flags)?;
    let target = to.to_str().ok_or_else(|| OpenError::Damaged(format!("{} is no UTF-8", to.display())))?;
    source.execute("VACUUM INTO ?1", [target])?;
    File::open(to).and_then(|copy| copy.sync_all()).map_err(failed)?;
    facts(to)
}

/// Looks whether a copy is whole, and what it holds.
pub fn facts(copy: &Path) -> Result<CopyFacts, OpenError> {
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let said: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if said != "ok" {
        return Err(OpenError::Damaged(said));
    }
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let mut masters = connection.prepare("SELECT DISTINCT master FROM data_key ORDER BY master")?;
    let names = masters.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    Ok(CopyFacts {
        version: number("PRAGMA user_version")?,
        transmissions: number("SELECT count(*) FROM transmission")?,
        audit_entries: number("SELECT count(*) FROM audit_entry")?,
        master_keys: names.map(|name| name.map(|bytes| hexadecimal(&bytes))).collect::<Result<_, _>>()?,
    })
}
