//! Leaving over years of days: what it says of the money comes true, and taken back everything is as before.

use exchange::id::LicenceEntryId;
use exchange::instant::{DAY, Day, Instant};
use exchange::licence::{
    ChargeState, Ledger, LedgerRefusal, LicenceDeed, LicenceEntry, Origin, Payment, PaymentOutcome, YEAR_FEE,
    last_day_of_year_from,
};
use exchange::usecases::licence::cancel::last_day;
use proptest::prelude::*;
use standard::OfficeNumber;

fn id(number: usize) -> LicenceEntryId {
    LicenceEntryId::new(Instant::from_millis(1), [u8::try_from(number).unwrap(); 10])
}

/// Writes a line on a day; it must be admitted.
fn push(ledger: &mut Ledger, on: Day, deed: LicenceDeed) -> LicenceEntryId {
    let (id, office) = (id(ledger.0.len()), OfficeNumber::parse("1370000001").unwrap());
    let line = LicenceEntry { id, office, deed, at: Instant::from_millis(on.begins().millis() + DAY / 2) };
    assert_eq!(ledger.admits(&line), Ok(()), "{deed:?}");
    ledger.0.push(line);
    id
}

fn grant(ledger: &mut Ledger, on: Day, first: Day, payment: Payment) -> LicenceEntryId {
    let last = last_day_of_year_from(first);
    let deed = LicenceDeed::Grant { first, last, payment, fee: YEAR_FEE, origin: Origin::Applied, campaign: None };
    push(ledger, on, deed)
}

/// How far the payment of a grant has come: 0 asked for, 1 paid, 2 failed.
fn pay(ledger: &mut Ledger, on: Day, (grant, payment, come): (LicenceEntryId, Payment, u8)) -> LicenceEntryId {
    let request = match payment {
        Payment::Deduction => LicenceDeed::Deduction { grant, amount: YEAR_FEE, month: on.month_begins() },
        _ => LicenceDeed::Invoice { grant, amount: YEAR_FEE, due: on.plus(30) },
    };
    let request = push(ledger, on, request);
    if come > 0 {
        let outcome = if come == 1 { PaymentOutcome::Paid } else { PaymentOutcome::Failed };
        push(ledger, on, LicenceDeed::Result { request, outcome, amount: YEAR_FEE, day: on });
    }
    request
}

/// As `leave` writes it.
fn leave(ledger: &mut Ledger, today: Day, last: Day) {
    let last = last_day(ledger, today, last);
    let ended: Vec<_> = ledger.periods().map(|(entry, first, end)| (entry, first.max(last.next()), end)).collect();
    for (entry, from, end) in ended {
        if from <= end {
            push(ledger, today, LicenceDeed::Cancel { entry, from });
        }
    }
}

fn way() -> impl Strategy<Value = Payment> {
    prop_oneof![Just(Payment::Deduction), Just(Payment::Invoice)]
}

