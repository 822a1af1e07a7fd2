//! A closing that is taken back, and the money: nothing is asked for twice, and what was paid stays paid.

use super::closings::{plan, shut, titles, words};
use super::world::*;
use crate::support::{START, office, run};
use exchange::instant::{DAY, Instant};
use exchange::licence::{Charge, ChargeState, Ledger, LicenceDeed, LicenceEntry, Payment, PaymentOutcome};
use exchange::notice::{Ending, Reminder};
use exchange::store::Reader;
use exchange::usecases::licence::apply::{ApplyError, ApplyInput, apply};
use exchange::usecases::licence::automatic::set_automatic;
use exchange::usecases::licence::cancel::{leave, resume};
use exchange::usecases::licence::payment::{Settlement, refund, settle};
use exchange::usecases::licence::renew_due::is_held;
use exchange::usecases::notice::remind::Words;
use exchange::usecases::notice::remind_unpaid::remind_unpaid;
use exchange::usecases::office::close::{Asked, take_back};
use exchange::{Actor, Sha256};
use pollster::block_on;
use proptest::prelude::*;

const WHO: u32 = 4;

fn later(days: i64) -> Instant {
    START.plus(days * DAY)
}

fn ledger(world: &World) -> Ledger {
    run(world.store.ledger(office(WHO)))
}

/// An office that applied on the first day and pays by invoice.
fn applied() -> World {
    let world = World::new();
    ask(&world, 0);
    world
}

fn ask(world: &World, days: i64) {
    asks(world, later(days), Payment::Invoice).unwrap();
}

fn asks(world: &World, at: Instant, payment: Payment) -> Result<Vec<LicenceEntry>, ApplyError> {
    let account = exchange::account::AccountId::parse("KJ00000000000Z").unwrap();
    let (terms, text, payment) = (2, Sha256::of(b"terms"), Some(payment));
    block_on(apply(world.at(at), ApplyInput { office: office(WHO), account, terms, text, payment }))
}

fn renews(world: &World, days: i64, payment: Option<Payment>) {
    assert!(block_on(set_automatic(world.at(later(days)), Actor::Hub, office(WHO), payment)).unwrap());
}

fn leaves(world: &World, days: i64, last: i64) {
    block_on(leave(world.at(later(days)), Actor::Hub, office(WHO), later(last).day_in_japan())).unwrap();
}

fn pay(world: &World, days: i64) {
    let request = ledger(world).charges()[0].request.unwrap().id;
    let (outcome, day) = (PaymentOutcome::Paid, later(days).day_in_japan());
    let paid = Settlement { office: office(WHO), request, outcome, amount: 21_000, day };
    assert!(block_on(settle(world.at(later(days)), Actor::Hub, paid)).unwrap());
}

fn close_and_take_back(world: &World, days: i64, between: impl FnOnce()) -> (Ledger, Ledger) {
    let (at, before) = (later(days), ledger(world));
    shut(world, at, plan(WHO, None, at)).unwrap();
    between();
    let back = at.plus(2 * DAY);
    block_on(take_back(world.at(back), Actor::Hub, office(WHO), "番号の取りちがえ", &words)).unwrap();
    let after = ledger(world);
    assert_eq!(after.0[..before.0.len()], before.0[..], "lines are only added");
    assert_eq!(after.covered_until(back.day_in_japan()), before.covered_until(at.day_in_japan()));
    assert_eq!(after.automatic(), before.automatic(), "it renews by itself exactly if it did");
    let leaving = before.leaving(at.day_in_japan());
    assert_eq!(
        after.leaving(back.day_in_japan()),
        leaving,
        "what the office had left itself it can take back as before"
    );
    (before, after)
}

/// What is owed, whenever it is to be paid.
fn owed(ledger: &Ledger) -> Vec<Charge> {
    ledger.charges().into_iter().map(|charge| Charge { request: None, ..charge }).collect()
}

fn put_off(ledger: &Ledger) -> usize {
    ledger.0.iter().filter(|line| matches!(line.deed, LicenceDeed::Defer { .. })).count()
}

