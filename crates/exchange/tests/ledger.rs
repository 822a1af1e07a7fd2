//! The ledger over years of days: whatever lines it admits, days are covered once and money is owed once.

use exchange::id::{CampaignId, LicenceEntryId};
use exchange::instant::{Day, Instant};
use exchange::licence::{
    Campaign, ChargeState, Ledger, LedgerRefusal, LicenceDeed, LicenceEntry, Origin, Payment, PaymentOutcome, YEAR_FEE,
    last_day_of_year_from, price,
};
use proptest::prelude::*;
use standard::OfficeNumber;

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::of(year, month, day).unwrap()
}

fn id(number: u64) -> LicenceEntryId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    LicenceEntryId::new(Instant::from_millis(1), random)
}

fn entry(number: u64, deed: LicenceDeed) -> LicenceEntry {
    LicenceEntry {
        id: id(number),
        office: OfficeNumber::parse("1370000001").unwrap(),
        deed,
        at: Instant::from_millis(1),
    }
}

fn grant(first: Day, payment: Payment) -> LicenceDeed {
    let last = last_day_of_year_from(first);
    LicenceDeed::Grant { first, last, payment, fee: YEAR_FEE, origin: Origin::Applied, campaign: None }
}

/// What may be tried on a day; lines are named by a number that may or may not be there.
#[derive(Clone, Copy, Debug)]
enum Try {
    Grant(i64, Payment),
    Cancel(usize, i64),
    Renewal(bool),
    Invoice(usize, bool),
    Deduction(usize),
    Result(usize, PaymentOutcome),
    Waive(usize),
    Refund(usize),
    Reverse(usize),
    Resume(usize),
    Defer(usize, i64),
}

fn payment() -> impl Strategy<Value = Payment> {
    prop_oneof![Just(Payment::Deduction), Just(Payment::Invoice)]
}

fn attempt() -> impl Strategy<Value = Try> {
    let line = 0_usize..24;
    prop_oneof![
        3 => ((-3_i64..400), payment()).prop_map(|(days, payment)| Try::Grant(days, payment)),
        1 => (line.clone(), -400_i64..400).prop_map(|(line, days)| Try::Cancel(line, days)),
        1 => any::<bool>().prop_map(Try::Renewal),
        2 => (line.clone(), any::<bool>()).prop_map(|(line, right)| Try::Invoice(line, right)),
        2 => line.clone().prop_map(Try::Deduction),
        3 => (line.clone(), any::<bool>()).prop_map(|(line, paid)| {
            Try::Result(line, if paid { PaymentOutcome::Paid } else { PaymentOutcome::Failed })
        }),
        1 => line.clone().prop_map(Try::Waive),
        1 => line.clone().prop_map(Try::Refund),
        2 => line.clone().prop_map(Try::Reverse),
        2 => line.clone().prop_map(Try::Resume),
        1 => (line, 0_i64..90).prop_map(|(line, days)| Try::Defer(line, days)),
    ]
}

fn deed(attempt: Try, ledger: &Ledger, today: Day) -> LicenceDeed {
    let line = |number: usize| ledger.0.get(number).map_or(id(999_999), |line| line.id);
    match attempt {
        Try::Grant(days, payment) => grant(today.plus(days), payment),
        Try::Cancel(number, days) => LicenceDeed::Cancel { entry: line(number), from: today.plus(days) },
        Try::Renewal(automatic) => LicenceDeed::Renewal { automatic, payment: Payment::Invoice },
        Try::Invoice(number, right) => {
            let amount = if right { YEAR_FEE } else { YEAR_FEE - 440 };
            LicenceDeed::Invoice { grant: line(number), amount, due: today.plus(30) }
        }
        Try::Deduction(number) => {
            LicenceDeed::Deduction { grant: line(number), amount: YEAR_FEE, month: today.month_begins() }
        }
        Try::Result(number, outcome) => {
            LicenceDeed::Result { request: line(number), outcome, amount: YEAR_FEE, day: today }
        }
        Try::Waive(number) => {
            LicenceDeed::Waive { grant: line(number), campaign: CampaignId::new(Instant::from_millis(1), [1; 10]) }
        }
        Try::Refund(number) => LicenceDeed::Refund { grant: line(number), amount: YEAR_FEE, day: today },
        Try::Resume(number) => LicenceDeed::Resume { entry: line(number) },
        Try::Defer(number, days) => LicenceDeed::Defer { request: line(number), due: today.plus(days) },
        Try::Reverse(number) => LicenceDeed::Reversal { result: line(number), amount: YEAR_FEE, day: today },
    }
}

