//! Fetching, acknowledging, telling of imports, withdrawing.

use crate::support::*;
use exchange::store::{ChangeOutcome, FetchOutcome, Mailbox, StateChange, Store};
use exchange::transmission::{Change, FeedNumber, ReceiptKind, Refusal, SignedStatement, State};

pub(crate) fn statement(word: &str) -> Option<SignedStatement> {
    Some(SignedStatement { statement: word.as_bytes().to_vec(), signature: vec![4, 5] })
}

pub(crate) fn change(store: &dyn Store, number: u64, by: u32, change: Change) -> ChangeOutcome {
    let receipt = match change {
        Change::Receive => statement("received"),
        Change::Import => statement("imported"),
        Change::Reject => statement("rejected"),
        Change::Fetch | Change::Withdraw | Change::Expire => None,
    };
    run(store.change(StateChange { id: id(number), office: office(by), change, receipt, act: act(by, START) }))
}

pub(crate) fn i6_the_whole_way_with_its_history_and_receipts(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    assert_eq!(change(&*store, 1, 2, Change::Receive), ChangeOutcome::Refused(Refusal::NotFetched));
    run(store.fetch(id(1), office(2), act(2, START)));
    assert_eq!(change(&*store, 1, 2, Change::Import), ChangeOutcome::Refused(Refusal::NotReceived));
    assert_eq!(change(&*store, 1, 2, Change::Receive), ChangeOutcome::Changed(State::Received));
    assert_eq!(change(&*store, 1, 2, Change::Reject), ChangeOutcome::Changed(State::Rejected));
    assert_eq!(change(&*store, 1, 2, Change::Import), ChangeOutcome::Refused(Refusal::AlreadyRejected));
    let history = run(store.history(id(1), office(1))).unwrap();
    let states: Vec<State> = history.iter().map(|event| event.state).collect();
    assert_eq!(states, [State::Accepted, State::Fetched, State::Received, State::Rejected]);
    assert_eq!(history[1].actor, exchange::Actor::Office(office(2)));
    let receipts = run(store.receipts(id(1), office(1))).unwrap();
    let kinds: Vec<ReceiptKind> = receipts.iter().map(|receipt| receipt.kind).collect();
    assert_eq!(kinds, [ReceiptKind::Accepted, ReceiptKind::Received, ReceiptKind::Rejected]);
    assert_eq!(Some(receipts[2].signed.clone()), statement("rejected"));
}

pub(crate) fn i6_withdrawn_cannot_be_fetched_and_fetched_cannot_be_withdrawn(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    parcel(2, 1, 2).send(&*store);
    assert_eq!(change(&*store, 1, 1, Change::Withdraw), ChangeOutcome::Changed(State::Withdrawn));
    let fetched = run(store.fetch(id(1), office(2), act(2, START)));
    assert_eq!(fetched, FetchOutcome::Refused(Refusal::AlreadyWithdrawn));
    run(store.fetch(id(2), office(2), act(2, START)));
    assert_eq!(change(&*store, 2, 1, Change::Withdraw), ChangeOutcome::Refused(Refusal::AlreadyFetched));
    let own = run(store.fetch(id(1), office(1), act(1, START)));
    assert!(matches!(own, FetchOutcome::Found { state: State::Withdrawn, .. }), "the sender may read its own");
}

pub(crate) fn s30_a_third_office_finds_nothing(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    parcel(1, 1, 2).send(&*store);
    let before = run(store.feed_end(office(1)));
    for number in [1, 99] {
        assert_eq!(run(store.find(id(number), office(3))), None);
        assert_eq!(run(store.receipts(id(number), office(3))), None);
        assert_eq!(run(store.history(id(number), office(3))), None);
        assert_eq!(run(store.fetch(id(number), office(3), act(3, START))), FetchOutcome::NotFound);
        for what in Change::ALL {
            assert_eq!(change(&*store, number, 3, what), ChangeOutcome::NotFound, "{what:?}");
        }
    }
    assert_eq!(change(&*store, 1, 2, Change::Withdraw), ChangeOutcome::NotFound, "only the sender withdraws");
    assert_eq!(change(&*store, 1, 1, Change::Receive), ChangeOutcome::NotFound, "only the recipient acknowledges");
    assert_eq!(run(store.feed_end(office(1))), before);
    assert_eq!(run(store.list(query(Mailbox::Inbox, 3))).entries, []);
}

pub(crate) fn s34_the_recipient_does_not_see_into_what_was_withdrawn(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let sent = parcel(1, 1, 2);
    sent.send(&*store);
    change(&*store, 1, 1, Change::Withdraw);
    let seen = |mailbox, number| run(store.list(query(mailbox, number))).entries[0].summary.clone();
    assert_eq!(seen(Mailbox::Inbox, 2), None);
    assert_eq!(seen(Mailbox::Sent, 1), Some(sent.summary));
    assert_eq!(run(store.find(id(1), office(2))).unwrap().summary, None);
}

pub(crate) fn a_repeat_writes_nothing(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    parcel(1, 1, 2).send(&*store);
    run(store.fetch(id(1), office(2), act(2, START)));
    run(store.fetch(id(1), office(2), act(2, START)));
    change(&*store, 1, 2, Change::Receive);
    assert_eq!(change(&*store, 1, 2, Change::Receive), ChangeOutcome::Already(State::Received));
    assert_eq!(run(store.feed_end(office(1))), FeedNumber(3));
    assert_eq!(run(store.receipts(id(1), office(2))).unwrap().len(), 2);
}
