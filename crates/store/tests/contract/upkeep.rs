//! Expiry, removal, rotation, sweeping.

use super::changes::change;
use super::sessions::session;
use crate::support::*;
use exchange::instant::{DAY, HOUR};
use exchange::store::{Damage, Expired, FetchOutcome, Mailbox};
use exchange::transmission::{Change, FeedNumber, Refusal, State};

pub(crate) fn s43_expiry_destroys_content_and_keeps_the_record(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    for number in 1..=3 {
        parcel(number, 1, 2).send(&*store);
    }
    run(store.fetch(id(1), office(2), act(2, START)));
    change(&*store, 1, 2, Change::Receive);
    let end = START.plus(120 * DAY);
    assert_eq!(run(store.expire_content(100, hub(end.minus(1)))), Expired::default());
    assert_eq!(run(store.expire_content(2, hub(end))), Expired { content_destroyed: 2, unanswered: 1 });
    assert_eq!(run(store.expire_content(2, hub(end))), Expired { content_destroyed: 1, unanswered: 1 });
    assert_eq!(run(store.expire_content(2, hub(end))), Expired::default());
    let entries = run(store.list(query(Mailbox::Inbox, 2))).entries;
    let states: Vec<State> = entries.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [State::Received, State::Expired, State::Expired]);
    assert!(entries.iter().all(|entry| !entry.has_content && entry.summary.is_none()));
    for number in [1, 2] {
        for reader in [1, 2] {
            let fetched = run(store.fetch(id(number), office(reader), act(reader, end)));
            assert_eq!(fetched, FetchOutcome::Refused(Refusal::AlreadyExpired), "{number} {reader}");
        }
    }
    assert_eq!(run(store.receipts(id(1), office(1))).unwrap().len(), 2, "receipts stay");
}

pub(crate) fn after_five_years_nothing_is_left(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    let later = START.plus(5 * 366 * DAY);
    assert_eq!(run(store.remove_transmissions(later, 10)), 0, "content goes first");
    run(store.expire_content(10, hub(START.plus(120 * DAY))));
    assert_eq!(run(store.remove_transmissions(START, 10)), 0, "not old enough");
    assert_eq!(run(store.remove_transmissions(later, 10)), 1);
    assert_eq!(run(store.find(id(1), office(1))), None);
    assert_eq!(run(store.feed(office(2), FeedNumber(0), Default::default())), []);
    parcel(2, 1, 2).send(&*store);
    assert_eq!(run(store.feed_end(office(2))), FeedNumber(3), "positions are not used again");
}

pub(crate) fn s42_keys_are_wrapped_anew_while_everything_runs(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    for number in 0..5 {
        parcel(number, 1, 2).send(&*store);
    }
    run(store.use_master_key([0x22; 32].into()));
    parcel(5, 1, 2).send(&*store);
    assert_eq!(run(store.rewrap_keys(2, hub(START))), 2);
    let readable =
        |number| matches!(run(store.fetch(id(number), office(2), act(2, START))), FetchOutcome::Found { .. });
    assert!((0..6).all(readable), "half-way everything is readable");
    assert_eq!(run(store.rewrap_keys(2, hub(START))), 2);
    assert_eq!(run(store.rewrap_keys(2, hub(START))), 1);
    assert_eq!(run(store.rewrap_keys(2, hub(START))), 0);
    assert!((0..6).all(readable));
    assert_eq!(run(store.search_damage(None, 10)), Damage { damaged: vec![], seen: 6, next: None });
}

pub(crate) fn sweeping_takes_only_what_is_over(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    run(store.record_certificate(certificate(1, 1), hub(START)));
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    assert_eq!(run(store.sweep(START.plus(8 * HOUR), 10)), 0);
    assert_eq!(run(store.sweep(START.plus(8 * HOUR + 1), 10)), 1);
    assert_eq!(run(store.session_by_access(session(1, 1).access)), None);
}

pub(crate) fn a_census_changes_with_every_value(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    let before = run(store.census());
    assert_eq!(run(store.census()), before, "looking changes nothing");
    let rows = |name: &str| before.iter().find(|one| one.table == name).map(|one| one.rows);
    assert_eq!((rows("transmission"), rows("office")), (Some(1), Some(2)));
    run(store.fetch(id(1), office(2), act(2, START)));
    let after = run(store.census());
    let changed: Vec<&str> = before.iter().zip(&after).filter(|(b, a)| b != a).map(|(b, _)| b.table.as_str()).collect();
    assert_eq!(changed, ["audit_entry", "feed", "mailbox", "step", "transmission"]);
}

pub(crate) fn s42_no_data_key_stays_behind_when_a_rotation_meets_senders(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let store = &*store;
    std::thread::scope(|threads| {
        for thread in 0..4_u64 {
            threads.spawn(move || (0..40).for_each(|number| drop(parcel(thread * 100 + number, 1, 2).send(store))));
        }
        for key in [0x22, 0x33, 0x44] {
            run(store.use_master_key([key; 32].into()));
            while run(store.rewrap_keys(3, hub(START))) > 0 || !run(store.retire_master_keys()) {}
        }
    });
    assert_eq!(run(store.rewrap_keys(1, hub(START))), 0, "nothing is left under an older key");
    assert_eq!(run(store.search_damage(None, 200)), Damage { damaged: vec![], seen: 160, next: None });
}