fn holds(ledger: &Ledger) {
    let periods: Vec<_> = ledger.periods().collect();
    for (at, (grant, first, last)) in periods.iter().enumerate() {
        let days = last.number() - first.number() + 1;
        assert!((1..=366).contains(&days), "{days} days");
        assert!(periods[at + 1..].iter().all(|(_, begin, end)| last < begin || end < first), "{grant:?} overlaps");
        assert!(ledger.covers(*first) && ledger.covers(*last));
        assert!(ledger.covered_until(*first) >= Some(*last));
    }
    let charges = ledger.charges();
    let grants = ledger.0.iter().filter(|line| matches!(line.deed, LicenceDeed::Grant { .. })).count();
    assert_eq!(charges.len(), grants, "a charge for each grant");
    for charge in &charges {
        let fee = i64::from(charge.fee);
        let remains = periods.iter().any(|(grant, ..)| *grant == charge.grant);
        let expected: &[ChargeState] = match charge.open {
            0 if remains => &[ChargeState::Free, ChargeState::Paid, ChargeState::Refunded],
            0 => &[ChargeState::Free, ChargeState::Cancelled, ChargeState::Returning, ChargeState::Refunded],
            open if open == fee => &[ChargeState::Open, ChargeState::Asked, ChargeState::Failed],
            open if open == -fee => &[ChargeState::Refund],
            open => panic!("{open} yen are open"),
        };
        assert!(expected.contains(&charge.state), "{charge:?}");
        let end = charge.ended.unwrap_or(charge.last);
        let period = periods.iter().find(|(grant, ..)| *grant == charge.grant);
        assert_eq!(
            period.map(|(.., last)| *last),
            (end >= charge.first).then_some(end),
            "it says when it really ended"
        );
        assert!(remains || charge.open <= 0, "nothing is owed for a day that does not remain: {charge:?}");
    }
    assert_eq!(ledger.balance(), charges.iter().map(|charge| charge.open).sum::<i64>());
}

