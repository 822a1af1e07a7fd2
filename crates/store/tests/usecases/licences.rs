//! Licences over years of days: applying, going on by itself, campaigns, paying, leaving; whatever is pressed how often.

use super::world::*;
use crate::support::{START, close, office};
use exchange::account::AccountId;
use exchange::instant::{DAY, Day, Instant};
use exchange::licence::{ChargeState, LedgerRefusal, LicenceDeed, Origin, Payment, PaymentOutcome};
use exchange::mail::MailKind;
use exchange::notice::Ending;
use exchange::store::LedgerOutcome;
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::apply::{ApplyError, ApplyInput, apply};
use exchange::usecases::licence::automatic::set_automatic;
use exchange::usecases::licence::campaign::{CampaignError, add_campaign, end_campaign};
use exchange::usecases::licence::cancel::{can_leave, leave, resume};
use exchange::usecases::licence::end_closed::end_closed;
use exchange::usecases::licence::grant::{GrantError, GrantInput, grant};
use exchange::usecases::licence::invoice_open::invoice_open;
use exchange::usecases::licence::payment::{Settlement, deduct, invoice, refund, settle};
use exchange::usecases::licence::renew_due::renew_due;
use exchange::usecases::licence::reverse_payment::{ReverseError, ReverseInput, reverse};
use exchange::usecases::licence::waive_due::waive_due;
use exchange::usecases::notice::ended::tell_ended;
use exchange::usecases::notice::remind::{Words, remind};
use exchange::usecases::notice::remind_unpaid::remind_unpaid;
use exchange::{Actor, Sha256};
use pollster::block_on;
use proptest::prelude::*;

const TERMS: u32 = 2;

fn input(payment: Option<Payment>) -> ApplyInput {
    let account = AccountId::parse("KJ00000000000Z").unwrap();
    ApplyInput { office: office(4), account, terms: TERMS, text: Sha256::of(b"terms"), payment }
}

fn later(days: i64) -> Instant {
    START.plus(days * DAY)
}

struct Desk(World);

impl Desk {
    fn new() -> Self {
        Self(World::new())
    }

    fn ledger(&self) -> exchange::licence::Ledger {
        block_on(self.0.store.ledger(office(4))).unwrap()
    }

    fn apply(&self, days: i64, payment: Option<Payment>) -> Result<usize, ApplyError> {
        block_on(apply(self.0.at(later(days)), input(payment))).map(|written| written.len())
    }

    fn renew(&self, days: i64) -> u64 {
        block_on(renew_due(self.0.at(later(days)), TERMS)).unwrap()
    }

    fn waive(&self, days: i64) -> u64 {
        block_on(waive_due(self.0.at(later(days)))).unwrap()
    }

    fn automatic(&self, days: i64, payment: Option<Payment>) -> bool {
        block_on(set_automatic(self.0.at(later(days)), Actor::Hub, office(4), payment)).unwrap()
    }

    fn campaign(&self, first: i64, last: i64) -> exchange::licence::Campaign {
        self.add_campaign(first, last).unwrap()
    }

    fn add_campaign(&self, first: i64, last: i64) -> Result<exchange::licence::Campaign, CampaignError> {
        let day = |days| later(days).day_in_japan();
        block_on(add_campaign(self.0.now(), Actor::Hub, "フリーパス".to_owned(), day(first), day(last)))
    }

    fn leave(&self, days: i64) -> Result<usize, LicenceError> {
        let today = later(days).day_in_japan();
        block_on(leave(self.0.at(later(days)), Actor::Hub, office(4), today)).map(|written| written.len())
    }
}

fn origins(ledger: &exchange::licence::Ledger) -> Vec<(Origin, u32)> {
    let grant = |deed| match deed {
        LicenceDeed::Grant { origin, fee, .. } => Some((origin, fee)),
        _ => None,
    };
    ledger.0.iter().filter_map(|line| grant(line.deed)).collect()
}

