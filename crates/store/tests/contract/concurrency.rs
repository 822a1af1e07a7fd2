//! Many threads at once.

use super::sessions::{rotation, session};
use crate::support::*;
use exchange::page::Limit;
use exchange::store::{
    AcceptOutcome, ChangeOutcome, FeedListener, FetchOutcome, Mailbox, RotationOutcome, StateChange,
};
use exchange::transmission::{Change, FeedNumber, Refusal};
use standard::OfficeNumber;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread::scope;

pub(crate) fn positions_are_dense_under_32_threads(place: &dyn Place) {
    struct Woken(AtomicU64);
    impl FeedListener for Woken {
        fn feed_moved(&self, _: OfficeNumber) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let store = place.open();
    with_offices(&*store, 4);
    let woken = Arc::new(Woken(AtomicU64::new(0)));
    store.listen(woken.clone());
    let store = &*store;
    let seen = scope(|threads| {
        let reader = threads.spawn(move || {
            // A reader that goes on from the last position it saw must see every one, in order.
            let mut seen = Vec::new();
            while seen.len() < 320 {
                let after = seen.last().copied().unwrap_or(FeedNumber(0));
                seen.extend(run(store.feed(office(4), after, Limit::new(50))).iter().map(|event| event.number));
            }
            seen
        });
        for thread in 0..32_u64 {
            threads.spawn(move || {
                for number in 0..10 {
                    let sent = parcel(thread * 100 + number, 1 + (thread % 3) as u32, 4);
                    assert!(matches!(sent.send(store), AcceptOutcome::Stored { .. }));
                }
            });
        }
        reader.join().unwrap()
    });
    assert_eq!(seen, (1..=320).map(FeedNumber).collect::<Vec<_>>());
    let sent: u64 = (1..=3).map(|number| run(store.feed_end(office(number))).0).sum();
    assert_eq!(sent, 320);
    assert!(woken.0.load(Ordering::Relaxed) > 0);
    let mut page = query(Mailbox::Inbox, 4);
    let mut ids = BTreeSet::new();
    loop {
        let got = run(store.list(page.clone()));
        ids.extend(got.entries.iter().map(|entry| entry.header.id));
        let Some(next) = got.next else { break };
        page.after = Some(next);
    }
    assert_eq!(ids.len(), 320);
}

pub(crate) fn i6_of_withdrawing_and_fetching_at_once_one_wins(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let store = &*store;
    let (mut withdrawn, mut fetched) = (0, 0);
    for number in 0..60 {
        parcel(number, 1, 2).send(store);
        let gate = Barrier::new(2);
        let (fetch, withdraw) = scope(|threads| {
            let fetch = threads.spawn(|| {
                gate.wait();
                run(store.fetch(id(number), office(2), act(2, START)))
            });
            let withdraw = threads.spawn(|| {
                gate.wait();
                let change = Change::Withdraw;
                run(store.change(StateChange {
                    id: id(number),
                    office: office(1),
                    change,
                    receipt: None,
                    act: act(1, START),
                }))
            });
            (fetch.join().unwrap(), withdraw.join().unwrap())
        });
        match (&fetch, &withdraw) {
            (FetchOutcome::Found { .. }, ChangeOutcome::Refused(Refusal::AlreadyFetched)) => fetched += 1,
            (FetchOutcome::Refused(Refusal::AlreadyWithdrawn), ChangeOutcome::Changed(_)) => withdrawn += 1,
            other => panic!("both or neither: {other:?}"),
        }
    }
    assert_eq!(withdrawn + fetched, 60);
}

pub(crate) fn r9_one_id_from_many_threads_is_stored_once(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let store = &*store;
    let outcomes: Vec<AcceptOutcome> = scope(|threads| {
        let running: Vec<_> = (0..16).map(|_| threads.spawn(|| parcel(1, 1, 2).send(store))).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let stored = outcomes.iter().filter(|outcome| matches!(outcome, AcceptOutcome::Stored { .. })).count();
    let same = outcomes.iter().filter(|outcome| matches!(outcome, AcceptOutcome::Same(_))).count();
    assert_eq!((stored, same), (1, 15));
    assert_eq!(run(store.feed_end(office(2))), FeedNumber(1));
}

pub(crate) fn r28_of_two_rotations_at_once_one_wins(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    run(store.record_certificate(certificate(1, 1), hub(START)));
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    let store = &*store;
    let outcomes: Vec<RotationOutcome> = scope(|threads| {
        let rotate = |token| threads.spawn(move || run(store.rotate_session(rotation(1, 1, token), act(1, START))));
        let running: Vec<_> = [50, 60].into_iter().map(rotate).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let rotated = outcomes.iter().filter(|outcome| matches!(outcome, RotationOutcome::Rotated(_))).count();
    let reused = outcomes.iter().filter(|outcome| matches!(outcome, RotationOutcome::Reused(_))).count();
    assert_eq!((rotated, reused), (1, 1));
    assert_eq!(run(store.sessions_of(office(1), START)), []);
}