proptest! {
    #[test]
    fn what_leaving_says_of_the_money_comes_true_and_taken_back_all_is_as_before(
        start in 15_000_i64..40_000,
        on in 0_i64..365,
        stays in 0_i64..70,
        asks in 0_u8..3,
        renewed in proptest::option::of((way(), 0_u8..3)),
        payment in way(),
        automatic in any::<bool>(),
        back in 0_i64..80,
    ) {
        let (mut ledger, first) = (Ledger::default(), Day::from_number(start));
        let running = grant(&mut ledger, first, first, payment);
        pay(&mut ledger, first, (running, payment, asks));
        let today = first.plus(on);
        if let Some((payment, come)) = renewed {
            let next = grant(&mut ledger, today, last_day_of_year_from(first).next(), payment);
            pay(&mut ledger, today, (next, payment, come));
        }
        if automatic {
            push(&mut ledger, today, LicenceDeed::Renewal { automatic: true, payment });
        }
        let (before, asked_last) = (ledger.clone(), today.plus(stays));
        let last = last_day(&ledger, today, asked_last);
        let (lost, comes_back) = (ledger.is_lost(last), ledger.comes_back(last));
        let (owed, taken) = (ledger.stays_owed(last), ledger.taken_first(last).map_or(0, |(yen, _)| yen));
        leave(&mut ledger, today, asked_last);
        if ledger == before {
            // The last day that was chosen is after the end.
            return Ok(());
        }
        let charges = ledger.charges();
        let sum = |state| charges.iter().filter(|charge| charge.state == state).map(|charge| u64::from(charge.fee)).sum::<u64>();
        prop_assert_eq!(sum(ChargeState::Refund), comes_back);
        prop_assert_eq!(sum(ChargeState::Returning), taken);
        prop_assert_eq!(charges.iter().filter(|charge| charge.open > 0).map(|charge| charge.open.unsigned_abs()).sum::<u64>(), owed);
        prop_assert!(lost == 0 || lost == u64::from(YEAR_FEE));
        prop_assert_eq!(ledger.automatic(), None);
        prop_assert!(!ledger.covers(last.next()));
        let leaving = ledger.leaving(today).expect("on its day it can be taken back");
        prop_assert_eq!(leaving.until, last.max(today));
        let later = today.plus(back);
        prop_assert_eq!(ledger.leaving(later).is_some(), later <= leaving.until, "until its last day, and no longer");
        let lines = ledger.0.len();
        for entry in leaving.grants {
            push(&mut ledger, today, LicenceDeed::Resume { entry });
        }
        prop_assert_eq!(ledger.charges(), before.charges(), "nothing is charged twice");
        prop_assert_eq!(ledger.periods().collect::<Vec<_>>(), before.periods().collect::<Vec<_>>());
        prop_assert_eq!((ledger.balance(), ledger.automatic()), (before.balance(), before.automatic()));
        prop_assert!(ledger.leaving(today).is_none(), "once");
        prop_assert_eq!(&ledger.0[..before.0.len()], &before.0[..], "lines stay");
        prop_assert!(ledger.0.len() > lines);
    }

    #[test]
    fn what_a_federation_was_asked_for_comes_and_goes_back_or_does_not_come(
        start in 15_000_i64..40_000,
        early in 1_i64..60,
        paid in any::<bool>(),
    ) {
        let (mut ledger, first) = (Ledger::default(), Day::from_number(start));
        let today = first.plus(-early);
        let next = grant(&mut ledger, today, first, Payment::Deduction);
        let request = pay(&mut ledger, today, (next, Payment::Deduction, 0));
        leave(&mut ledger, today, today);
        let state = |ledger: &Ledger| ledger.charge(next).map(|charge| (charge.state, charge.open)).unwrap();
        prop_assert_eq!(state(&ledger), (ChargeState::Returning, 0));
        let outcome = if paid { PaymentOutcome::Paid } else { PaymentOutcome::Failed };
        push(&mut ledger, first, LicenceDeed::Result { request, outcome, amount: YEAR_FEE, day: first });
        if !paid {
            prop_assert_eq!(state(&ledger), (ChargeState::Cancelled, 0));
            return Ok(());
        }
        prop_assert_eq!(state(&ledger), (ChargeState::Refund, -i64::from(YEAR_FEE)));
        let day = first.plus(3);
        push(&mut ledger, day, LicenceDeed::Refund { grant: next, amount: YEAR_FEE, day });
        prop_assert_eq!(state(&ledger), (ChargeState::Refunded, 0));
        prop_assert_eq!(ledger.charge(next).unwrap().given_back, Some(day));
        let office = OfficeNumber::parse("1370000001").unwrap();
        let again = LicenceEntry { id: id(99), office, deed: LicenceDeed::Resume { entry: next }, at: day.begins() };
        prop_assert_eq!(ledger.admits(&again), Err(LedgerRefusal::GivenBack));
    }
}

#[test]
fn what_was_granted_since_is_not_covered_twice() {
    let (mut ledger, first) = (Ledger::default(), Day::of(2026, 4, 1).unwrap());
    let old = grant(&mut ledger, first, first, Payment::Invoice);
    leave(&mut ledger, first.plus(9), first.plus(9));
    assert!(ledger.leaving(first.plus(9)).is_some());
    grant(&mut ledger, first.plus(9), first.plus(10), Payment::Invoice);
    assert_eq!(ledger.leaving(first.plus(9)), None);
    let office = OfficeNumber::parse("1370000001").unwrap();
    let line = LicenceEntry { id: id(99), office, deed: LicenceDeed::Resume { entry: old }, at: first.begins() };
    assert!(matches!(ledger.admits(&line), Err(LedgerRefusal::Overlaps { .. })));
}

#[test]
fn who_leaves_at_the_end_of_what_runs_can_take_it_back_until_then() {
    let (mut ledger, first) = (Ledger::default(), Day::from_number(18_322));
    let running = grant(&mut ledger, first, first, Payment::Deduction);
    pay(&mut ledger, first, (running, Payment::Deduction, 0));
    let (today, end) = (first.plus(347), last_day_of_year_from(first));
    let next = grant(&mut ledger, today, end.next(), Payment::Deduction);
    leave(&mut ledger, today, end);
    let leaving = ledger.leaving(end).expect("on the last day");
    assert_eq!((leaving.grants, leaving.last, leaving.until), (vec![next], Some(end), end));
    assert!(ledger.leaving(end.next()).is_none());
}
