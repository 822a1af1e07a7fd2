//! A full disk (R6).

use crate::support::*;
use exchange::store::{AcceptOutcome, FetchOutcome, Mailbox, StoreError};
use rusqlite::Connection;

#[test]
fn r6_full_is_said_reading_goes_on_and_room_is_used_without_a_restart() {
    let mut place = SqlitePlace::new();
    place.most_pages = Some(400);
    let store = place.open();
    with_offices(&*store, 2);
    let big = |number: u64| {
        let mut sent = parcel(number, 1, 2).holding(vec![number as u8; 200_000]);
        sent.at = START.plus(number as i64);
        sent
    };
    let mut stored = 0;
    let full = loop {
        match big(stored).try_send(&*store) {
            Ok(AcceptOutcome::Stored { .. }) => stored += 1,
            other => break other,
        }
    };
    assert_eq!(full, Err(StoreError::StorageFull));
    assert!(stored >= 2, "{stored}");
    assert_eq!(big(stored).try_send(&*store), Err(StoreError::StorageFull), "still full, and still answering");
    assert_eq!(run(store.list(query(Mailbox::Inbox, 2))).entries.len(), stored as usize, "nothing half-done");
    assert_eq!(run(store.feed_end(office(1))).0, stored);
    let read = run(store.fetch(id(0), office(1), act(1, START)));
    assert!(matches!(read, FetchOutcome::Found { .. }), "reading goes on");
    let over = START.plus(120 * exchange::instant::DAY);
    assert_eq!(run(store.expire_content(1, hub(over))).content_destroyed, 1, "room is made");
    assert!(matches!(big(stored).try_send(&*store), Ok(AcceptOutcome::Stored { .. })), "and used");
    drop(store);
    super::open::assert_in_order(&place);
}

#[test]
fn r6_one_that_does_not_fit_leaves_the_others_of_its_batch_alone() {
    let mut place = SqlitePlace::new();
    place.most_pages = Some(300);
    let store = place.open();
    with_offices(&*store, 2);
    let outcomes: Vec<_> = std::thread::scope(|threads| {
        let store = &*store;
        let send = |number: u64| {
            threads.spawn(move || {
                let size = if number.is_multiple_of(4) { 3_000_000 } else { 100 };
                (number, parcel(number, 1, 2).holding(vec![1; size]).try_send(store))
            })
        };
        let running: Vec<_> = (0..32).map(send).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut stored = 0;
    for (number, outcome) in outcomes {
        match outcome {
            Ok(AcceptOutcome::Stored { .. }) if !number.is_multiple_of(4) => stored += 1,
            // A batch that SQLite itself rolled back is refused whole: nothing of it was acknowledged.
            Err(StoreError::StorageFull) => {}
            other => panic!("{number}: {other:?}"),
        }
    }
    assert_eq!(run(store.list(query(Mailbox::Inbox, 2))).entries.len(), stored);
    assert!(matches!(parcel(99, 1, 2).send(&*store), AcceptOutcome::Stored { .. }));
    drop(store);
    let file = Connection::open(place.file()).unwrap();
    let orphans: i64 = file
        .query_row("SELECT (SELECT count(*) FROM content) - (SELECT count(*) FROM transmission)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(orphans, 0, "I5: nothing visible without its content, no content without its row");
}
