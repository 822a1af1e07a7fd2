//! The audit log.

use super::changes::change;
use crate::support::*;
use exchange::audit::LeafNumber;
use exchange::page::Limit;
use exchange::store::{OfficeChange, Store};
use exchange::transmission::Change;

/// The kinds of the entries after the offices were made.
pub(crate) fn kinds(store: &dyn Store) -> Vec<String> {
    while run(store.number_leaves(100)) > 0 {}
    let mut found = Vec::new();
    loop {
        let page = run(store.leaves(LeafNumber(found.len() as u64), Limit::new(200)));
        if page.is_empty() {
            return found;
        }
        for leaf in page {
            assert_eq!(leaf.number, LeafNumber(found.len() as u64));
            let text = String::from_utf8(leaf.bytes).unwrap();
            found.push(text.split("\"kind\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned());
        }
    }
}

pub(crate) fn i7_every_change_has_one_entry(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let before = kinds(&*store).len();
    assert_eq!(before, 4, "two offices and two licences");
    parcel(1, 1, 2).send(&*store);
    parcel(1, 1, 2).send(&*store);
    parcel(1, 1, 2).holding(vec![1]).send(&*store);
    run(store.fetch(id(1), office(2), act(2, START)));
    run(store.fetch(id(1), office(2), act(2, START)));
    change(&*store, 1, 1, Change::Withdraw);
    change(&*store, 1, 2, Change::Receive);
    change(&*store, 1, 2, Change::Import);
    change(&*store, 1, 2, Change::Import);
    let expected = ["transmission.accepted", "transmission.fetched", "transmission.received", "transmission.imported"];
    assert_eq!(kinds(&*store)[before..], expected);
}

pub(crate) fn s61_numbers_have_no_gaps(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    for number in 0..30 {
        parcel(number, 1, 2).send(&*store);
        if number % 7 == 0 {
            run(store.number_leaves(3));
        }
    }
    assert_eq!(kinds(&*store).len(), 34);
    assert_eq!(run(store.number_leaves(100)), 0);
    drop(store);
    let store = place.open();
    parcel(99, 1, 2).send(&*store);
    assert_eq!(run(store.number_leaves(100)), 1);
    assert_eq!(run(store.leaves(LeafNumber(34), Limit::new(9))).len(), 1);
}

pub(crate) fn s61_no_name_and_no_content_in_the_log(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    let reason = OfficeChange::Freeze { why: exchange::office::Why::note("理由MARKER") };
    run(store.change_office(office(2), reason, hub(START)));
    run(store.number_leaves(1_000));
    for leaf in run(store.leaves(LeafNumber(0), Limit::new(200))) {
        let text = String::from_utf8(leaf.bytes).unwrap();
        assert!(text.is_ascii() && !text.contains("MARKER") && !text.contains("UPPLAN"), "{text}");
    }
}
