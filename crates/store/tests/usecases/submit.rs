//! Submitting: what is taken, and each refusal with nothing stored (I9).

use super::world::*;
use crate::support::{START, id, licence, office, query, run};
use exchange::account::{Scope, Scopes};
use exchange::id::TerminalTokenId;
use exchange::instant::{HOUR, MINUTE};
use exchange::office::OfficeState;
use exchange::permission::{Caller, Denied, Right};
use exchange::store::{Mailbox, OfficeChange};
use exchange::transmission::{FeedNumber, Quota, VerifiedContainer};
use exchange::usecases::Context;
use exchange::usecases::transmission::submit::{SubmitError, Submitted, submit};
use exchange::usecases::transmission::submit_many::submit_many;
use pollster::block_on;
use std::sync::atomic::Ordering;

type Outcome = Result<Submitted<&'static str>, SubmitError<&'static str>>;

fn send_at(world: &World, context: Context<'_>, caller: &Caller, container: &VerifiedContainer) -> Outcome {
    block_on(submit(context, &world.acceptance(), caller, container))
}

fn send(world: &World, from: usize, letter: &Letter<'_>) -> Outcome {
    send_at(world, world.now(), &seat_of(from).caller(), &seat_of(from).container(letter))
}

fn stored(world: &World) -> u64 {
    (1..=4).map(|number| run(world.store.feed_end(office(number))).0).sum()
}

#[test]
fn r9_a_repeat_gets_the_first_receipt_whatever_has_changed_since() {
    let world = World::new();
    let caller = seat_of(1).caller();
    let container = seat_of(1).container(&letter(1, 2));
    let first = send_at(&world, world.now(), &caller, &container).unwrap();
    assert_eq!(first.warnings, Some("a warning"));
    let freeze = OfficeChange::Freeze { why: exchange::office::Why::note("理由") };
    run(world.store.change_office(office(2), freeze, crate::support::hub(START)));
    let later = send_at(&world, world.at(START.plus(48 * HOUR)), &caller, &container).unwrap();
    assert_eq!((later.receipt, later.warnings), (first.receipt, None));
    assert_eq!(world.check.0.load(Ordering::Relaxed), 1, "a repeat is not checked again");
    assert_eq!(stored(&world), 2);
}

#[test]
fn r9_other_bytes_under_one_id_are_a_conflict() {
    let world = World::new();
    send(&world, 1, &letter(1, 2)).unwrap();
    let other = Letter { content: b"%PDF-1.7 other\n%%EOF\n", ..letter(1, 2) };
    assert!(matches!(send(&world, 1, &other), Err(SubmitError::Conflict { id: which }) if which == id(1)));
    assert!(matches!(send(&world, 3, &letter(1, 2)), Err(SubmitError::Conflict { .. })), "a foreign id");
    assert_eq!(stored(&world), 2);
}

#[test]
fn s12_certificate_session_signer_and_sender_are_one() {
    let world = World::new();
    let container = seat_of(1).container(&letter(1, 2));
    let by = |caller: &Caller| send_at(&world, world.now(), caller, &container);
    assert!(matches!(by(&seat_of(3).caller()), Err(SubmitError::FromAnother { named }) if named == office(1)));
    assert!(matches!(by(&seat_of(5).caller()), Err(SubmitError::SignedByAnother)), "the office's other certificate");
    let mut session_of_another = seat_of(1).caller();
    session_of_another.office = office(3);
    assert!(matches!(by(&session_of_another), Err(SubmitError::FromAnother { .. })));
    let id = TerminalTokenId::new(START, [1; 10]);
    let token = |scope| Caller { right: Right::Terminal(id, Scopes::of(&[scope])), ..seat_of(1).caller() };
    assert!(matches!(by(&token(Scope::Receive)), Err(SubmitError::Denied(Denied::Scope))));
    assert_eq!(stored(&world), 0);
    assert!(by(&token(Scope::Send)).is_ok());
}

#[test]
fn s13_only_what_was_made_now_is_taken() {
    let world = World::new();
    let made = |number, at| send(&world, 1, &Letter { made_at: at, ..letter(number, 2) });
    assert!(made(1, START.minus(24 * HOUR)).is_ok());
    assert!(made(2, START.plus(5 * MINUTE)).is_ok());
    let old = START.minus(24 * HOUR + 1_000);
    let Err(SubmitError::TooOld { made_at, now }) = made(3, old) else { panic!("taken") };
    assert_eq!((made_at, now), (old, START));
    assert!(matches!(made(4, START.plus(5 * MINUTE + 1_000)), Err(SubmitError::FromTheFuture { .. })));
    assert_eq!(stored(&world), 4);
}

