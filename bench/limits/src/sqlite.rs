//! SQLite with a write-ahead log and full syncs: rows of 20 KB, one writer.

use crate::disk::own_folder;
use crate::message::LENGTH;
use anchors::measure::{percentile, result, seconds};
use rusqlite::{Connection, params};
use std::path::Path;
use std::time::Instant;

const SCHEMA: &str = "
    PRAGMA page_size = 4096;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 1000;
    CREATE TABLE message (id INTEGER PRIMARY KEY, recipient TEXT NOT NULL, hash BLOB, body BLOB);
    CREATE INDEX message_recipient ON message (recipient, id);";

/// All measures, in a folder of its own below `folder`.
pub(crate) fn run(folder: &Path) {
    let folder = own_folder(folder, "sqlite");
    let mut store = Connection::open(folder.join("store.db")).unwrap();
    store.execute_batch(SCHEMA).unwrap();
    let body: Vec<u8> = (0..LENGTH).map(|index| (index * 31 % 251) as u8).collect();
    for batch in [1, 32] {
        insert(&mut store, &body, batch);
    }
    read(&store);
    drop(store);
    std::fs::remove_dir_all(&folder).unwrap();
}

fn insert(store: &mut Connection, body: &[u8], batch: usize) {
    let (start, mut rows, mut microseconds) = (Instant::now(), 0, Vec::new());
    while start.elapsed().as_secs_f64() < seconds() {
        let begin = Instant::now();
        let transaction = store.transaction().unwrap();
        for _ in 0..batch {
            let mut insert =
                transaction.prepare_cached("INSERT INTO message (recipient, hash, body) VALUES (?, ?, ?)").unwrap();
            insert.execute(params![format!("r{}", rows % 100), &body[..32], body]).unwrap();
            rows += 1;
        }
        transaction.commit().unwrap();
        microseconds.push(begin.elapsed().as_secs_f64() * 1e6);
    }
    let name = format!("sqlite.rust_insert20k_batch{batch}");
    result(&name, f64::from(rows) / start.elapsed().as_secs_f64(), "msg/s");
    result(&format!("{name}.txn_p99us"), percentile(&mut microseconds, 0.99), "us");
}

fn read(store: &Connection) {
    let last: i64 = store.query_row("SELECT max(id) FROM message", [], |row| row.get(0)).unwrap();
    let mut select = store.prepare("SELECT body FROM message WHERE id = ?").unwrap();
    let (start, mut rows) = (Instant::now(), 0_i64);
    while start.elapsed().as_secs_f64() < seconds() {
        let body: Vec<u8> = select.query_row([1 + rows * 7919 % last], |row| row.get(0)).unwrap();
        assert_eq!(body.len(), LENGTH);
        rows += 1;
    }
    result("sqlite.rust_read20k_pk", rows as f64 / start.elapsed().as_secs_f64(), "msg/s");
}
