//! Accepting transmissions.

use crate::support::*;
use exchange::office::OfficeState;
use exchange::store::{AcceptOutcome, FetchOutcome, Mailbox, PartyState};
use exchange::transmission::{FeedNumber, Quota, QuotaKind, QuotaReached, ReceiptKind, State};

pub(crate) fn r9_the_same_bytes_again_are_one_transmission(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let sent = parcel(1, 1, 2);
    assert_eq!(sent.send(&*store), AcceptOutcome::Stored { position: FeedNumber(1) });
    let mut again = sent.clone();
    again.receipt.signature = vec![9];
    again.at = START.plus(5_000);
    let AcceptOutcome::Same(receipt) = again.send(&*store) else { panic!("not the same") };
    assert_eq!((receipt.signed, receipt.at, receipt.kind), (sent.receipt, START, ReceiptKind::Accepted));
    assert_eq!(run(store.list(query(Mailbox::Inbox, 2))).entries.len(), 1);
    assert_eq!(run(store.feed_end(office(2))), FeedNumber(1));
}

pub(crate) fn r9_other_bytes_under_one_id_are_a_conflict(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    parcel(1, 1, 2).send(&*store);
    assert_eq!(parcel(1, 1, 2).holding(b"other".to_vec()).send(&*store), AcceptOutcome::Conflict);
    let mut foreign = parcel(1, 1, 2);
    foreign.header.sender = office(3);
    assert_eq!(foreign.send(&*store), AcceptOutcome::Conflict, "another sender learns nothing");
    assert_eq!(run(store.feed_end(office(2))), FeedNumber(1));
    assert_eq!(run(store.feed_end(office(3))), FeedNumber(0));
}

pub(crate) fn i4_what_comes_out_is_what_came_in(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    for (number, size) in [0_usize, 1, 4_000, 20_000, 3_000_000].into_iter().enumerate() {
        let bytes: Vec<u8> = (0..size).map(|at| (at * 31 % 251) as u8).collect();
        let sent = parcel(number as u64, 1, 2).holding(bytes);
        sent.send(&*store);
        let FetchOutcome::Found { header, state, container } =
            run(store.fetch(sent.header.id, office(2), act(2, START)))
        else {
            panic!("not found");
        };
        assert_eq!((header, state), (sent.header.clone(), State::Fetched));
        assert!(container == sent.bytes, "{size} bytes");
        let found = run(store.find(sent.header.id, office(2))).unwrap();
        assert_eq!(found.summary, Some(sent.summary));
    }
}

pub(crate) fn s52_a_used_up_quota_stores_nothing(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let mut first = parcel(1, 1, 2);
    first.quota = Quota { transmissions_a_day: 1, ..Quota::default() };
    assert!(matches!(first.send(&*store), AcceptOutcome::Stored { .. }));
    let mut second = parcel(2, 1, 2);
    second.quota = first.quota;
    let reached = QuotaReached { kind: QuotaKind::TransmissionsADay, limit: 1, used: 1 };
    assert_eq!(second.send(&*store), AcceptOutcome::QuotaReached(reached));
    assert_eq!(run(store.feed_end(office(2))), FeedNumber(1));
    assert!(matches!(first.send(&*store), AcceptOutcome::Same(_)), "a repeat needs no quota");
    second.at = START.plus(24 * 3_600_000);
    assert!(matches!(second.send(&*store), AcceptOutcome::Stored { .. }), "another day");
}

pub(crate) fn r1_what_was_acknowledged_is_there_after_a_restart(place: &dyn Place) {
    let sent = parcel(1, 1, 2);
    {
        let store = place.open();
        with_offices(&*store, 2);
        sent.send(&*store);
    }
    let store = place.open();
    assert!(matches!(sent.send(&*store), AcceptOutcome::Same(_)));
    let FetchOutcome::Found { container, .. } = run(store.fetch(sent.header.id, office(2), act(2, START))) else {
        panic!("lost");
    };
    assert_eq!(container, sent.bytes);
}

pub(crate) fn route_tells_what_decides(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let day = START.day_in_japan();
    let route = run(store.route(id(1), office(1), office(2), day));
    let active = Some(PartyState { state: OfficeState::Active, licensed: true });
    assert_eq!((route.sender, route.recipient, route.known), (active, active, None));
    let sent = parcel(1, 1, 2);
    sent.send(&*store);
    let route = run(store.route(id(1), office(1), office(9), day.previous()));
    assert_eq!(route.sender, Some(PartyState { state: OfficeState::Active, licensed: false }));
    assert_eq!(route.recipient, None);
    let known = route.known.unwrap();
    assert_eq!((known.sender, known.sha256), (office(1), sent.header.sha256));
    assert_eq!(known.receipt.signed, sent.receipt);
}
