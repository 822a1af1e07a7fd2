//! The writer's promises that no caller can provoke through the traits.

use exchange::store::{StoreError, StoreFuture};
use std::sync::mpsc::channel;
use tempfile::TempDir;

use super::SqliteStore;
use super::error::Fault;
use super::write::Work;
use crate::config::{MasterKeys, SqliteConfig};

fn opened(folder: &TempDir, queue: usize) -> SqliteStore {
    let config = SqliteConfig { queue, ..SqliteConfig::new(folder.path().join("hub.db")) };
    SqliteStore::open(&config, &MasterKeys::from_files(&[&[1; 32]]).unwrap()).unwrap()
}

fn wait<T>(future: StoreFuture<'_, T>) -> Result<T, StoreError> {
    pollster::block_on(future)
}

fn mark(work: &Work<'_>, key: i64) -> Result<(), Fault> {
    work.run("INSERT INTO throttle (key, failures, last_at) VALUES (?1, 1, 1)", [key.to_string()]).map(|_| ())
}

fn marks(store: &SqliteStore) -> i64 {
    wait(store.read(|connection| Ok(connection.query_row("SELECT count(*) FROM throttle", [], |row| row.get(0))?)))
        .unwrap()
}

#[test]
fn r26_a_panic_in_the_writer_stops_writing_and_acknowledges_nothing() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder, 16);
    wait(store.write("mark", |work| mark(work, 1))).unwrap();
    let panicked: Result<(), _> = wait(store.write("panic", |work| {
        mark(work, 2)?;
        panic!("a fault of the program")
    }));
    assert_eq!(panicked, Err(StoreError::Unavailable));
    assert_eq!(wait(store.write("mark", |work| mark(work, 3))), Err(StoreError::Unavailable));
    assert_eq!(marks(&store), 1, "reading goes on, and shows what was acknowledged");
    drop(store);
    assert_eq!(marks(&opened(&folder, 16)), 1);
}

#[test]
fn r22_beyond_the_queue_the_store_is_busy_and_what_it_took_on_is_done() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder, 2);
    let (begun, has_begun) = channel();
    let (go, may_go) = channel::<()>();
    let first = store.write("wait", move |work| {
        begun.send(()).unwrap();
        may_go.recv().unwrap();
        mark(work, 0)
    });
    has_begun.recv().unwrap();
    // The writer is held, so exactly the queue's two places are free.
    let waiting = [store.write("mark", |work| mark(work, 1)), store.write("mark", |work| mark(work, 2))];
    assert_eq!(wait(store.write("mark", |work| mark(work, 3))), Err(StoreError::Busy));
    go.send(()).unwrap();
    wait(first).unwrap();
    for taken in waiting {
        wait(taken).unwrap();
    }
    assert_eq!(marks(&store), 3);
}

#[test]
fn i9_a_change_that_fails_half_way_is_undone_alone() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder, 16);
    let (begun, has_begun) = channel();
    let (go, may_go) = channel::<()>();
    let held = store.write("wait", move |_| {
        begun.send(()).unwrap();
        may_go.recv().unwrap();
        Ok(())
    });
    has_begun.recv().unwrap();
    // These three wait together and share one commit.
    let before = store.write("mark", |work| mark(work, 1));
    let failing: StoreFuture<'_, ()> = store.write("fail", |work| {
        mark(work, 2)?;
        Err(Fault::Damaged("made up"))
    });
    let after = store.write("mark", |work| mark(work, 3));
    go.send(()).unwrap();
    wait(held).unwrap();
    assert_eq!(wait(failing), Err(StoreError::Damaged("made up")));
    assert_eq!((wait(before), wait(after)), (Ok(()), Ok(())));
    assert_eq!(marks(&store), 2);
}

#[test]
fn r26_a_panic_while_reading_is_its_own_and_the_readers_go_on() {
    let folder = TempDir::new().unwrap();
    let store = opened(&folder, 16);
    wait(store.write("mark", |work| mark(work, 1))).unwrap();
    for _ in 0..10 {
        let panicked: Result<(), _> = wait(store.read(|_| panic!("a fault of the program")));
        assert!(matches!(panicked, Err(StoreError::Failed(_))), "{panicked:?}");
    }
    assert_eq!(marks(&store), 1);
    wait(store.write("mark", |work| mark(work, 2))).unwrap();
    assert_eq!(marks(&store), 2, "no reader is left in an old snapshot");
}
