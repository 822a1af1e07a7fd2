//! Encryption of what is stored, attacked from the side of the file.

use crate::contract::changes::change;
use crate::support::*;
use exchange::store::{FetchOutcome, Mailbox, StoreError};
use exchange::transmission::Change;
use rusqlite::Connection;
use store::OpenError;

const MARKERS: [&str; 4] = ["MARKER-CONTENT", "MARKER-MESSAGE", "MARKER-NAME.CSV", "MARKER-FINDING"];

/// A place with two transmissions, the first one rejected with a finding.
fn filled() -> SqlitePlace {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 2);
    for number in [1, 2] {
        let mut sent = parcel(number, 1, 2).holding(format!("{} {number}", MARKERS[0]).repeat(500).into_bytes());
        sent.summary.message = MARKERS[1].to_owned();
        sent.summary.documents[0].name = MARKERS[2].to_owned();
        sent.send(&*store);
        run(store.fetch(id(number), office(2), act(2, START)));
        change(&*store, number, 2, Change::Receive);
        let receipt = exchange::transmission::SignedStatement {
            statement: MARKERS[3].as_bytes().to_vec(),
            signature: MARKERS[3].as_bytes().to_vec(),
        };
        run(store.change(exchange::store::StateChange {
            id: id(number),
            office: office(2),
            change: Change::Reject,
            receipt: Some(receipt),
            act: act(2, START),
        }));
    }
    drop(store);
    place
}

#[test]
fn s40_no_marker_in_database_or_log_while_it_runs() {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 2);
    let filled = parcel(1, 1, 2).holding(MARKERS[0].repeat(2_000).into_bytes());
    filled.send(&*store);
    let written: u64 = std::fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            assert_no_marker(&bytes);
            bytes.len() as u64
        })
        .sum();
    assert!(written > 28_000, "the log was looked at: {written}");
    drop(store);
    for entry in std::fs::read_dir(self::filled().folder.path()).unwrap() {
        assert_no_marker(&std::fs::read(entry.unwrap().path()).unwrap());
    }
}

fn assert_no_marker(bytes: &[u8]) {
    for marker in MARKERS {
        assert!(!bytes.windows(marker.len()).any(|window| window == marker.as_bytes()), "{marker}");
    }
}

/// Attacks on the file: what is done, and which transmission must then be refused.
const ATTACKS: [(&str, &str); 9] = [
    ("containers swapped", "UPDATE content SET container = (SELECT c.container FROM content c WHERE c.n <> content.n)"),
    ("container from summary", "UPDATE content SET container = summary"),
    ("containers and keys swapped", "SWAP"),
    ("truncated", "UPDATE content SET container = substr(container, 1, length(container) - 1)"),
    ("emptied", "UPDATE content SET container = x''"),
    (
        "one byte",
        "UPDATE content SET container = CAST(substr(container, 1, 40)
            || CASE hex(substr(container, 41, 1)) WHEN '00' THEN x'01' ELSE x'00' END
            || substr(container, 42) AS BLOB)",
    ),
    ("key of the other", "UPDATE data_key SET wrapped = (SELECT k.wrapped FROM data_key k WHERE k.n <> data_key.n)"),
    ("key removed", "DELETE FROM data_key"),
    ("digest of another version", "UPDATE transmission SET sha256 = zeroblob(32)"),
];

#[test]
fn s41_swapped_truncated_and_changed_containers_are_refused_and_named() {
    for (name, sql) in ATTACKS {
        let place = filled();
        let file = Connection::open(place.file()).unwrap();
        if sql == "SWAP" {
            file.execute_batch(
                "CREATE TEMP TABLE c AS SELECT * FROM content; CREATE TEMP TABLE k AS SELECT * FROM data_key;
                 UPDATE content SET (summary, container) = (SELECT summary, container FROM c WHERE c.n <> content.n);
                 UPDATE data_key SET wrapped =
                    (SELECT wrapped FROM k WHERE k.n <> data_key.n AND k.part = data_key.part);",
            )
            .unwrap();
        } else {
            file.execute_batch(sql).unwrap();
        }
        drop(file);
        let store = place.open();
        for reader in [1, 2] {
            let refused = refused(store.fetch(id(1), office(reader), act(reader, START)));
            assert!(matches!(refused, StoreError::Damaged(_)), "{name}: {refused:?}");
        }
        assert_eq!(run(store.list(query(Mailbox::Inbox, 2))).entries.len(), 2, "{name}: others are served");
        assert!(run(store.search_damage(None, 10)).damaged.contains(&id(1)), "{name}");
    }
}

#[test]
fn s41_swapped_receipts_of_imports_are_refused() {
    let place = filled();
    let file = Connection::open(place.file()).unwrap();
    file.execute_batch(
        "CREATE TEMP TABLE r AS SELECT * FROM receipt;
         UPDATE receipt SET (statement, signature) =
            (SELECT statement, signature FROM r WHERE r.key % 4 = 3 AND r.key <> receipt.key) WHERE key % 4 = 3;",
    )
    .unwrap();
    drop(file);
    let store = place.open();
    assert!(matches!(refused(store.receipts(id(1), office(1))), StoreError::Damaged(_)));
}

#[test]
fn s41_a_wrong_master_key_is_refused_at_the_start() {
    let mut place = filled();
    place.keys = vec![[0x99; 32]];
    assert!(matches!(place.try_open(), Err(OpenError::MissingKey)));
    place.keys = vec![KEY, [0x99; 32]];
    assert!(matches!(run(place.open().fetch(id(1), office(2), act(2, START))), FetchOutcome::Found { .. }));
}

#[test]
fn s41_a_key_row_rolled_back_behind_a_rotation_opens_nothing() {
    let mut place = filled();
    let old = place.folder.path().join("old.db");
    std::fs::copy(place.file(), &old).unwrap();
    let store = place.open();
    run(store.use_master_key([0x22; 32].into()));
    while run(store.rewrap_keys(100, hub(START))) > 0 {}
    drop(store);
    place.keys = vec![[0x22; 32]];
    assert!(matches!(run(place.open().fetch(id(1), office(2), act(2, START))), FetchOutcome::Found { .. }));
    let file = Connection::open(place.file()).unwrap();
    let attach = format!("ATTACH '{}' AS old", old.display());
    file.execute_batch(&attach).unwrap();
    file.execute_batch(
        "UPDATE data_key SET (master, wrapped) = (SELECT o.master, o.wrapped FROM old.data_key o
            WHERE o.n = data_key.n AND o.part = data_key.part) WHERE n = 1",
    )
    .unwrap();
    drop(file);
    assert!(matches!(place.try_open(), Err(OpenError::MissingKey)));
}

#[test]
fn s43_a_destroyed_data_key_is_gone_from_the_file() {
    let place = filled();
    let file = Connection::open(place.file()).unwrap();
    let wrapped: Vec<u8> =
        file.query_row("SELECT wrapped FROM data_key WHERE part = 0 AND n = 1", [], |row| row.get(0)).unwrap();
    drop(file);
    let holds = || std::fs::read(place.file()).unwrap().windows(wrapped.len()).any(|window| window == wrapped);
    assert!(holds());
    let store = place.open();
    run(store.expire_content(10, hub(START.plus(120 * exchange::instant::DAY))));
    for entry in std::fs::read_dir(place.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(wrapped.len()).any(|window| window == wrapped), "while it runs");
    }
    drop(store);
    assert!(!holds());
}
