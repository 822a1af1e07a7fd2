//! The office's own store: one SQLite file in the data folder. What is personal or secret is sealed in it.

mod cipher;
mod contents;
mod drafts;
mod facts;
mod inbox;
pub(crate) mod instants;
mod journal;
mod migrations;
mod outbox;
mod partners;
mod reads;
mod sender_lock;
mod sent;
mod shelf;
mod single;
mod staff;
mod templates;
mod together;
mod watched;
mod work_table;

pub use drafts::{Draft, MOST_DRAFTS};
pub use facts::{ACCOUNT_ID, SYSTEM_ID, Session, TerminalToken};
pub use inbox::InboxItem;
pub use journal::{ACTIVITY_KEPT, Deed, LogLine, LogPage, MOST_LOG_LINES};
pub use outbox::{Letter, NewItem, OutboxItem, OutboxState};
pub use partners::Partner;
pub use sender_lock::SenderLock;
pub use templates::{MOST_TEMPLATES, Template, TemplateWords};
pub use watched::{Watched, WatchedFiles};

use crate::home::Home;
use crate::{Surroundings, platform};
use cipher::{Cipher, Place};
use evidence::Timestamp;
use rusqlite::Connection;
use std::io;
use std::path::Path;
use std::time::Duration;
use thiserror::Error;

/// File name of the store.
const FILE: &str = "renkei.db";
/// Another process of this office may hold the store for so long.
const BUSY: Duration = Duration::from_secs(10);

/// The open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    cipher: Cipher,
}