#[test]
fn i9_each_refusal_of_a_route_stores_nothing() {
    let world = World::new();
    assert!(matches!(send(&world, 1, &letter(1, 1)), Err(SubmitError::ToItself)));
    let elsewhere = Letter { network: Some("other.example"), ..letter(1, 2) };
    assert!(matches!(send(&world, 1, &elsewhere), Err(SubmitError::OtherNetwork)));
    assert!(matches!(send(&world, 1, &letter(1, 9)), Err(SubmitError::RecipientUnknown(which)) if which == office(9)));
    assert!(matches!(send(&world, 1, &letter(1, 4)), Err(SubmitError::RecipientUnlicensed(_))));
    assert!(matches!(send(&world, 4, &letter(1, 2)), Err(SubmitError::SenderUnlicensed)));
    let bad = Letter { content: b"%PDF-1.7 ERROR\n%%EOF\n", ..letter(1, 2) };
    assert!(matches!(send(&world, 1, &bad), Err(SubmitError::Findings("an error"))));
    assert!(crate::support::close(&*world.store, 2, Some(3), crate::support::hub(START)));
    let successor = Some(office(3));
    let refused = send(&world, 1, &letter(1, 2));
    assert!(
        matches!(refused, Err(SubmitError::RecipientStopped(OfficeState::Closed { successor: s, .. })) if s == successor)
    );
    assert!(matches!(send(&world, 2, &letter(1, 3)), Err(SubmitError::SenderStopped(_))));
    assert_eq!(stored(&world), 1, "only the closed office was told that it is closed");
}

#[test]
fn a_licence_counts_by_the_day_in_japan() {
    let world = World::new();
    let last = exchange::licence::Ledger(vec![licence(1, 1)]).covered_until(START.day_in_japan()).unwrap();
    for (at, expected) in [(last.ends().minus(1), true), (last.ends(), false)] {
        let letter = Letter { made_at: at.minus(at.millis() % 1_000), ..letter(u64::from(expected), 2) };
        let sent = send_at(&world, world.at(at), &seat_of(1).caller(), &seat_of(1).container(&letter));
        assert_eq!(sent.is_ok(), expected, "{sent:?}");
        assert!(expected || matches!(sent, Err(SubmitError::SenderUnlicensed)));
    }
}

#[test]
fn s52_bounds_and_quotas_are_told_with_their_numbers() {
    let world = World::new();
    let container = seat_of(1).container(&Letter { copies: 3, ..letter(1, 2) });
    let caller = seat_of(1).caller();
    let with = |change: &dyn Fn(&mut exchange::usecases::transmission::submit::Acceptance<'_, &'static str>)| {
        let mut acceptance = world.acceptance();
        change(&mut acceptance);
        block_on(submit(world.now(), &acceptance, &caller, &container))
    };
    let many = with(&|acceptance| acceptance.bounds.documents = 2);
    assert!(matches!(many, Err(SubmitError::TooManyDocuments { count: 3, most: 2 })));
    let large = with(&|acceptance| acceptance.bounds.document_bytes = 10);
    assert!(matches!(large, Err(SubmitError::DocumentTooLarge { name, bytes: 15, most: 10 }) if name == "a.pdf"));
    assert!(matches!(with(&|a| a.bounds.container_bytes = 99), Err(SubmitError::TooLarge { most: 99, .. })));
    let none = Quota { bytes_a_day: 0, ..Quota::default() };
    assert!(matches!(with(&|acceptance| acceptance.quota = none), Err(SubmitError::Quota(_))));
    assert_eq!(stored(&world), 0);
    assert!(with(&|_| ()).is_ok());
}

#[test]
fn of_many_each_stands_alone() {
    let world = World::new();
    let bad = Letter { content: b"%PDF-1.7 ERROR\n%%EOF\n", ..letter(2, 2) };
    let containers: Vec<_> =
        [letter(1, 2), bad, letter(3, 3), letter(1, 2)].iter().map(|letter| seat_of(1).container(letter)).collect();
    let caller = seat_of(1).caller();
    let results = block_on(submit_many(world.now(), &world.acceptance(), &caller, &containers));
    let told: Vec<bool> = results.iter().map(Result::is_ok).collect();
    assert_eq!(told[1..3], [false, true]);
    // Two signatures over one letter differ, so of the first and the fourth one is a conflict, whichever came second.
    assert_ne!(told[0], told[3]);
    let second = if told[0] { &results[3] } else { &results[0] };
    assert!(matches!(second, Err(SubmitError::Conflict { .. })));
    assert_eq!(run(world.store.feed_end(office(1))), FeedNumber(2));
    assert_eq!(run(world.store.list(query(Mailbox::Inbox, 3))).entries.len(), 1);
}