proptest! {
    #[test]
    fn whatever_is_admitted_days_are_covered_once_and_money_is_owed_once(
        start in 19_000_i64..25_000,
        tries in proptest::collection::vec((0_i64..120, attempt()), 1..60),
    ) {
        let (mut ledger, mut today) = (Ledger::default(), Day::from_number(start));
        for (number, (days, attempt)) in tries.into_iter().enumerate() {
            today = today.plus(days);
            let line = entry(number as u64, deed(attempt, &ledger, today));
            let before = ledger.clone();
            if ledger.admits(&line).is_ok() {
                ledger.0.push(line);
                // The same once more changes nothing, whatever it is; a free grant of the same days cannot be.
                let again = LicenceEntry { id: id(1_000_000 + number as u64), ..line };
                prop_assert!(ledger.admits(&again).is_err(), "{:?} twice", line.deed);
            }
            prop_assert_eq!(&ledger.0[..before.0.len()], &before.0[..], "lines stay");
            holds(&ledger);
        }
    }

    #[test]
    fn a_year_that_is_renewed_on_any_day_has_no_gap_and_no_day_twice(
        start in 0_i64..60_000,
        years in 1_u64..12,
        early in proptest::collection::vec(0_i64..90, 12),
    ) {
        let mut ledger = Ledger(vec![entry(0, grant(Day::from_number(start), Payment::Deduction))]);
        for year in 1..years {
            let until = ledger.covered_until(Day::from_number(start)).unwrap();
            let today = until.plus(-early[year as usize]);
            let line = entry(year, grant(ledger.renewal_begins(today), Payment::Deduction));
            prop_assert_eq!(ledger.admits(&line), Ok(()));
            ledger.0.push(line);
        }
        let until = ledger.covered_until(Day::from_number(start)).unwrap();
        let days: i64 = ledger.periods().map(|(_, first, last)| last.number() - first.number() + 1).sum();
        prop_assert_eq!(days, until.number() - start + 1);
        prop_assert_eq!(ledger.balance(), i64::from(YEAR_FEE) * years as i64);
        // Leap days make a year 366 days long, and never move its begin by more than from 29 February to 1 March.
        let (_, month, date) = Day::from_number(start).date();
        let (_, next_month, next_date) = until.next().date();
        let moved = (month, date) == (2, 29) && (next_month, next_date) == (3, 1);
        prop_assert!((month, date) == (next_month, next_date) || moved);
    }

    #[test]
    fn a_day_is_free_exactly_when_some_campaign_has_it(
        spans in proptest::collection::vec((0_i64..800, -5_i64..400), 0..6),
        on in -10_i64..1_300,
    ) {
        let campaigns: Vec<Campaign> = spans
            .iter()
            .enumerate()
            .map(|(number, (first, days))| Campaign {
                id: CampaignId::new(Instant::from_millis(1), [number as u8; 10]),
                name: "フリーパス".to_owned(),
                first: Day::from_number(*first),
                last: Day::from_number(first + days),
            })
            .collect();
        let today = Day::from_number(on);
        let inside: Vec<_> = campaigns.iter().filter(|one| one.first <= today && today <= one.last).collect();
        let price = price(&campaigns, today);
        prop_assert_eq!(price.fee == 0, !inside.is_empty());
        prop_assert_eq!(price.campaign.map(|(_, last)| last), inside.iter().map(|one| one.last).max());
    }
}

#[test]
fn year_ends_and_leap_days() {
    for (first, last) in [
        (day(2025, 1, 1), day(2025, 12, 31)),
        (day(2024, 2, 29), day(2025, 2, 28)),
        (day(2023, 3, 1), day(2024, 2, 29)),
        (day(2023, 2, 28), day(2024, 2, 27)),
        (day(2019, 5, 1), day(2020, 4, 30)),
        (day(2099, 12, 31), day(2100, 12, 30)),
    ] {
        assert_eq!(last_day_of_year_from(first), last);
    }
}

#[test]
fn a_licence_that_ends_today_covers_today_and_goes_on_tomorrow() {
    let ledger = Ledger(vec![entry(0, grant(day(2025, 4, 1), Payment::Invoice))]);
    let last = day(2026, 3, 31);
    assert!(ledger.covers(last) && !ledger.covers(last.next()));
    assert_eq!(ledger.renewal_begins(last), last.next());
    assert_eq!(ledger.renewal_begins(last.next()), last.next());
}

/// Writes a line, if the ledger admits it.
fn write(ledger: &mut Ledger, number: u64, deed: LicenceDeed) -> Result<(), LedgerRefusal> {
    let line = entry(number, deed);
    let admitted = ledger.admits(&line);
    if admitted.is_ok() {
        ledger.0.push(line);
    }
    admitted
}

