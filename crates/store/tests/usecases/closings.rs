//! Closing an office: for a day, with time to read, taken back; what happens to what waits for it and to its ledger.

use super::world::*;
use crate::support::{START, id, office, parcel, run};
use exchange::Actor;
use exchange::instant::{DAY, Instant};
use exchange::licence::LicenceDeed;
use exchange::mail::{MailAddress, MailKind};
use exchange::office::{ClosedPartner, ClosingEnd, OfficeState, READING_DAYS, Why};
use exchange::permission::{Caller, Denied};
use exchange::store::{AcceptOutcome, ClosingPlan, ClosingWords, Reader};
use exchange::transmission::State;
use exchange::usecases::office::close::*;
use exchange::usecases::transmission::fetch::fetch;
use exchange::usecases::transmission::inbox::{ListInput, inbox};
use exchange::usecases::transmission::submit::{SubmitError, submit};
use pollster::block_on;
use standard::OfficeNumber;

pub(super) fn words(news: ClosingNews, reader: ClosingReader, about: &ClosedPartner, why: &str) -> ClosingWords {
    let (news, asked) = match news {
        ClosingNews::TakenBack(asked) => ("TakenBack".to_owned(), Some(asked)),
        other => (format!("{other:?}"), None),
    };
    ClosingWords { title: format!("{news} {reader:?}"), body: format!("{why} {about:?} {asked:?}") }
}

pub(super) fn plan(number: u32, successor: Option<u32>, at: Instant) -> ClosingPlan {
    let why = Why::note("届け出 第12号");
    ClosingPlan { office: office(number), successor: successor.map(office), from: at.day_in_japan(), why }
}

pub(super) fn shut(world: &World, at: Instant, plan: ClosingPlan) -> Result<(), CloseError> {
    block_on(close(world.at(at), Actor::Hub, plan, &words))
}

fn state(world: &World, number: u32) -> OfficeState {
    run(world.store.office(office(number))).unwrap().state
}

pub(super) fn titles(world: &World, number: u32, at: Instant) -> Vec<String> {
    let found = run(world.store.notices_for(Reader { office: office(number), at }));
    found.into_iter().map(|entry| entry.notice.title).collect()
}

fn sent(world: &World, number: u64, from: usize, to: u32) {
    let container = seat_of(from).container(&letter(number, to));
    block_on(submit(world.now(), &world.acceptance(), &seat_of(from).caller(), &container)).unwrap();
}

#[test]
fn what_waits_can_be_read_for_thirty_days_and_its_sender_is_told() {
    let world = World::new();
    sent(&world, 1, 1, 2);
    shut(&world, START, plan(2, Some(3), START)).unwrap();
    assert_eq!(titles(&world, 2, START), ["Closed Own"]);
    assert_eq!(titles(&world, 1, START), ["Closed Sender"]);
    assert_eq!(titles(&world, 3, START), ["Closed Successor"], "who takes over has exchanged nothing with it");
    assert!(titles(&world, 4, START).is_empty(), "who has nothing to do with it is told nothing");
    let told = run(world.store.closed_partners(office(1)));
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].successor.as_ref().map(|next| next.0), Some(office(3)));
    let reader = Caller { is_closed: true, ..seat_of(2).caller() };
    let page = block_on(inbox(world.now(), &reader, ListInput::default())).unwrap();
    assert_eq!(page.entries.len(), 1);
    block_on(fetch(world.now(), &reader, id(1))).unwrap();
    assert_eq!(run(world.store.find(id(1), office(1))).unwrap().state, State::Fetched);
}

#[test]
fn what_is_told_next_takes_the_place_of_what_was_told_before() {
    let world = World::new();
    sent(&world, 1, 1, 2);
    let day = START.plus(5 * DAY);
    shut(&world, START, plan(2, Some(3), day)).unwrap();
    assert_eq!(titles(&world, 3, START), ["Planned Successor"]);
    assert_eq!(block_on(carry_out_due(world.at(day), &words)).unwrap(), 1);
    let seen = |number| titles(&world, number, day);
    assert_eq!([seen(1), seen(2), seen(3)], [["Closed Sender"], ["Closed Own"], ["Closed Successor"]]);
    let late = day.plus(1);
    block_on(take_back(world.at(late), Actor::Hub, office(2), "番号の取りちがえ", &words)).unwrap();
    let seen = |number| titles(&world, number, late);
    assert_eq!([seen(1), seen(2), seen(3)], [["TakenBack Sender"], ["TakenBack Own"], ["TakenBack Successor"]]);
}