#[test]
fn an_application_by_invoice_writes_application_grant_and_invoice() {
    let desk = Desk::new();
    assert_eq!(desk.apply(0, Some(Payment::Invoice)).unwrap(), 3);
    assert!(matches!(desk.apply(0, Some(Payment::Invoice)), Err(ApplyError::HasLicence { .. })));
    let ledger = desk.ledger();
    assert_eq!((ledger.balance(), ledger.terms(), ledger.0.len()), (21_000, Some(TERMS), 3));
    assert_eq!(ledger.charges()[0].state, ChargeState::Asked);
    let grant = ledger.charges()[0].grant;
    block_on(invoice(desk.0.now(), Actor::Hub, office(4), grant)).unwrap();
    assert_eq!(desk.ledger(), ledger, "the invoice is there already");
    assert!(matches!(Desk::new().apply(0, None), Err(ApplyError::NoPayment)));
}

#[test]
fn browsers_that_apply_at_once_get_one_licence() {
    let desk = Desk::new();
    let asks = |browser: u8| {
        let store = std::sync::Arc::clone(&desk.0.store);
        std::thread::spawn(move || {
            let random = OneByte(std::sync::Mutex::new(browser * 30));
            let context =
                exchange::usecases::Context { store: &*store, randomness: &random, at: START, invoice_days: Some(30) };
            block_on(apply(context, input(Some(Payment::Deduction)))).is_ok()
        })
    };
    let all: Vec<_> = (0..8).map(asks).collect();
    assert_eq!(all.into_iter().map(|asked| asked.join().unwrap()).filter(|granted| *granted).count(), 1);
    assert_eq!(origins(&desk.ledger()), [(Origin::Applied, 21_000)]);
    assert_eq!(block_on(desk.0.store.agreements(office(4))).unwrap().len(), 1);
}

struct OneByte(std::sync::Mutex<u8>);

impl exchange::ports::Randomness for OneByte {
    fn fill(&self, bytes: &mut [u8]) {
        let mut drawn = self.0.lock().unwrap();
        *drawn += 1;
        bytes.fill(*drawn);
    }
}

#[test]
fn a_licence_goes_on_by_itself_once_a_year() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    assert!(desk.automatic(1, Some(Payment::Invoice)));
    assert!(!desk.automatic(1, Some(Payment::Invoice)), "the same again");
    assert_eq!((desk.renew(333), desk.renew(334), desk.renew(334), desk.renew(340)), (0, 1, 0, 0));
    assert_eq!(origins(&desk.ledger()), [(Origin::Applied, 21_000), (Origin::Automatic, 21_000)]);
    assert_eq!(desk.ledger().charges()[1].payment, Payment::Invoice);
    assert!(desk.automatic(400, None));
    assert_eq!(desk.renew(334 + 365), 0, "switched off");
}

#[test]
fn nothing_goes_on_by_itself_under_terms_that_were_not_agreed_to() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    desk.automatic(1, Some(Payment::Deduction));
    assert_eq!(block_on(renew_due(desk.0.at(later(340)), TERMS + 1)).unwrap(), 0);
    assert_eq!(desk.renew(340), 1);
}

#[test]
fn a_hub_that_was_away_renews_from_the_day_it_is_back() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    desk.automatic(1, Some(Payment::Deduction));
    assert_eq!((desk.renew(380), desk.renew(380)), (1, 0));
    let today = later(380).day_in_japan();
    assert!(desk.ledger().covers(today) && !desk.ledger().covers(today.previous()));
    let late = Desk::new();
    late.apply(0, Some(Payment::Deduction)).unwrap();
    late.automatic(1, Some(Payment::Deduction));
    assert_eq!(late.renew(500), 0, "so late, somebody is asked first");
}

