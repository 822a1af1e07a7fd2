//! What SQLite's errors mean for the caller and for the writer.

use exchange::store::StoreError;
use rusqlite::ErrorCode;

/// Why a body stopped.
#[derive(Debug)]
pub(super) enum Fault {
    /// SQLite says so.
    Sqlite(rusqlite::Error),
    /// A stored value is not what this program writes.
    Damaged(&'static str),
    /// Sealed bytes that do not open, or another answer made already.
    Answer(StoreError),
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        Self::Answer(error)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Fault {
    /// The answer to the caller.
    pub(super) fn answer(&self) -> StoreError {
        match self {
            Self::Damaged(what) => StoreError::Damaged(what),
            Self::Answer(error) => error.clone(),
            Self::Sqlite(error) => answer(error),
        }
    }

    /// True when nothing may be written through this connection any more (R5).
    pub(super) fn stops_writing(&self) -> bool {
        match self {
            Self::Sqlite(error) => stops_writing(error),
            Self::Damaged(_) | Self::Answer(_) => false,
        }
    }
}

/// The answer to the caller.
pub(super) fn answer(error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::StorageFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged("a page of the database"),
        Some(_) if stops_writing(error) => StoreError::Unavailable,
        _ => StoreError::Failed(error.to_string()),
    }
}

/// After a failed read, write or sync, what is on disk is no longer known: only a start from the disk can tell.
pub(super) fn stops_writing(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}
