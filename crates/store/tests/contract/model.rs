//! R27: sequences of operations on the store and on a small model of a mailbox must agree.

use super::changes::statement;
use crate::support::*;
use exchange::store::{AcceptOutcome, ChangeOutcome, FetchOutcome, Mailbox, StateChange, Store};
use exchange::transmission::{Change, FeedNumber, State, apply};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// Sequences in one run.
const SEQUENCES: u32 = 2_000;

#[derive(Clone, Copy, Debug)]
enum Operation {
    Send { number: u64, from: u32, to: u32, content: u8 },
    Fetch { number: u64, by: u32 },
    Change { number: u64, by: u32, change: Change },
}

fn operation() -> impl Strategy<Value = Operation> {
    let changes = prop::sample::select(vec![Change::Withdraw, Change::Receive, Change::Import, Change::Reject]);
    prop_oneof![
        2 => (0..3_u64, 1..3_u32, 1..4_u32, 0..2_u8).prop_map(|(number, from, step, content)| {
            Operation::Send { number, from, to: if from == 1 { 2 + step % 2 } else { 1 + 2 * (step % 2) }, content }
        }),
        2 => (0..3_u64, 1..4_u32).prop_map(|(number, by)| Operation::Fetch { number, by }),
        4 => (0..3_u64, 1..4_u32, changes).prop_map(|(number, by, change)| Operation::Change { number, by, change }),
    ]
}

/// What the mailbox should be.
#[derive(Default)]
struct Model {
    transmissions: BTreeMap<u64, (u32, u32, u8, State)>,
    feeds: BTreeMap<u32, u64>,
}

impl Model {
    fn step(&mut self, from: u32, to: u32) {
        *self.feeds.entry(from).or_default() += 1;
        *self.feeds.entry(to).or_default() += 1;
    }

    fn send(&mut self, number: u64, from: u32, to: u32, content: u8) -> &'static str {
        match self.transmissions.get(&number) {
            Some(known) if (known.0, known.1, known.2) == (from, to, content) => "same",
            Some(_) => "conflict",
            None => {
                self.transmissions.insert(number, (from, to, content, State::Accepted));
                self.step(from, to);
                "stored"
            }
        }
    }

    fn change(&mut self, number: u64, by: u32, change: Change) -> ChangeOutcome {
        let Some((from, to, _, state)) = self.transmissions.get_mut(&number) else { return ChangeOutcome::NotFound };
        let owner = if change == Change::Withdraw { *from } else { *to };
        if by != owner {
            return ChangeOutcome::NotFound;
        }
        match apply(*state, change) {
            Err(refusal) => ChangeOutcome::Refused(refusal),
            Ok(next) if next == *state => ChangeOutcome::Already(next),
            Ok(next) => {
                *state = next;
                let (from, to) = (*from, *to);
                self.step(from, to);
                ChangeOutcome::Changed(next)
            }
        }
    }
}

pub(crate) fn r27_the_mailbox_does_what_the_model_does(place: &dyn Place) {
    let store = place.open();
    let next = AtomicU64::new(0);
    let config = Config { cases: SEQUENCES, failure_persistence: None, ..Config::default() };
    let sequences = prop::collection::vec(operation(), 1..10);
    TestRunner::new(config)
        .run(&sequences, |operations| {
            let base = next.fetch_add(1, Ordering::Relaxed);
            run_sequence(&*store, base, &operations)
        })
        .unwrap();
}

/// Each sequence has three offices and ids of its own, so one store serves all.
fn run_sequence(store: &dyn Store, base: u64, operations: &[Operation]) -> Result<(), TestCaseError> {
    let seat = |number: u32| base as u32 * 3 + number;
    let key = |number: u64| base * 10 + number;
    let offices = (1..=3).map(|number| new_office(seat(number), "甲", "コウ")).collect();
    run(store.put_offices(offices, hub(START)));
    let mut model = Model::default();
    for operation in operations {
        match *operation {
            Operation::Send { number, from, to, content } => {
                let sent = parcel(key(number), seat(from), seat(to)).holding(vec![content, from as u8, to as u8]);
                let outcome = match sent.send(store) {
                    AcceptOutcome::Stored { .. } => "stored",
                    AcceptOutcome::Same(_) => "same",
                    _ => "conflict",
                };
                prop_assert_eq!(outcome, model.send(number, from, to, content));
            }
            Operation::Fetch { number, by } => fetch(store, &mut model, number, key(number), by, seat(by))?,
            Operation::Change { number, by, change } => {
                let act = act(seat(by), START);
                let change = StateChange {
                    id: id(key(number)),
                    office: office(seat(by)),
                    change,
                    receipt: statement("signed"),
                    act,
                };
                let what = change.change;
                prop_assert_eq!(run(store.change(change)), model.change(number, by, what));
            }
        }
    }
    compare(store, &model, seat, key)
}

fn fetch(store: &dyn Store, model: &mut Model, number: u64, key: u64, by: u32, seat: u32) -> Result<(), TestCaseError> {
    let outcome = run(store.fetch(id(key), office(seat), act(seat, START)));
    let known = model.transmissions.get(&number).copied();
    let expected = match known {
        Some((from, _, _, state)) if by == from => ChangeOutcome::Already(state),
        _ => model.change(number, by, Change::Fetch),
    };
    match (outcome, expected) {
        (FetchOutcome::NotFound, ChangeOutcome::NotFound) => {}
        (FetchOutcome::Refused(seen), ChangeOutcome::Refused(meant)) => prop_assert_eq!(seen, meant),
        (
            FetchOutcome::Found { state, container, .. },
            ChangeOutcome::Changed(meant) | ChangeOutcome::Already(meant),
        ) => {
            prop_assert_eq!(state, meant);
            prop_assert_eq!(Some(container[0]), known.map(|known| known.2));
        }
        other => prop_assert!(false, "{:?}", other),
    }
    Ok(())
}

/// I1, I3, I6, I7 at the end of a sequence: lists, feeds and histories are the model's.
fn compare(
    store: &dyn Store,
    model: &Model,
    seat: impl Fn(u32) -> u32,
    key: impl Fn(u64) -> u64,
) -> Result<(), TestCaseError> {
    for number in 1..=3 {
        let end = run(store.feed_end(office(seat(number))));
        prop_assert_eq!(end, FeedNumber(model.feeds.get(&number).copied().unwrap_or(0)));
        let inbox: BTreeMap<_, _> = run(store.list(query(Mailbox::Inbox, seat(number))))
            .entries
            .into_iter()
            .map(|entry| (entry.header.id, entry.state))
            .collect();
        let meant: BTreeMap<_, _> = model
            .transmissions
            .iter()
            .filter(|(_, (_, to, ..))| *to == number)
            .map(|(number, (.., state))| (id(key(*number)), *state))
            .collect();
        prop_assert_eq!(inbox, meant);
    }
    for (number, (from, .., state)) in &model.transmissions {
        let history = run(store.history(id(key(*number)), office(seat(*from)))).unwrap();
        prop_assert_eq!(history.last().map(|event| event.state), Some(*state));
        let ranks: Vec<u8> = history.iter().map(|event| event.state.rank()).collect();
        prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", ranks);
    }
    Ok(())
}