#[test]
fn what_begins_in_a_campaign_is_free_and_two_never_share_a_day() {
    let desk = Desk::new();
    let free = desk.campaign(0, 30);
    for (first, last) in [(-10, 0), (30, 31), (10, 11), (-10, 90)] {
        let refused = desk.add_campaign(first, last);
        assert!(matches!(refused, Err(CampaignError::Overlaps(other)) if other == free), "{first} to {last}");
    }
    desk.campaign(31, 60);
    assert_eq!(desk.apply(0, None).unwrap(), 2, "no way of payment is asked for, and no invoice made");
    let ledger = desk.ledger();
    let LicenceDeed::Grant { payment, fee, campaign, .. } = ledger.0[1].deed else { panic!("not a grant") };
    assert_eq!((payment, fee, campaign), (Payment::Campaign, 0, Some(free.id)));
    assert_eq!((ledger.balance(), ledger.charges()[0].state), (0, ChargeState::Free));
    desk.automatic(1, Some(Payment::Deduction));
    assert_eq!(desk.renew(340), 1);
    assert_eq!(origins(&desk.ledger())[1], (Origin::Automatic, 21_000), "the next year begins after it");
}

/// An operator's grant that begins on a day: its last day, its fee, and how many lines were written.
fn granted(
    campaign: (Day, Day),
    first: Day,
    payment: Option<Payment>,
) -> Result<(Day, u32, Option<Payment>, usize), GrantError> {
    let desk = Desk::new();
    let name = "フリーパス".to_owned();
    block_on(add_campaign(desk.0.now(), Actor::Hub, name, campaign.0, campaign.1)).unwrap();
    let input = GrantInput { office: office(4), first: Some(first), payment };
    let lines = block_on(grant(desk.0.now(), Actor::Hub, input))?;
    let LicenceDeed::Grant { last, fee, payment, .. } = lines[0].deed else { panic!("not a grant") };
    assert_eq!(desk.ledger().balance(), i64::from(fee));
    assert_eq!(desk.waive(0), 0, "nothing is left for the job");
    Ok((last, fee, (payment != Payment::Campaign).then_some(payment), lines.len()))
}

#[test]
fn an_operators_grant_in_a_campaign_is_free_at_once_to_the_day_over_year_ends_and_leap_days() {
    let day = |year, month, day| Day::of(year, month, day).unwrap();
    let invoice = Some(Payment::Invoice);
    let winter = (day(2027, 12, 31), day(2028, 2, 29));
    for (first, last, fee) in [
        (day(2027, 12, 30), day(2028, 12, 29), 21_000),
        (day(2027, 12, 31), day(2028, 12, 30), 0),
        (day(2028, 1, 1), day(2028, 12, 31), 0),
        (day(2028, 2, 28), day(2029, 2, 27), 0),
        (day(2028, 2, 29), day(2029, 2, 28), 0),
        (day(2028, 3, 1), day(2029, 2, 28), 21_000),
    ] {
        let (paid, lines) = if fee == 0 { (None, 1) } else { (invoice, 2) };
        assert_eq!(granted(winter, first, invoice).unwrap(), (last, fee, paid, lines), "{first:?}");
        let without = granted(winter, first, None);
        match fee {
            0 => assert_eq!(without.unwrap(), (last, 0, None, 1), "no way of payment is asked for"),
            _ => assert!(matches!(without, Err(GrantError::NoPayment)), "{first:?}"),
        }
    }
}