#[test]
fn a_request_is_open_once_and_settled_once() {
    let first = day(2025, 4, 1);
    let mut ledger = Ledger(vec![entry(0, grant(first, Payment::Deduction))]);
    let mut push = |number, deed| {
        let admitted = write(&mut ledger, number, deed);
        (admitted, ledger.charge(id(0)).unwrap().state, ledger.balance())
    };
    let (grant, amount) = (id(0), YEAR_FEE);
    let deduct = |month| LicenceDeed::Deduction { grant, amount, month };
    let result = |request, outcome| LicenceDeed::Result { request: id(request), outcome, amount, day: first };
    assert_eq!(push(1, deduct(first)), (Ok(()), ChargeState::Asked, 21_000));
    assert_eq!(push(2, deduct(first)), (Err(LedgerRefusal::AlreadyAsked), ChargeState::Asked, 21_000));
    assert_eq!(push(3, result(1, PaymentOutcome::Failed)), (Ok(()), ChargeState::Failed, 21_000));
    let settled = Err(LedgerRefusal::AlreadySettled);
    assert_eq!(push(4, result(1, PaymentOutcome::Paid)), (settled, ChargeState::Failed, 21_000));
    let invoice = LicenceDeed::Invoice { grant, amount, due: first };
    assert_eq!(push(5, invoice), (Ok(()), ChargeState::Asked, 21_000));
    assert_eq!(push(6, result(5, PaymentOutcome::Paid)), (Ok(()), ChargeState::Paid, 0));
    assert_eq!(push(7, deduct(first)), (Err(LedgerRefusal::NothingChanges), ChargeState::Paid, 0));
    assert_eq!(push(8, result(99, PaymentOutcome::Paid)), (Err(LedgerRefusal::UnknownEntry), ChargeState::Paid, 0));
    let cancel = LicenceDeed::Cancel { entry: grant, from: first };
    assert_eq!(push(9, cancel), (Ok(()), ChargeState::Refund, -21_000));
    let refund = |amount| LicenceDeed::Refund { grant, amount, day: first };
    let other = Err(LedgerRefusal::OtherAmount { open: -21_000 });
    assert_eq!(push(10, refund(20_000)), (other, ChargeState::Refund, -21_000));
    assert_eq!(push(11, refund(21_000)), (Ok(()), ChargeState::Refunded, 0));
    let resume = LicenceDeed::Resume { entry: grant };
    assert_eq!(push(12, resume), (Err(LedgerRefusal::GivenBack), ChargeState::Refunded, 0));
}

#[test]
fn an_invoice_is_put_off_to_a_later_day_while_it_is_not_paid() {
    let first = day(2025, 4, 1);
    let mut ledger = Ledger(vec![entry(0, grant(first, Payment::Invoice))]);
    let mut push = |number, deed| {
        let admitted = write(&mut ledger, number, deed);
        let charge = ledger.charge(id(0)).unwrap();
        (admitted, charge.request.map(|request| request.due()), charge.is_overdue(first.plus(31)))
    };
    let defer = |days| LicenceDeed::Defer { request: id(1), due: first.plus(days) };
    assert_eq!(push(9, defer(60)), (Err(LedgerRefusal::UnknownEntry), None, false));
    let invoice = LicenceDeed::Invoice { grant: id(0), amount: YEAR_FEE, due: first.plus(30) };
    assert_eq!(push(1, invoice), (Ok(()), Some(first.plus(30)), true));
    assert_eq!(push(2, defer(30)), (Err(LedgerRefusal::NothingChanges), Some(first.plus(30)), true));
    assert_eq!(push(3, defer(45)), (Ok(()), Some(first.plus(45)), false));
    assert_eq!(push(4, defer(60)), (Ok(()), Some(first.plus(60)), false));
    let of_grant = LicenceDeed::Defer { request: id(0), due: first.plus(90) };
    assert_eq!(push(5, of_grant), (Err(LedgerRefusal::UnknownEntry), Some(first.plus(60)), false));
    let (request, outcome) = (id(1), PaymentOutcome::Paid);
    let result = LicenceDeed::Result { request, outcome, amount: YEAR_FEE, day: first.plus(50) };
    assert_eq!(push(6, result), (Ok(()), Some(first.plus(60)), false));
    assert_eq!(push(7, defer(90)), (Err(LedgerRefusal::AlreadySettled), Some(first.plus(60)), false));
}

