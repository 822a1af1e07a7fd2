//! Inbox, sent list and feed.

use super::changes::change;
use crate::support::*;
use exchange::id::TransmissionId;
use exchange::page::{Limit, Order};
use exchange::store::{ListFilter, Mailbox};
use exchange::transmission::{Change, FeedEvent, FeedNumber, Matter, State};
use standard::{OfficeNumber, TargetMonth};

pub(crate) fn pages_join_without_gap_or_repeat(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    for number in 0..25 {
        parcel(number, 1 + (number % 2) as u32, 3).send(&*store);
    }
    for order in [Order::OldestFirst, Order::NewestFirst] {
        let mut ask = query(Mailbox::Inbox, 3);
        ask.order = order;
        ask.limit = Limit::new(4);
        let mut seen = Vec::new();
        loop {
            let page = run(store.list(ask.clone()));
            assert!(page.entries.len() <= 4);
            seen.extend(page.entries.iter().map(|entry| entry.header.id));
            let Some(next) = page.next else { break };
            ask.after = Some(next);
        }
        let mut expected: Vec<_> = (0..25).map(id).collect();
        if order == Order::NewestFirst {
            expected.reverse();
        }
        assert_eq!(seen, expected);
    }
    assert_eq!(run(store.list(query(Mailbox::Sent, 1))).entries.len(), 13);
    assert_eq!(run(store.list(query(Mailbox::Sent, 3))).entries, []);
}

pub(crate) fn filters_fit_together(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    for number in 0..6 {
        let mut sent = parcel(number, 1 + (number % 2) as u32, 3);
        sent.at = START.plus(number as i64 * 1_000);
        sent.header.month = TargetMonth::parse(if number < 3 { b"202504" } else { b"202505" }).ok();
        sent.send(&*store);
    }
    change(&*store, 0, 1, Change::Withdraw);
    let ids = |filter: ListFilter| {
        let ask = exchange::store::ListQuery { filter, ..query(Mailbox::Inbox, 3) };
        run(store.list(ask)).entries.iter().map(|entry| entry.header.id).collect::<Vec<_>>()
    };
    let all = ListFilter::default();
    let month = TargetMonth::parse(b"202505").ok();
    assert_eq!(ids(ListFilter { states: vec![State::Withdrawn], ..all.clone() }), [id(0)]);
    assert_eq!(ids(ListFilter { states: vec![State::Withdrawn, State::Accepted], ..all.clone() }).len(), 6);
    assert_eq!(ids(ListFilter { counterpart: Some(office(2)), ..all.clone() }), [id(1), id(3), id(5)]);
    assert_eq!(ids(ListFilter { month, ..all.clone() }), [id(3), id(4), id(5)]);
    assert_eq!(ids(ListFilter { month, counterpart: Some(office(1)), ..all.clone() }), [id(4)]);
    let (from, before) = (Some(START.plus(2_000)), Some(START.plus(4_000)));
    assert_eq!(ids(ListFilter { accepted_from: from, accepted_before: before, ..all }), [id(2), id(3)]);
}

fn step(event: &FeedEvent) -> (TransmissionId, State, OfficeNumber) {
    match event.matter {
        Matter::Step { transmission, state, sender, .. } => (transmission, state, sender),
        Matter::Office(matter) => panic!("{matter:?}"),
    }
}

pub(crate) fn the_feed_has_no_gaps_and_both_sides_see_every_step(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    parcel(2, 2, 1).send(&*store);
    run(store.fetch(id(1), office(2), act(2, START)));
    change(&*store, 2, 2, Change::Withdraw);
    let expected = [
        (1, id(1), State::Accepted),
        (2, id(2), State::Accepted),
        (3, id(1), State::Fetched),
        (4, id(2), State::Withdrawn),
    ];
    for reader in [1, 2] {
        let feed = run(store.feed(office(reader), FeedNumber(0), Limit::new(200)));
        let seen: Vec<_> = feed.iter().map(|event| (event.number.0, step(event).0, step(event).1)).collect();
        assert_eq!(seen, expected);
        assert_eq!(step(&feed[1]).2, office(2));
    }
    let rest = run(store.feed(office(1), FeedNumber(2), Limit::new(1)));
    assert_eq!(rest.iter().map(|event| event.number.0).collect::<Vec<_>>(), [3]);
}

pub(crate) fn r13_order_is_that_of_acceptance_whatever_the_clock_does(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    for (number, days) in [(1, 0), (2, 1), (3, -1), (4, 0)] {
        let mut sent = parcel(number, 1, 2);
        sent.at = START.plus(days * exchange::instant::DAY);
        sent.send(&*store);
    }
    let ids: Vec<_> = run(store.list(query(Mailbox::Inbox, 2))).entries.iter().map(|entry| entry.header.id).collect();
    assert_eq!(ids, [id(1), id(2), id(3), id(4)]);
    let feed = run(store.feed(office(2), FeedNumber(2), Limit::new(9)));
    assert_eq!(feed.iter().map(|event| step(event).0).collect::<Vec<_>>(), [id(3), id(4)]);
    // Each is kept from its own acceptance on.
    let over = |days: i64| run(store.expire_content(9, hub(START.plus((120 + days) * exchange::instant::DAY))));
    assert_eq!([over(-1).content_destroyed, over(0).content_destroyed, over(1).content_destroyed], [1, 2, 1]);
}