/// What the office reads of the money when its closing was taken back on a day.
fn told(world: &World, days: i64) -> Asked {
    let lines = ledger(world);
    let asked = Asked::by(lines.0.iter().filter(|line| line.at == later(days)));
    let reader = Reader { office: office(WHO), at: later(days) };
    let notices = run(world.store.notices_for(reader));
    assert!(notices.iter().any(|entry| entry.notice.body.ends_with(&format!("{:?}", Some(asked)))), "{asked:?}");
    asked
}

fn invoices(ledger: &Ledger) -> usize {
    ledger.0.iter().filter(|line| matches!(line.deed, LicenceDeed::Invoice { .. })).count()
}

#[test]
fn an_invoice_that_is_not_paid_stays_the_only_one() {
    // On the first day no day was used, and the closing had made it free.
    for days in [0, 20] {
        let world = applied();
        let (before, after) = close_and_take_back(&world, days, || {});
        assert_eq!((invoices(&after), owed(&after)), (1, owed(&before)), "{days}");
        assert_eq!(told(&world, days + 2), Asked { anew: 0, due: Some(later(days + 32).day_in_japan()) });
        assert_eq!(after.balance(), 21_000);
    }
}

#[test]
fn what_was_paid_stays_paid() {
    for days in [0, 20] {
        let world = applied();
        pay(&world, 0);
        let (before, after) = close_and_take_back(&world, days, || {});
        assert_eq!((after.charges(), after.balance()), (before.charges(), 0), "{days}");
        assert_eq!((put_off(&after), told(&world, days + 2)), (0, Asked::default()), "nothing is left to be paid");
    }
}

#[test]
fn what_is_paid_while_it_is_closed_counts() {
    let world = applied();
    let (_, after) = close_and_take_back(&world, 0, || pay(&world, 1));
    assert_eq!((after.charges().len(), after.charges()[0].state, after.balance()), (1, ChargeState::Paid, 0));
}

#[test]
fn what_was_given_back_is_asked_for_anew() {
    let world = applied();
    pay(&world, 0);
    let grant = ledger(&world).charges()[0].grant;
    let (_, after) = close_and_take_back(&world, 0, || {
        let day = later(1).day_in_japan();
        block_on(refund(world.at(later(1)), Actor::Hub, office(WHO), grant, (day, None))).unwrap();
    });
    let states: Vec<_> = after.charges().iter().map(|charge| charge.state).collect();
    assert_eq!((states, invoices(&after)), (vec![ChargeState::Refunded, ChargeState::Asked], 2));
    assert_eq!((after.balance(), put_off(&after)), (21_000, 0), "its days begin with it");
    assert_eq!(told(&world, 2), Asked { anew: 21_000, due: Some(later(32).day_in_japan()) });
}

#[test]
fn who_was_leaving_leaves_on_the_day_it_had_chosen() {
    let world = applied();
    let last = later(30).day_in_japan();
    block_on(leave(world.at(later(1)), Actor::Hub, office(WHO), last)).unwrap();
    let (before, after) = close_and_take_back(&world, 10, || {});
    assert_eq!(after.covered_until(later(12).day_in_japan()), Some(last));
    assert_eq!((owed(&after), after.automatic()), (owed(&before), before.automatic()));
    let gone = applied();
    block_on(leave(gone.at(later(1)), Actor::Hub, office(WHO), later(11).day_in_japan())).unwrap();
    let at = later(10);
    shut(&gone, at, plan(WHO, None, at)).unwrap();
    let back = later(14);
    block_on(take_back(gone.at(back), Actor::Hub, office(WHO), "番号の取りちがえ", &words)).unwrap();
    assert_eq!(ledger(&gone).covered_until(back.day_in_japan()), None, "its last day has come meanwhile");
}

/// Left for a day with automatic renewal on, and applied again from the next: the wish went with the leaving.
fn applied_again() -> World {
    let world = applied();
    renews(&world, 0, Some(Payment::Invoice));
    leaves(&world, 1, 30);
    ask(&world, 25);
    world
}

