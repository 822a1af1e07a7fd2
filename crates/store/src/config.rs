//! Which database, where it lies, and the master keys.

use crate::seal::master_id;
use std::fmt;
use std::path::PathBuf;
use thiserror::Error;
use zeroize::Zeroizing;

/// How to open the store.
#[derive(Debug)]
pub struct Config {
    /// Which database.
    pub database: Database,
    /// The master keys that wrap the data keys.
    pub keys: MasterKeys,
}

/// A database.
#[derive(Debug)]
pub enum Database {
    /// One file beside the program.
    Sqlite(SqliteConfig),
}

/// SQLite's settings.
#[derive(Clone, Debug)]
pub struct SqliteConfig {
    /// The database file; its lock and its log lie beside it.
    pub file: PathBuf,
    /// Threads that read.
    pub readers: usize,
    /// Changes that may wait; beyond, the store answers that it is busy.
    pub queue: usize,
    /// Most changes in one commit.
    pub batch: usize,
    /// Most pages the file may have; `None` for no limit but the disk's.
    pub most_pages: Option<u32>,
}

impl SqliteConfig {
    /// Usual settings for a file.
    pub fn new(file: PathBuf) -> Self {
        Self { file, readers: 3, queue: 4_096, batch: 256, most_pages: None }
    }
}

/// Master keys as they were read from their files; the newest last. Never printed, wiped after use.
pub struct MasterKeys(pub(crate) Zeroizing<Vec<[u8; 32]>>);

impl MasterKeys {
    /// From the bytes of key files, each exactly 32 bytes, the newest last.
    pub fn from_files(files: &[&[u8]]) -> Result<Self, OpenError> {
        let keys = files.iter().map(|bytes| <[u8; 32]>::try_from(*bytes).map_err(|_| OpenError::KeyFile(bytes.len())));
        let keys = Zeroizing::new(keys.collect::<Result<Vec<_>, _>>()?);
        if keys.is_empty() { Err(OpenError::NoKey) } else { Ok(Self(keys)) }
    }
}

/// The name of a master key in a manifest or a file name; it tells nothing about the key.
pub fn master_key_name(key: &[u8; 32]) -> String {
    hexadecimal(&master_id(key))
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKeys({})", self.0.len())
    }
}

/// Why a store cannot be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("another process is using the database {0}")]
    InUse(PathBuf),
    /// The folder or file cannot be written.
    #[error("the database {file} cannot be opened")]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A newer version of the program has written it.
    #[error("the data are of version {found}, this program knows version {known}: use the newer program")]
    Newer {
        /// Version of the data.
        found: i64,
        /// Newest version that this program knows.
        known: i64,
    },
    /// The SQLite that is linked has a known fault.
    #[error("the linked SQLite {0} is older than 3.51.3")]
    OldSqlite(&'static str),
    /// The file system cannot keep the database's log.
    #[error("the folder's file system cannot keep the database's log (WAL)")]
    NoLog,
    /// The file is no database of ours, or is damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// A key file has the wrong size.
    #[error("a master key has 32 bytes, this one has {0}")]
    KeyFile(usize),
    /// No master key was given.
    #[error("a master key is needed")]
    NoKey,
    /// The data were encrypted under a key that was not given.
    #[error("the data need a master key that was not given")]
    MissingKey,
    /// The database failed.
    #[error("the database failed to open")]
    Database(#[from] rusqlite::Error),
}