#[test]
fn who_takes_over_gets_a_mail() {
    let world = World::new();
    let address = MailAddress::parse("jimu@example.jp");
    assert!(run(world.store.set_contact(office(3), address, world.now().act(Actor::Hub))));
    shut(&world, START, plan(2, Some(3), START)).unwrap();
    let mails = run(world.store.take_mails(START, 10));
    let told = mails.iter().filter(|mail| mail.kind == MailKind::TakesOver).map(|mail| mail.office);
    assert_eq!(told.collect::<Vec<_>>(), [office(3)]);
}

#[test]
fn who_takes_over_no_longer_gets_a_mail_as_well() {
    let world = World::new();
    for number in [3, 4] {
        let address = MailAddress::parse("jimu@example.jp");
        assert!(run(world.store.set_contact(office(number), address, world.now().act(Actor::Hub))));
    }
    let day = START.plus(5 * DAY);
    let told = |at| {
        let mails = run(world.store.take_mails(at, 10));
        let new = mails.iter().filter(|mail| mail.kind == MailKind::TakesOver && mail.at == at);
        let mut told: Vec<_> = new.map(|mail| mail.office).collect();
        told.sort();
        told
    };
    shut(&world, START, plan(2, Some(3), day)).unwrap();
    assert_eq!(told(START), [office(3)]);
    let (at, anew) = (START.plus(DAY), ClosingPlan { from: day.day_in_japan(), ..plan(2, Some(4), START) });
    shut(&world, at, anew).unwrap();
    assert_eq!(told(at), [office(3), office(4)], "who was to take over is not left waiting");
    block_on(drop_plan(world.at(day), Actor::Hub, office(2), &words)).unwrap();
    assert_eq!(told(day), [office(4)], "and is told nothing more");
}

#[test]
fn a_closed_office_sends_nothing_and_gets_nothing_new() {
    let world = World::new();
    shut(&world, START, plan(2, None, START)).unwrap();
    let container = seat_of(2).container(&letter(2, 1));
    let closed = Caller { is_closed: true, ..seat_of(2).caller() };
    let refused = block_on(submit(world.now(), &world.acceptance(), &closed, &container));
    assert!(matches!(refused, Err(SubmitError::Denied(Denied::Closed))), "{refused:?}");
    let container = seat_of(1).container(&letter(1, 2));
    let refused = block_on(submit(world.now(), &world.acceptance(), &seat_of(1).caller(), &container));
    assert!(matches!(refused, Err(SubmitError::RecipientStopped(OfficeState::Closed { .. }))), "{refused:?}");
}

/// What `submit` does after it has read the route, when the closing came in between.
#[test]
fn r1_what_was_under_way_while_the_office_closed_is_refused_and_not_left_in_its_inbox() {
    let world = World::new();
    let before = parcel(1, 1, 2);
    assert!(matches!(before.send(&*world.store), AcceptOutcome::Stored { .. }));
    shut(&world, START, plan(2, None, START)).unwrap();
    let ends = || [1, 2].map(|number| run(world.store.feed_end(office(number))));
    let stood = ends();
    assert_eq!(parcel(2, 1, 2).send(&*world.store), AcceptOutcome::PartyStopped);
    assert_eq!(parcel(3, 2, 1).send(&*world.store), AcceptOutcome::PartyStopped, "nor does it send");
    assert_eq!(ends(), stood);
    assert!(matches!(before.send(&*world.store), AcceptOutcome::Same(_)), "what was accepted stays accepted");
}

#[test]
fn a_successor_is_another_office_that_goes_on() {
    let world = World::new();
    let refused = |successor| shut(&world, START, plan(1, Some(successor), START)).unwrap_err();
    assert_eq!(refused(1), CloseError::SuccessorItself);
    assert_eq!(refused(99), CloseError::SuccessorUnknown);
    shut(&world, START, plan(2, Some(3), START)).unwrap();
    let CloseError::SuccessorClosed(closed) = refused(2) else { panic!("closed") };
    assert_eq!(closed.successor.map(|next| next.0), Some(office(3)), "the one that took over is offered");
    let early = ClosingPlan { from: START.day_in_japan().previous(), ..plan(1, None, START) };
    assert_eq!(shut(&world, START, early).unwrap_err(), CloseError::PastDay);
    let silent = ClosingPlan { why: Why::note(" "), ..plan(1, None, START) };
    assert_eq!(shut(&world, START, silent).unwrap_err(), CloseError::NoReason);
    assert_eq!(state(&world, 1), OfficeState::Active);
}