#[test]
fn what_an_office_had_not_switched_on_stays_off() {
    // Before the last day of what it had left, and after it.
    for days in [27, 40] {
        let (before, after) = close_and_take_back(&applied_again(), days, || {});
        assert_eq!((before.automatic(), after.automatic()), (None, None), "{days}");
    }
    let world = applied_again();
    leaves(&world, 40, 60);
    block_on(resume(world.at(later(41)), Actor::Hub, office(WHO))).unwrap();
    assert_eq!(ledger(&world).automatic(), None, "also when it leaves and takes that back itself");
}

#[test]
fn what_an_office_had_switched_on_again_stays_on() {
    for days in [27, 40] {
        let world = applied_again();
        renews(&world, 26, Some(Payment::Deduction));
        let (_, after) = close_and_take_back(&world, days, || {});
        assert_eq!(after.automatic(), Some(Payment::Deduction), "{days}");
    }
}

/// Runs, and goes on in a second year that was asked for early.
fn renewed() -> World {
    let world = applied();
    ask(&world, 300);
    renews(&world, 301, Some(Payment::Invoice));
    world
}

#[test]
fn an_own_leaving_can_be_taken_back_whole_also_after_a_closing() {
    // To the end of what runs, which ends only what was to follow; and before it, which ends both.
    for (last, ended) in [(364, 1), (340, 2)] {
        let world = renewed();
        let before = ledger(&world);
        leaves(&world, 310, last);
        let (_, after) = close_and_take_back(&world, 320, || {});
        let leaving = after.leaving(later(322).day_in_japan()).expect("its day has not come");
        assert_eq!((leaving.grants.len(), leaving.last), (ended, Some(later(last).day_in_japan())));
        block_on(resume(world.at(later(323)), Actor::Hub, office(WHO))).unwrap();
        let whole = ledger(&world);
        assert_eq!(whole.periods().collect::<Vec<_>>(), before.periods().collect::<Vec<_>>());
        assert_eq!((whole.balance(), whole.automatic()), (before.balance(), before.automatic()));
        assert_eq!(whole.leaving(later(323).day_in_japan()), None, "once");
    }
}

#[test]
fn an_invoice_has_its_days_again_when_a_closing_is_taken_back() {
    for (days, back) in [(20, 45), (0, 29), (40, 60)] {
        let world = applied();
        let due = |at: Instant| run(world.store.due_payments(at, 10));
        let (at, back) = (later(days), later(back));
        shut(&world, at, plan(WHO, None, at)).unwrap();
        block_on(take_back(world.at(back), Actor::Hub, office(WHO), "番号の取りちがえ", &words)).unwrap();
        let (charge, last) = (ledger(&world).charges()[0], back.day_in_japan().plus(30));
        assert_eq!(charge.request.map(|request| request.due()), Some(last), "{days}");
        assert!(!charge.is_overdue(last) && charge.is_overdue(last.next()));
        assert!(!is_held(&ledger(&world), last));
        assert!(due(back).is_empty(), "it was told not to pay before it has asked");
        let reminders = due(last.begins()).into_iter().map(|reminder| (reminder.office, reminder.ending));
        let request = charge.request.unwrap().id;
        let expected = Ending::Payment { request, due: last, yen: 21_000 };
        assert_eq!(reminders.collect::<Vec<_>>(), [(office(WHO), expected)]);
    }
}

fn reminded(world: &World, days: i64) -> u64 {
    let words = |reminder: &Reminder| Words { title: format!("{} days", reminder.days), body: String::new() };
    block_on(remind_unpaid(world.at(later(days)), words)).unwrap()
}

#[test]
fn what_was_said_of_the_day_before_the_closing_gives_way_to_the_new_one() {
    let world = applied();
    assert_eq!((reminded(&world, 25), titles(&world, WHO, later(25))), (1, vec!["7 days".to_owned()]));
    shut(&world, later(26), plan(WHO, None, later(26))).unwrap();
    block_on(take_back(world.at(later(40)), Actor::Hub, office(WHO), "番号の取りちがえ", &words)).unwrap();
    assert!(titles(&world, WHO, later(40)).iter().all(|title| !title.ends_with("days")));
    assert_eq!([40, 62, 63, 63, 70, 77].map(|days| reminded(&world, days)), [0, 0, 1, 0, 1, 1]);
}