/// Why the store cannot be used.
#[derive(Debug, Error)]
pub enum StoreError {
    /// SQLite.
    #[error("the store cannot be read or written")]
    Sqlite(#[from] rusqlite::Error),
    /// A file of the store.
    #[error("a file of the store cannot be made")]
    Io(#[from] io::Error),
    /// The secret of this terminal.
    #[error("the secret of this terminal cannot be read")]
    Secret(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Sealed with another secret, moved, or damaged.
    #[error("a sealed value of {table}.{column} does not open")]
    Sealed {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A value that no version of this program wrote.
    #[error("a value of {0} cannot be read")]
    Value(&'static str),
    /// Written by a newer version of this program.
    #[error("the store is of version {found}; this program knows {known}")]
    Newer {
        /// Version of the file.
        found: u32,
        /// Newest version known here.
        known: u32,
    },
    /// There are so many of them that no more are kept.
    #[error("no more of {0} are kept")]
    Full(&'static str),
    /// The outbox does not allow the change.
    #[error("an item that is {from:?} cannot become {to:?}")]
    State {
        /// Its state.
        from: OutboxState,
        /// The state asked for.
        to: OutboxState,
    },
}

impl Store {
    /// Opens the store of a data folder, makes it when there is none, and brings it to the newest version.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(home: &Home, surroundings: &Surroundings) -> Result<Self, StoreError> {
        let secret = platform::read_secret(home.folder()).map_err(|error| StoreError::Secret(Box::new(error)))?;
        Self::open_file(&home.file(FILE), Cipher::new(&secret, surroundings.random.clone())?)
    }

    fn open_file(file: &Path, cipher: Cipher) -> Result<Self, StoreError> {
        make_for_owner(file)?;
        let mut connection = Connection::open(file)?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        // KiB. Several connections of the window are open at once; what is read is kept elsewhere.
        connection.pragma_update(None, "cache_size", -512)?;
        migrations::bring_up(&mut connection)?;
        Ok(Self { connection, cipher })
    }

    /// A key for a row that has none of its own.
    fn fresh_key(&self) -> Result<String, StoreError> {
        let mut bytes = [0; 16];
        self.cipher.random(&mut bytes)?;
        Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    fn seal(&self, place: Place<'_>, value: &impl serde::Serialize) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(value).map_err(|_| StoreError::Value(place.table))?;
        self.cipher.seal(place, &plain)
    }

    fn unseal<T: serde::de::DeserializeOwned>(&self, place: Place<'_>, sealed: Vec<u8>) -> Result<T, StoreError> {
        let plain = self.cipher.open(place, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::Value(place.table))
    }
}

/// SQLite has signed integers only.
fn seconds(at: Timestamp) -> i64 {
    i64::try_from(at.unix()).unwrap_or(i64::MAX)
}

fn timestamp(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_unix(u64::try_from(seconds).ok()?)
}

/// The file is made for its owner alone before SQLite opens it; `-wal` and `-shm` take over its rights.
fn make_for_owner(file: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::contents::Contents;
    use std::sync::Arc;

    /// A store in a folder, under a fixed secret.
    pub(crate) fn store_in(folder: &Path) -> Store {
        store_with(folder, "secret")
    }

    pub(crate) fn store_with(folder: &Path, secret: &str) -> Store {
        let random =
            Arc::new(|bytes: &mut [u8]| aws_lc_rs::rand::fill(bytes).map_err(|_| io::Error::other("no random bytes")));
        Store::open_file(&folder.join(FILE), Cipher::new(secret, random).unwrap()).unwrap()
    }

    #[cfg(unix)]
    #[test]
    fn s75_only_the_owner_reads_the_store() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        store.set_fact("a", "b").unwrap();
        for entry in folder.path().read_dir().unwrap() {
            let entry = entry.unwrap();
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
        }
    }

    #[test]
    fn the_store_is_durable_and_recent() {
        let folder = tempfile::tempdir().unwrap();
        let store = store_in(folder.path());
        let asked = |name: &str| store.connection.pragma_query_value(None, name, |row| row.get::<_, String>(0));
        let number = |name: &str| store.connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
        assert_eq!(asked("journal_mode").unwrap(), "wal");
        assert_eq!(number("synchronous").unwrap(), 2);
        assert_eq!(asked("integrity_check").unwrap(), "ok");
        assert!(rusqlite::version_number() >= 3_051_003);
    }

    #[test]
    fn another_secret_opens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let session = Session {
            access: "kept secret".to_owned(),
            access_ends: evidence::Timestamp::LAST.to_string(),
            refresh: "too".to_owned(),
            refresh_ends: evidence::Timestamp::LAST.to_string(),
        };
        store_in(folder.path()).keep_session(&session).unwrap();
        let other = store_with(folder.path(), "another");
        assert!(matches!(other.session(), Err(StoreError::Sealed { table: "token", .. })));
        assert_eq!(store_in(folder.path()).session().unwrap().unwrap().access, "kept secret");
        for entry in folder.path().read_dir().unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            assert!(memchr::memmem::find(&bytes, b"kept secret").is_none());
        }
    }

    fn letter() -> Letter {
        Letter {
            recipient: "1370000002".to_owned(),
            serial: "20250425102000".to_owned(),
            month: Some("202505".to_owned()),
            message: "5月分です".to_owned(),
            documents: vec!["a.CSV".to_owned()],
            deed: None,
        }
    }

    fn put(store: &mut Store, id: &str, instead_of: Option<&str>) {
        let created_at = Timestamp::from_unix(1_749_524_400).unwrap();
        let (letter, contents) = (&letter(), &Contents::default());
        let item = NewItem { id, fingerprint: b"f", letter, container: b"THE BYTES", contents, created_at };
        store.put_outbox(&item, instead_of).unwrap();
    }

    #[test]
    fn an_item_lives_as_the_states_allow() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        put(&mut store, "1", None);
        let receipt = evidence::receipt::SignedReceipt { json: b"{}".to_vec(), signature: b"s".to_vec() };
        let early = store.mark_accepted("1", Timestamp::LAST, &receipt);
        assert!(matches!(early, Err(StoreError::State { from: OutboxState::Prepared, .. })));
        store.begin_sending("1").unwrap();
        // Killed here: the next start finds it and the bytes.
        drop(store);
        let mut store = store_in(folder.path());
        let item = store.outbox_item("1").unwrap().unwrap();
        assert_eq!((item.state, item.tries, item.letter), (OutboxState::Sending, 1, letter()));
        assert_eq!(store.outbox_container("1").unwrap(), b"THE BYTES");
        store.begin_sending("1").unwrap();
        store.mark_accepted("1", Timestamp::LAST, &receipt).unwrap();
        assert_eq!(store.outbox_receipt("1").unwrap(), Some(receipt));
        let problem = crate::refusal::Refusal::new("x", "", "", "");
        assert!(store.begin_sending("1").is_err() && store.mark_refused("1", &problem).is_err());
        store.mark_withdrawn("1").unwrap();
        assert!(store.find_outbox(b"f").unwrap().is_none());
    }

    #[test]
    fn nothing_accepted_becomes_unsent_again() {
        use OutboxState as S;
        for from in S::ALL {
            for to in S::ALL {
                let known = matches!(
                    (from, to),
                    (S::Prepared | S::Sending, S::Sending)
                        | (S::Prepared | S::Sending | S::Accepted | S::Refused, S::Withdrawn)
                        | (S::Sending, S::Accepted | S::Refused)
                );
                assert_eq!(from.may_become(to), known, "{from:?} {to:?}");
            }
        }
    }

    #[test]
    fn an_item_takes_the_place_of_a_waiting_one_only() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = store_in(folder.path());
        put(&mut store, "1", None);
        put(&mut store, "1b", Some("1"));
        put(&mut store, "2", Some("1b"));
        assert_eq!(["1", "1b", "2"].map(|id| store.id_now(id).unwrap()), ["2"; 3], "whoever knew it finds it");
        let ids: Vec<String> = store.outbox().unwrap().into_iter().map(|item| item.id).collect();
        assert_eq!(ids, ["2"]);
        store.begin_sending("2").unwrap();
        store.mark_refused("2", &crate::refusal::Refusal::new("x", "", "", "")).unwrap();
        put(&mut store, "3", Some("2"));
        assert_eq!((store.outbox().unwrap().len(), store.id_now("2").unwrap().as_str()), (2, "2"));
    }

    #[test]
    fn the_message_and_the_recipient_are_not_readable_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        put(&mut store_in(folder.path()), "1", None);
        for entry in folder.path().read_dir().unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            for plain in ["5月分です", "1370000002", "20250425102000", "a.CSV", "THE BYTES"] {
                assert!(memchr::memmem::find(&bytes, plain.as_bytes()).is_none(), "{plain}");
            }
        }
    }
}