#[test]
fn nothing_is_invoiced_while_nobody_has_said_where_to_pay_and_then_each_once() {
    let desk = Desk::new();
    let unconfigured = |days| exchange::usecases::Context { invoice_days: None, ..desk.0.at(later(days)) };
    let lines = block_on(apply(unconfigured(0), input(Some(Payment::Invoice)))).unwrap();
    assert_eq!(lines.len(), 2, "application and grant: the office can work");
    let grant = desk.ledger().charges()[0].grant;
    let refused = block_on(invoice(unconfigured(1), Actor::Hub, office(4), grant));
    assert!(matches!(refused, Err(LicenceError::NoInvoices)));
    assert_eq!(block_on(invoice_open(unconfigured(1))).unwrap(), 0);
    assert_eq!(desk.ledger().charges()[0].state, ChargeState::Open);
    // Offices 1 to 3 were granted without an invoice by the sample data.
    assert_eq!(block_on(invoice_open(desk.0.at(later(40)))).unwrap(), 4);
    assert_eq!(block_on(invoice_open(desk.0.at(later(41)))).unwrap(), 0, "each once");
    let charge = desk.ledger().charges()[0];
    let due = charge.request.map(|request| request.day);
    assert_eq!(
        (charge.state, due),
        (ChargeState::Asked, Some(later(70).day_in_japan())),
        "days count from the invoice"
    );
}

#[test]
fn a_payment_taken_back_waits_again_and_is_written_down_with_its_reason() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Invoice)).unwrap();
    let charge = desk.ledger().charges()[0];
    let caller = crate::usecases::deductions::caller(exchange::operator::Role::Clerk);
    let (at, day) = (desk.0.at(later(3)), later(3).day_in_japan());
    let take = |reason: &str| {
        let wanted = ReverseInput { office: office(4), grant: charge.grant, reason: reason.to_owned() };
        block_on(reverse(at, &caller, wanted))
    };
    let unknown = LicenceError::Refused(LedgerRefusal::UnknownEntry).to_string();
    assert_eq!(take("まだない").unwrap_err().to_string(), unknown);
    let request = charge.request.unwrap().id;
    let paid = Settlement { office: office(4), request, outcome: PaymentOutcome::Paid, amount: 21_000, day };
    assert!(block_on(settle(at, Actor::Hub, paid)).unwrap());
    for wrong in ["", "  ", "改行\nあり", &"あ".repeat(201)] {
        assert!(matches!(take(wrong), Err(ReverseError::Reason)), "{wrong:?}");
    }
    assert_eq!(take(" 別の事業所の振り込み ").unwrap(), 21_000);
    assert_eq!(take("もう一度").unwrap_err().to_string(), unknown, "once");
    let (ledger, notes) = (desk.ledger(), block_on(desk.0.store.licence_notes(office(4))).unwrap());
    assert_eq!((ledger.charges()[0].state, ledger.balance(), ledger.0.len()), (ChargeState::Asked, 21_000, 5));
    assert_eq!(notes, [(ledger.0[4].id, "別の事業所の振り込み".to_owned())]);
    assert!(block_on(settle(at, Actor::Hub, paid)).unwrap(), "the right one is written down");
    assert_eq!(desk.ledger().balance(), 0);
    let eyes = crate::usecases::deductions::caller(exchange::operator::Role::Viewer);
    let wanted = ReverseInput { office: office(4), grant: charge.grant, reason: "理由".to_owned() };
    assert!(matches!(block_on(reverse(at, &eyes, wanted)), Err(ReverseError::Denied(_))));
}

#[test]
fn a_campaign_that_comes_later_makes_free_what_is_not_paid() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Invoice)).unwrap();
    assert_eq!(desk.waive(0), 0);
    let campaign = desk.campaign(0, 30);
    // Offices 1 to 3 were granted on this day too.
    assert_eq!((desk.waive(1), desk.waive(1)), (4, 0));
    let ledger = desk.ledger();
    assert_eq!((ledger.balance(), ledger.charges()[0].state), (0, ChargeState::Free));
    let request = ledger.charges()[0].request.unwrap().id;
    let day = later(3).day_in_japan();
    let late = Settlement { office: office(4), request, outcome: PaymentOutcome::Paid, amount: 21_000, day };
    assert!(block_on(settle(desk.0.at(later(3)), Actor::Hub, late)).unwrap(), "money that comes all the same");
    assert_eq!(desk.ledger().balance(), -21_000);
    let grant = ledger.charges()[0].grant;
    block_on(refund(desk.0.at(later(4)), Actor::Hub, office(4), grant, (day, None))).unwrap();
    assert!(block_on(refund(desk.0.at(later(4)), Actor::Hub, office(4), grant, (day, None))).is_err(), "once");
    assert_eq!(desk.ledger().balance(), 0);
    block_on(end_campaign(desk.0.now(), Actor::Hub, campaign.id, later(5).day_in_japan())).unwrap();
    let again = block_on(end_campaign(desk.0.now(), Actor::Hub, campaign.id, later(5).day_in_japan()));
    assert!(matches!(again, Err(CampaignError::NotFound)));
    assert_eq!(desk.ledger().charges()[0].state, ChargeState::Refunded);
    assert_eq!(desk.ledger().charges()[0].open, 0, "what it made free stays free");
}