#[test]
fn a_cancellation_switches_automatic_renewal_off() {
    let first = day(2025, 4, 1);
    let renewal = |automatic| LicenceDeed::Renewal { automatic, payment: Payment::Invoice };
    let mut ledger = Ledger(vec![entry(0, grant(first, Payment::Deduction))]);
    assert_eq!(ledger.automatic(), None);
    assert_eq!(ledger.admits(&entry(1, renewal(false))), Err(LedgerRefusal::NothingChanges));
    ledger.0.push(entry(1, renewal(true)));
    assert_eq!(ledger.automatic(), Some(Payment::Invoice));
    assert_eq!(ledger.admits(&entry(2, renewal(true))), Err(LedgerRefusal::NothingChanges));
    ledger.0.push(entry(2, LicenceDeed::Cancel { entry: id(0), from: first.plus(9) }));
    assert_eq!(ledger.automatic(), None);
}

#[test]
fn a_payment_that_was_written_down_by_mistake_is_taken_back_by_another_line() {
    let first = day(2025, 4, 1);
    let mut ledger = Ledger(vec![entry(0, grant(first, Payment::Invoice))]);
    let mut push = |number, deed| {
        let admitted = write(&mut ledger, number, deed);
        (admitted, ledger.charge(id(0)).unwrap().state, ledger.balance())
    };
    let (grant, amount) = (id(0), YEAR_FEE);
    let result =
        |request| LicenceDeed::Result { request: id(request), outcome: PaymentOutcome::Paid, amount, day: first };
    let reversal = |result, amount| LicenceDeed::Reversal { result: id(result), amount, day: first };
    assert_eq!(push(1, LicenceDeed::Invoice { grant, amount, due: first }), (Ok(()), ChargeState::Asked, 21_000));
    let unknown = Err(LedgerRefusal::UnknownEntry);
    assert_eq!(push(2, reversal(1, amount)), (unknown, ChargeState::Asked, 21_000), "an invoice is no payment");
    assert_eq!(push(3, result(1)), (Ok(()), ChargeState::Paid, 0));
    let other = Err(LedgerRefusal::OtherAmount { open: 21_000 });
    assert_eq!(push(4, reversal(3, 20_560)), (other, ChargeState::Paid, 0));
    assert_eq!(push(5, reversal(3, amount)), (Ok(()), ChargeState::Asked, 21_000), "the invoice waits again");
    let nothing = Err(LedgerRefusal::NothingChanges);
    assert_eq!(push(6, reversal(3, amount)), (nothing, ChargeState::Asked, 21_000), "once");
    assert_eq!(push(7, result(1)), (Ok(()), ChargeState::Paid, 0), "the right payment comes");
    assert_eq!(push(8, LicenceDeed::Cancel { entry: grant, from: first }), (Ok(()), ChargeState::Refund, -21_000));
    assert_eq!(push(9, LicenceDeed::Refund { grant, amount, day: first }), (Ok(()), ChargeState::Refunded, 0));
    let given = Err(LedgerRefusal::GivenBack);
    assert_eq!(push(10, reversal(7, amount)), (given, ChargeState::Refunded, 0), "money that went back stays away");
    let asked = ledger.charge(id(0)).unwrap().request.unwrap();
    assert!(asked.is_reversed && asked.result.is_some());
    assert_eq!(ledger.0.len(), 7, "nothing was overwritten");
}

#[test]
fn what_a_federation_has_deducted_is_not_taken_back_by_hand() {
    let first = day(2025, 4, 1);
    let (grant_line, amount) = (entry(0, grant(first, Payment::Deduction)), YEAR_FEE);
    let deduction = LicenceDeed::Deduction { grant: id(0), amount, month: first };
    let result = LicenceDeed::Result { request: id(1), outcome: PaymentOutcome::Paid, amount, day: first };
    let ledger = Ledger(vec![grant_line, entry(1, deduction), entry(2, result)]);
    let reversal = LicenceDeed::Reversal { result: id(2), amount, day: first };
    assert_eq!(ledger.admits(&entry(3, reversal)), Err(LedgerRefusal::UnknownEntry));
}