#[test]
fn a_plan_counts_from_its_day_on_and_can_be_dropped_before() {
    let world = World::new();
    sent(&world, 1, 1, 2);
    let day = START.plus(5 * DAY);
    shut(&world, START, plan(2, Some(3), day)).unwrap();
    assert_eq!((state(&world, 2), titles(&world, 1, START)), (OfficeState::Active, vec!["Planned Sender".to_owned()]));
    assert_eq!(block_on(carry_out_due(world.now(), &words)).unwrap(), 0, "not before its day");
    block_on(drop_plan(world.now(), Actor::Hub, office(2), &words)).unwrap();
    assert!(run(world.store.closed_partners(office(1))).is_empty());
    assert_eq!(block_on(carry_out_due(world.at(day), &words)).unwrap(), 0, "dropped");
    shut(&world, START, plan(2, Some(3), day)).unwrap();
    assert_eq!(block_on(carry_out_due(world.at(day.plus(DAY)), &words)).unwrap(), 1, "also when the hub was off");
    assert_eq!(block_on(carry_out_due(world.at(day.plus(DAY)), &words)).unwrap(), 0, "once");
    assert!(state(&world, 2).is_closed());
    assert_eq!(run(world.store.closing(office(2))).unwrap().successor, Some(office(3)));
}

#[test]
fn s6_reading_ends_by_the_clock_and_the_certificates_are_revoked_after_it() {
    let world = World::new();
    shut(&world, START, plan(2, None, START)).unwrap();
    let last = START.day_in_japan().plus(READING_DAYS).ends();
    assert!(state(&world, 2).is_reading(last.minus(1)) && !state(&world, 2).is_reading(last));
    assert_eq!(block_on(end_reading_due(world.at(last.minus(1)))).unwrap(), 0);
    let valid = || run(world.store.certificates_of(office(2))).iter().filter(|one| one.revoked.is_none()).count();
    assert!(valid() > 0);
    assert_eq!(block_on(end_reading_due(world.at(last))).unwrap(), 1);
    assert_eq!(block_on(end_reading_due(world.at(last))).unwrap(), 0, "once");
    assert_eq!(valid(), 0);
    assert_eq!(run(world.store.closing(office(2))).unwrap().ended.map(|end| end.0), Some(ClosingEnd::Over));
    let late = block_on(take_back(world.at(last), Actor::Hub, office(2), "まちがい", &words));
    assert_eq!(late.unwrap_err(), CloseError::NotPossible);
}

fn ledger(world: &World, of: OfficeNumber) -> exchange::licence::Ledger {
    run(world.store.ledger(of))
}

#[test]
fn the_licence_ends_with_the_closing_and_goes_on_when_it_is_taken_back() {
    let world = World::new();
    let (at, today) = (START.plus(20 * DAY), START.plus(20 * DAY).day_in_japan());
    let before = ledger(&world, office(2));
    let until = before.covered_until(today).unwrap();
    shut(&world, at, plan(2, Some(3), at)).unwrap();
    let closed = ledger(&world, office(2));
    assert!(!closed.covers(today) && closed.covers(today.previous()));
    assert_eq!(closed.0[..before.0.len()], before.0[..], "lines are only added");
    assert_eq!(closed.balance(), before.balance(), "a used period stays owed");
    block_on(take_back(world.at(at.plus(DAY)), Actor::Hub, office(2), " ", &words)).unwrap_err();
    block_on(take_back(world.at(at.plus(DAY)), Actor::Hub, office(2), "番号の取りちがえ", &words)).unwrap();
    let back = ledger(&world, office(2));
    assert_eq!(state(&world, 2), OfficeState::Active);
    assert_eq!(back.covered_until(today.next()), Some(until));
    assert_eq!(back.balance(), before.balance(), "and is not owed twice");
    assert_eq!(back.0[..closed.0.len()], closed.0[..]);
    assert!(back.0.iter().any(|line| matches!(line.deed, LicenceDeed::Resume { .. })));
    assert!(run(world.store.closed_office(office(2))).is_none());
    assert_eq!(titles(&world, 2, at.plus(DAY)), ["TakenBack Own"]);
}