#[test]
fn a_payment_file_applied_twice_is_written_once() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    let grant = desk.ledger().charges()[0].grant;
    let month = later(0).day_in_japan().next_month();
    let asks = || block_on(deduct(desk.0.now(), Actor::Hub, office(4), grant, month));
    asks().unwrap();
    asks().unwrap();
    let other = block_on(deduct(desk.0.now(), Actor::Hub, office(4), grant, month.next_month()));
    assert!(other.is_err(), "asked for already");
    let request = desk.ledger().charges()[0].request.unwrap().id;
    let result = |outcome, amount| {
        let settlement = Settlement { office: office(4), request, outcome, amount, day: month };
        block_on(settle(desk.0.now(), Actor::Hub, settlement))
    };
    assert!(result(PaymentOutcome::Paid, 20_560).is_err(), "another amount is looked at by a person");
    assert!(result(PaymentOutcome::Paid, 21_000).unwrap());
    assert!(!result(PaymentOutcome::Paid, 21_000).unwrap(), "the same file again");
    assert!(result(PaymentOutcome::Failed, 21_000).is_err(), "another result");
    assert_eq!(desk.ledger().balance(), 0);
    assert_eq!(desk.ledger().0.len(), 4);
}

#[test]
fn leaving_on_the_first_day_costs_nothing_and_later_the_year() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    assert!(can_leave(&desk.ledger(), START.day_in_japan()));
    assert_eq!(desk.leave(0).unwrap(), 1);
    assert!(desk.leave(0).is_err(), "there is nothing to end");
    assert_eq!((desk.ledger().balance(), desk.ledger().covers(START.day_in_japan())), (0, false));
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    desk.automatic(0, Some(Payment::Deduction));
    desk.apply(300, Some(Payment::Deduction)).unwrap();
    assert_eq!(desk.ledger().balance(), 42_000);
    assert_eq!(desk.leave(301).unwrap(), 2);
    let (ledger, day) = (desk.ledger(), later(301).day_in_japan());
    assert_eq!((ledger.balance(), ledger.automatic()), (21_000, None), "the year that began is owed");
    assert!(ledger.covers(day) && !ledger.covers(day.next()));
    assert_eq!(desk.renew(340), 0);
}

#[test]
fn leaving_is_taken_back_until_its_last_day_at_no_further_cost() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Invoice)).unwrap();
    desk.automatic(0, Some(Payment::Invoice));
    let before = desk.ledger();
    let last = later(40).day_in_japan();
    let goes = |days| block_on(leave(desk.0.at(later(days)), Actor::Hub, office(4), last));
    let back = |days| block_on(resume(desk.0.at(later(days)), Actor::Hub, office(4)));
    assert!(back(10).is_err(), "nothing is left");
    goes(10).unwrap();
    assert!(goes(10).is_err(), "once");
    assert_eq!(desk.ledger().covered_until(later(10).day_in_japan()), Some(last));
    assert_eq!(back(40).unwrap().len(), 1);
    assert!(back(40).is_err(), "once");
    let after = desk.ledger();
    assert_eq!((after.charges(), after.automatic()), (before.charges(), before.automatic()));
    assert_eq!(after.0[..before.0.len()], before.0[..], "nothing is overwritten");
    goes(40).unwrap();
    assert!(matches!(back(41), Err(LicenceError::Refused(LedgerRefusal::NothingChanges))), "the last day is over");
}

