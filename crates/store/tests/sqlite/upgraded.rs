//! Data of an earlier version are the same data after the migration.

use crate::support::*;
use exchange::office::{OfficeQuery, SearchKey};
use exchange::page::Limit;
use exchange::store::Store;
use exchange::transmission::{FeedEvent, FeedNumber, HistoryEvent};
use rusqlite::Connection;

/// Makes a file of the first version: without what later migrations add, with the first step beside the others, and its
/// events in both feeds (before `0002_acceptance.sql`).
const BACK_TO_FIRST: &str = "
    DROP TABLE office_word;
    DROP TABLE figure;
    DROP TABLE figure_cursor;
    DROP TABLE maintenance;
    DROP INDEX notice_by_author;
    ALTER TABLE notice DROP COLUMN author;
    DROP TABLE approval;
    DROP TABLE office_import_part;
    DROP TABLE office_import;
    DROP INDEX office_stopped;
    DROP TABLE operator_session;
    DROP TABLE operator_passkey;
    DROP TABLE operator_certificate;
    DROP TABLE operator;
    DROP TABLE portal_session;
    DROP TABLE agreement;
    DROP INDEX notice_shown;
    DROP INDEX notice_of_office;
    DROP INDEX notice_of_office_by_end;
    ALTER TABLE notice DROP COLUMN office;
    CREATE INDEX notice_shown ON notice (shown_until);
    DROP TABLE office_event;
    DROP TABLE reminder;
    DROP INDEX certificate_by_end;
    DROP INDEX certificate_by_renewed;
    DROP INDEX licence_period_by_end;
    ALTER TABLE terminal_token DROP COLUMN used_at;
    INSERT INTO step (n, step, state, at, actor, sent_position, inbox_position)
        SELECT n, 1, 'accepted', accepted_at, accepted_by, sent_position, inbox_position FROM transmission;
    INSERT INTO feed (office, position, n, step) SELECT sender, sent_position, n, 1 FROM transmission;
    INSERT INTO feed (office, position, n, step) SELECT recipient, inbox_position, n, 1 FROM transmission;
    ALTER TABLE transmission DROP COLUMN accepted_by;
    PRAGMA user_version = 1;";

/// A search of all offices by a part of the name.
fn by_words(text: &str) -> OfficeQuery {
    OfficeQuery {
        number: None,
        text: Some(SearchKey::of(text)),
        prefecture: None,
        service: None,
        licensed_on: START.day_in_japan(),
        licensed_only: false,
        stopped_only: false,
        after: None,
        limit: Limit::default(),
    }
}

type Seen = (Vec<Vec<FeedEvent>>, Vec<Option<Vec<HistoryEvent>>>);

fn seen(store: &dyn Store) -> Seen {
    let feeds = [1, 2].map(|number| run(store.feed(office(number), FeedNumber(0), Limit::new(200))));
    let histories = [1, 2, 3].map(|number| run(store.history(id(number), office(1))));
    (feeds.into(), histories.into())
}

#[test]
fn r15_what_the_first_version_wrote_is_read_as_before() {
    let place = SqlitePlace::new();
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    parcel(2, 2, 1).send(&*store);
    run(store.fetch(id(1), office(2), act(2, START)));
    parcel(3, 1, 2).send(&*store);
    let before = seen(&*store);
    assert_eq!((before.0[0].len(), before.1[0].as_ref().map(Vec::len)), (4, Some(2)));
    drop(store);
    let file = Connection::open(place.file()).unwrap();
    file.execute_batch(BACK_TO_FIRST).unwrap();
    let rows: i64 = file.query_row("SELECT count(*) FROM feed", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 8);
    drop(file);
    let store = place.open();
    assert_eq!(seen(&*store), before);
    let found = run(store.search(by_words("ぎょうしょ")));
    assert_eq!(found.entries.len(), 2, "their names are found as before");
}