#[test]
fn who_takes_an_own_leaving_back_has_the_days_for_what_it_did_not_have_to_pay() {
    let world = renewed();
    let due = || ledger(&world).charges().into_iter().map(|charge| charge.request.unwrap().due()).collect::<Vec<_>>();
    leaves(&world, 310, 364);
    block_on(resume(world.at(later(350)), Actor::Hub, office(WHO))).unwrap();
    let [first, second] = [30, 380].map(|days| later(days).day_in_japan());
    assert_eq!(due(), [first, second], "what had begun was to be paid all the time");
}

/// What may happen in some years, on a day so many days after the one before.
#[derive(Clone, Copy, Debug)]
enum Event {
    Apply(Payment),
    Automatic(Option<Payment>),
    Leave(i64),
    Resume,
    Pay,
    CloseAndTakeBack(i64),
}

fn event() -> impl Strategy<Value = Event> {
    let way = || prop_oneof![Just(Payment::Invoice), Just(Payment::Deduction)];
    prop_oneof![
        4 => way().prop_map(Event::Apply),
        2 => proptest::option::of(way()).prop_map(Event::Automatic),
        3 => (0_i64..90).prop_map(Event::Leave),
        1 => Just(Event::Resume),
        2 => Just(Event::Pay),
        4 => (0_i64..30).prop_map(Event::CloseAndTakeBack),
    ]
}

fn happens(world: &World, at: Instant, event: Event) {
    let (context, who) = (world.at(at), office(WHO));
    match event {
        Event::Apply(payment) => {
            let _too_early = asks(world, at, payment);
        }
        Event::Automatic(payment) => {
            block_on(set_automatic(context, Actor::Hub, who, payment)).unwrap();
        }
        Event::Leave(days) => {
            let _nothing_to_end = block_on(leave(context, Actor::Hub, who, at.day_in_japan().plus(days)));
        }
        Event::Resume => {
            let _nothing_to_take_back = block_on(resume(context, Actor::Hub, who));
        }
        Event::Pay => {
            let asked = ledger(world).charges().into_iter().filter_map(|charge| charge.request);
            for request in asked.filter(|request| request.result.is_none()) {
                let (outcome, day, amount) = (PaymentOutcome::Paid, at.day_in_japan(), request.amount);
                let paid = Settlement { office: who, request: request.id, outcome, amount, day };
                block_on(settle(context, Actor::Hub, paid)).unwrap();
            }
        }
        Event::CloseAndTakeBack(days) => {
            shut(world, at, plan(WHO, None, at)).unwrap();
            let context = world.at(at.plus(days * DAY));
            block_on(take_back(context, Actor::Hub, who, "番号の取りちがえ", &words)).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]
    #[test]
    fn over_years_of_days_a_closing_that_is_taken_back_leaves_no_trace(
        has_next in any::<bool>(),
        events in proptest::collection::vec((0_i64..40, event()), 4..24),
    ) {
        let (world, mut at) = if has_next { (renewed(), later(301)) } else { (World::new(), START) };
        for (days, event) in events {
            // No two deeds have one instant.
            at = at.plus(days * DAY + 1);
            let before = ledger(&world);
            happens(&world, at, event);
            let Event::CloseAndTakeBack(days) = event else { continue };
            at = at.plus(days * DAY);
            let (after, today) = (ledger(&world), at.day_in_japan());
            prop_assert_eq!(&after.0[..before.0.len()], &before.0[..], "lines are only added");
            let goes_on = |ledger: &Ledger| ledger.periods().filter(|(.., last)| *last >= today).collect::<Vec<_>>();
            let kept = goes_on(&before);
            prop_assert_eq!(goes_on(&after), kept.clone());
            prop_assert_eq!(after.leaving(today), before.leaving(today));
            if !kept.is_empty() {
                prop_assert_eq!(after.automatic(), before.automatic());
            }
            let of_kept = |charges: Vec<Charge>| {
                charges.into_iter().filter(|charge| kept.iter().any(|(entry, ..)| *entry == charge.grant)).collect::<Vec<_>>()
            };
            prop_assert_eq!(of_kept(owed(&after)), of_kept(owed(&before)));
            let due = today.plus(30);
            prop_assert!(after.charges().iter().all(|charge| charge.payment != Payment::Invoice || !charge.is_overdue(due)));
        }
    }
}