#[test]
fn automatic_renewal_waits_for_an_invoice_that_is_late_and_goes_on_when_it_is_paid() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Invoice)).unwrap();
    desk.automatic(0, Some(Payment::Invoice));
    assert_eq!((desk.renew(340), desk.renew(364)), (0, 0), "no year on top of one that is not paid");
    assert_eq!(desk.ledger().balance(), 21_000);
    let (request, day) = (desk.ledger().charges()[0].request.unwrap().id, later(370).day_in_japan());
    let paid = Settlement { office: office(4), request, outcome: PaymentOutcome::Paid, amount: 21_000, day };
    block_on(settle(desk.0.at(later(370)), Actor::Hub, paid)).unwrap();
    assert_eq!((desk.renew(370), desk.renew(370)), (1, 0), "paid, it goes on at once, and once");
}

fn seen(desk: &Desk, days: i64) -> Vec<String> {
    let reader = exchange::store::Reader { office: office(4), at: later(days) };
    let found = block_on(desk.0.store.notices_for(reader)).unwrap();
    found.into_iter().map(|entry| entry.notice.title).collect()
}

fn unpaid(desk: &Desk, days: i64) -> u64 {
    let words = |reminder: &exchange::notice::Reminder| Words { title: reminder.days.to_string(), body: String::new() };
    block_on(remind_unpaid(desk.0.at(later(days)), words)).unwrap()
}

#[test]
fn an_unpaid_invoice_is_reminded_of_before_at_and_after_its_last_day_once_each() {
    let desk = Desk::new();
    let address = exchange::mail::MailAddress::parse("jimu@example.jp");
    block_on(desk.0.store.set_contact(office(4), address, desk.0.now().act(Actor::Hub))).unwrap();
    desk.apply(0, Some(Payment::Invoice)).unwrap();
    // The invoice is to be paid by day 30.
    let mut given = Vec::new();
    for day in 0..100 {
        let now = unpaid(&desk, day);
        assert_eq!(unpaid(&desk, day), 0, "once");
        if now > 0 {
            given.push((day, seen(&desk, day)));
        }
    }
    let title = |text: &str| vec![text.to_owned()];
    assert_eq!(given, [(23, title("7")), (30, title("0")), (37, title("-7")), (60, title("-30"))]);
    let mut kinds: Vec<_> =
        block_on(desk.0.store.take_mails(later(61), 50)).unwrap().into_iter().map(|mail| mail.kind).collect();
    kinds.retain(|kind| matches!(kind, MailKind::PaymentDue | MailKind::PaymentLate));
    assert_eq!(kinds, [MailKind::PaymentLate], "older mails are given up after three days");
    let (request, day) = (desk.ledger().charges()[0].request.unwrap().id, later(61).day_in_japan());
    let paid = Settlement { office: office(4), request, outcome: PaymentOutcome::Paid, amount: 21_000, day };
    block_on(settle(desk.0.at(later(61)), Actor::Hub, paid)).unwrap();
    assert_eq!((seen(&desk, 61), unpaid(&desk, 61)), (Vec::new(), 0), "what is paid is reminded of no more");
    let mails = block_on(desk.0.store.take_mails(later(61), 50)).unwrap();
    assert!(mails.iter().any(|mail| mail.kind == MailKind::PaymentRecorded), "{mails:?}");
}

#[test]
fn a_deduction_that_a_federation_has_not_answered_is_no_fault_of_the_office() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    desk.automatic(0, Some(Payment::Deduction));
    let (grant, month) = (desk.ledger().charges()[0].grant, later(0).day_in_japan().month_begins());
    block_on(deduct(desk.0.now(), Actor::Hub, office(4), grant, month)).unwrap();
    assert_eq!((0..100).map(|day| unpaid(&desk, day)).sum::<u64>(), 0);
    assert_eq!(desk.renew(340), 1, "it goes on by itself");
}

#[test]
fn a_reminder_of_the_end_goes_when_the_licence_goes_on() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    let words = |_: &exchange::notice::Reminder| Words { title: "期限".to_owned(), body: String::new() };
    block_on(remind(desk.0.at(later(300)), words)).unwrap();
    assert_eq!(seen(&desk, 300), ["期限"]);
    desk.apply(301, Some(Payment::Deduction)).unwrap();
    assert_eq!(seen(&desk, 301), [""; 0], "renewed by hand");
    block_on(remind(desk.0.at(later(700)), words)).unwrap();
    assert_eq!(seen(&desk, 700), ["期限"], "of the next end");
}

#[test]
fn s8_a_reminder_that_came_late_goes_with_the_licence_and_one_of_another_last_day_at_once() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    let words = |_: &exchange::notice::Reminder| Words { title: "期限".to_owned(), body: String::new() };
    block_on(remind(desk.0.at(later(362)), words)).unwrap();
    assert_eq!((seen(&desk, 364), seen(&desk, 365)), (vec!["期限".to_owned()], vec![]), "the last day is day 364");
    assert_eq!(desk.leave(363).unwrap(), 1);
    assert_eq!(seen(&desk, 363), [""; 0], "the licence ends on another day than was told");
}

#[test]
fn a_closed_or_merged_office_begins_nothing_and_settles_what_is_open() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Invoice)).unwrap();
    desk.automatic(0, Some(Payment::Invoice));
    assert!(close(&*desk.0.store, 4, Some(1), desk.0.now().act(Actor::Hub)));
    assert!(matches!(desk.apply(300, Some(Payment::Invoice)), Err(ApplyError::NoOffice)));
    assert_eq!(desk.renew(340), 0);
    assert_eq!(block_on(tell_ended(desk.0.at(later(366)), |_| words())).unwrap(), 3, "offices 1 to 3");
    let charge = desk.ledger().charges()[0];
    let (request, day) = (charge.request.unwrap().id, later(20).day_in_japan());
    let paid = Settlement { office: office(4), request, outcome: PaymentOutcome::Paid, amount: 21_000, day };
    assert!(block_on(settle(desk.0.at(later(20)), Actor::Hub, paid)).unwrap());
    assert_eq!(desk.ledger().balance(), 0);
}

#[test]
fn what_a_closed_office_still_had_ends_and_what_had_not_begun_costs_nothing() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    desk.apply(300, Some(Payment::Deduction)).unwrap();
    assert_eq!(desk.ledger().balance(), 42_000);
    let at = later(310);
    assert!(close(&*desk.0.store, 4, Some(1), desk.0.at(at).act(Actor::Hub)));
    assert_eq!(block_on(end_closed(desk.0.at(at))).unwrap(), 2);
    assert_eq!(block_on(end_closed(desk.0.at(at))).unwrap(), 0, "once");
    let (ledger, today) = (desk.ledger(), at.day_in_japan());
    assert_eq!(ledger.balance(), 21_000, "the year that began is owed");
    assert!(ledger.covers(today) && !ledger.covers(today.next()));
}

fn words() -> Words {
    Words { title: "終わりました".to_owned(), body: String::new() }
}

#[test]
fn that_a_licence_has_ended_is_told_once() {
    let desk = Desk::new();
    let tell = |days| block_on(tell_ended(desk.0.at(later(days)), |_| words())).unwrap();
    desk.apply(10, Some(Payment::Deduction)).unwrap();
    assert_eq!((tell(364), tell(365), tell(365)), (0, 3, 0), "the last day is day 364");
    assert_eq!((tell(375), tell(380)), (1, 0));
    let due = block_on(desk.0.store.ended_licences(later(380), 9)).unwrap();
    assert!(due.iter().all(|reminder| matches!(reminder.ending, Ending::Licence { .. })) && due.is_empty());
}

#[test]
fn what_was_decided_by_an_older_ledger_is_decided_anew() {
    let desk = Desk::new();
    desk.apply(0, Some(Payment::Deduction)).unwrap();
    let line = exchange::licence::LicenceEntry { at: later(1), ..desk.ledger().0[0] };
    let id = exchange::id::LicenceEntryId::new(later(1), [9; 10]);
    let stale = exchange::store::Append { seen: Some(0), ..exchange::licence::LicenceEntry { id, ..line }.into() };
    let outcome = block_on(desk.0.store.append_licence(stale, desk.0.now().act(Actor::Hub))).unwrap();
    assert_eq!(outcome, LedgerOutcome::Moved);
}

/// What may happen in some years, on a day so many days after the one before.
#[derive(Clone, Copy, Debug)]
enum Event {
    Apply(bool),
    Automatic(bool),
    Leave,
    Campaign(i64, i64),
    Jobs,
    Settle(bool),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        3 => any::<bool>().prop_map(Event::Apply),
        2 => any::<bool>().prop_map(Event::Automatic),
        1 => Just(Event::Leave),
        1 => (-20_i64..60, 0_i64..400).prop_map(|(first, days)| Event::Campaign(first, days)),
        4 => Just(Event::Jobs),
        2 => any::<bool>().prop_map(Event::Settle),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn over_years_of_days_nothing_is_doubled_and_jobs_run_twice_do_nothing_more(
        events in proptest::collection::vec((0_i64..50, event()), 10..40),
    ) {
        let desk = Desk::new();
        let mut day = 0;
        for (days, event) in events {
            day += days;
            match event {
                Event::Apply(invoice) => {
                    let payment = if invoice { Payment::Invoice } else { Payment::Deduction };
                    let first = desk.apply(day, Some(payment)).is_ok();
                    let second = desk.apply(day, Some(payment)).is_ok();
                    prop_assert!(!(first && second), "twice the same application");
                    let until = desk.ledger().covered_until(later(day).day_in_japan());
                    prop_assert!(until.is_some(), "who applies is covered");
                }
                Event::Automatic(on) => {
                    desk.automatic(day, on.then_some(Payment::Deduction));
                }
                Event::Leave => {
                    let _nothing_to_end = desk.leave(day);
                    prop_assert!(!desk.ledger().covers(later(day + 1).day_in_japan()));
                }
                Event::Campaign(first, days) => {
                    let added = desk.add_campaign(day + first, day + first + days);
                    prop_assert!(matches!(added, Ok(_) | Err(CampaignError::Overlaps(_))));
                }
                Event::Settle(paid) => {
                    let pending = desk.ledger().charges().into_iter().filter_map(|charge| charge.request);
                    for request in pending.filter(|request| request.result.is_none()) {
                        let outcome = if paid { PaymentOutcome::Paid } else { PaymentOutcome::Failed };
                        let (amount, on) = (request.amount, later(day).day_in_japan());
                        let result = Settlement { office: office(4), request: request.id, outcome, amount, day: on };
                        prop_assert!(block_on(settle(desk.0.at(later(day)), Actor::Hub, result)).unwrap());
                    }
                }
                Event::Jobs => {}
            }
            desk.waive(day);
            desk.renew(day);
            let before = desk.ledger();
            prop_assert_eq!((desk.waive(day), desk.renew(day)), (0, 0));
            prop_assert_eq!(&desk.ledger(), &before);
            let periods: Vec<_> = before.periods().collect();
            for (at, (_, first, last)) in periods.iter().enumerate() {
                prop_assert!(periods[at + 1..].iter().all(|(_, begin, end)| last < begin || end < first));
            }
        }
    }
}
