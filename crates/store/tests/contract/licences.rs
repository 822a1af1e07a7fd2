//! Licence ledgers, what is owed, campaigns.

use crate::support::*;
use exchange::id::{CampaignId, LicenceEntryId};
use exchange::licence::{Campaign, ChargeState, LedgerRefusal, LicenceDeed, LicenceEntry, Payment, PaymentOutcome};
use exchange::page::Limit;
use exchange::store::{Append, CampaignOutcome, ChargeQuery, LedgerOutcome, RenewalQuery, Store};

fn line(office_number: u32, number: u8, deed: LicenceDeed) -> LicenceEntry {
    LicenceEntry { id: LicenceEntryId::new(START, [number; 10]), office: office(office_number), deed, at: START }
}

fn open(store: &dyn Store, state: ChargeState) -> Vec<(standard::OfficeNumber, i64)> {
    let (payment, prefecture, begun, after, limit) = (None, None, None, None, Limit::new(200));
    let query = ChargeQuery { state, payment, prefecture, begun, after, limit };
    let page = run(store.charges(query));
    page.entries.into_iter().map(|charge| (charge.office, charge.open)).collect()
}

pub(crate) fn the_ledger_is_kept_and_decides(place: &dyn Place) {
    let store = place.open();
    run(store.put_offices(vec![new_office(1, "甲", "コウ")], hub(START)));
    let append = |entry: LicenceEntry| run(store.append_licence(entry.into(), hub(START)));
    let today = START.day_in_japan();
    let licensed = |day| run(store.route(id(1), office(1), office(1), day)).sender.unwrap().licensed;
    assert!(!licensed(today));
    assert_eq!(append(licence(1, 1)), LedgerOutcome::Written);
    assert_eq!(append(licence(1, 1)), LedgerOutcome::Same);
    let until = run(store.ledger(office(1))).covered_until(today).unwrap();
    assert_eq!(append(licence(1, 2)), LedgerOutcome::Refused(LedgerRefusal::Overlaps { until }));
    assert_eq!(append(licence(9, 1)), LedgerOutcome::NoOffice);
    assert!(licensed(today) && licensed(until) && !licensed(until.next()) && !licensed(today.previous()));
    let from = today.next();
    let cancel = line(1, 8, LicenceDeed::Cancel { entry: licence(1, 1).id, from });
    assert_eq!(append(cancel), LedgerOutcome::Written);
    assert!(licensed(today) && !licensed(from));
    assert_eq!(run(store.ledger(office(1))).0, [licence(1, 1), cancel]);
}

pub(crate) fn every_line_comes_back_as_it_was_written(place: &dyn Place) {
    let store = place.open();
    run(store.put_offices(vec![new_office(1, "甲", "コウ")], hub(START)));
    let (grant, day, amount) = (licence(1, 1), START.day_in_japan(), 21_000);
    let campaign = CampaignId::new(START, [5; 10]);
    let LicenceDeed::Grant { last, .. } = grant.deed else { panic!("not a grant") };
    let free = LicenceDeed::Grant {
        first: last.next(),
        last: last.plus(365),
        payment: Payment::Campaign,
        fee: 0,
        origin: exchange::licence::Origin::Automatic,
        campaign: Some(campaign),
    };
    let lines = [
        line(1, 1, LicenceDeed::Apply { terms: 1, payment: Some(Payment::Deduction) }),
        line(1, 2, LicenceDeed::Apply { terms: 2, payment: None }),
        grant,
        line(1, 3, LicenceDeed::Renewal { automatic: true, payment: Payment::Deduction }),
        line(1, 4, LicenceDeed::Deduction { grant: grant.id, amount, month: day.month_begins() }),
        line(
            1,
            5,
            LicenceDeed::Result {
                request: LicenceEntryId::new(START, [4; 10]),
                outcome: PaymentOutcome::Failed,
                amount,
                day,
            },
        ),
        line(1, 6, LicenceDeed::Invoice { grant: grant.id, amount, due: day.next_month() }),
        line(
            1,
            7,
            LicenceDeed::Result {
                request: LicenceEntryId::new(START, [6; 10]),
                outcome: PaymentOutcome::Paid,
                amount,
                day,
            },
        ),
        line(1, 11, LicenceDeed::Reversal { result: LicenceEntryId::new(START, [7; 10]), amount, day }),
        line(
            1,
            12,
            LicenceDeed::Result {
                request: LicenceEntryId::new(START, [6; 10]),
                outcome: PaymentOutcome::Paid,
                amount,
                day,
            },
        ),
        line(1, 8, LicenceDeed::Cancel { entry: grant.id, from: day }),
        line(1, 9, LicenceDeed::Refund { grant: grant.id, amount, day }),
        line(1, 10, free),
    ];
    let (office, entries) = (office(1), lines.to_vec());
    let all = Append { office, entries, agreement: None, note: Some("控え 12".to_owned()), seen: Some(0) };
    assert_eq!(run(store.append_licence(all.clone(), hub(START))), LedgerOutcome::Written);
    assert_eq!(run(store.licence_notes(office)), [(lines[0].id, "控え 12".to_owned())]);
    let ledger = run(store.ledger(office));
    assert_eq!(ledger.0, lines);
    assert_eq!((ledger.balance(), ledger.automatic(), ledger.terms()), (0, None, Some(2)));
    assert_eq!(run(store.append_licence(all, hub(START))), LedgerOutcome::Same);
}

pub(crate) fn lines_are_written_all_or_none_and_by_the_ledger_that_was_read(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    let today = START.day_in_japan();
    let cancel = line(1, 1, LicenceDeed::Cancel { entry: licence(1, 1).id, from: today });
    let again = line(1, 2, LicenceDeed::Cancel { entry: licence(1, 1).id, from: today });
    let append = |entries, seen| {
        let append = Append { office: office(1), entries, agreement: None, note: None, seen };
        run(store.append_licence(append, hub(START)))
    };
    let refused = LedgerOutcome::Refused(LedgerRefusal::AlreadyCancelled);
    assert_eq!(append(vec![cancel, again], Some(1)), refused);
    assert_eq!(append(vec![cancel], Some(0)), LedgerOutcome::Moved);
    assert_eq!(append(vec![cancel], Some(2)), LedgerOutcome::Moved);
    assert_eq!(run(store.ledger(office(1))).0, [licence(1, 1)], "nothing of it was written");
    assert_eq!(append(vec![licence(2, 1)], None), LedgerOutcome::NoOffice, "another office's line");
    assert_eq!(append(vec![cancel], Some(1)), LedgerOutcome::Written);
}

pub(crate) fn what_is_owed_is_found_by_its_state(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    let (today, amount) = (START.day_in_japan(), 21_000);
    let grant = |number| licence(number, 1).id;
    let append = |entry: LicenceEntry| run(store.append_licence(entry.into(), hub(START)));
    assert_eq!(open(&*store, ChargeState::Open).len(), 3);
    assert_eq!(
        append(line(1, 1, LicenceDeed::Invoice { grant: grant(1), amount, due: today })),
        LedgerOutcome::Written
    );
    assert_eq!(open(&*store, ChargeState::Asked), [(office(1), 21_000)]);
    assert!(close(&*store, 1, Some(2), hub(START)));
    let paid = LicenceDeed::Result {
        request: LicenceEntryId::new(START, [1; 10]),
        outcome: PaymentOutcome::Paid,
        amount,
        day: today,
    };
    assert_eq!(append(line(1, 2, paid)), LedgerOutcome::Written, "money of a closed office is written down");
    assert_eq!(append(line(1, 3, paid)), LedgerOutcome::Refused(LedgerRefusal::AlreadySettled));
    assert_eq!(open(&*store, ChargeState::Asked), []);
    assert_eq!(append(line(1, 4, LicenceDeed::Cancel { entry: grant(1), from: today })), LedgerOutcome::Written);
    assert_eq!(open(&*store, ChargeState::Refund), [(office(1), -21_000)]);
    let setting = LicenceDeed::Renewal { automatic: true, payment: Payment::Invoice };
    assert_eq!(append(line(1, 5, setting)), LedgerOutcome::NoOffice, "a closed office begins nothing");
    assert_eq!(open(&*store, ChargeState::Open), [(office(2), 21_000), (office(3), 21_000)]);
}

pub(crate) fn renewals_are_due_for_offices_that_wish_them(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 4);
    let until = run(store.ledger(office(1))).covered_until(START.day_in_japan()).unwrap();
    let setting = LicenceDeed::Renewal { automatic: true, payment: Payment::Invoice };
    for number in [1, 2, 3] {
        run(store.append_licence(line(number, number as u8, setting).into(), hub(START)));
    }
    assert!(close(&*store, 2, None, hub(START)));
    let due = |from, until, after| run(store.due_renewals(RenewalQuery { from, until, after, most: 9 }));
    assert_eq!(due(until, until, None), [office(1), office(3)]);
    assert_eq!(due(until, until, Some(office(1))), [office(3)]);
    assert_eq!(due(until.next(), until.plus(9), None), []);
    assert_eq!(due(until.plus(-9), until.previous(), None), []);
}

pub(crate) fn campaigns_are_added_and_end_early(place: &dyn Place) {
    let store = place.open();
    let (id, first) = (CampaignId::new(START, [1; 10]), START.day_in_japan());
    let campaign = Campaign { id, name: "フリーパス".to_owned(), first, last: first.plus(100) };
    assert_eq!(run(store.add_campaign(campaign.clone(), hub(START))), CampaignOutcome::Added);
    assert_eq!(run(store.add_campaign(campaign.clone(), hub(START))), CampaignOutcome::Same);
    let other = |from: i64, until: i64| {
        let id = CampaignId::new(START, [2; 10]);
        let (first, last) = (first.plus(from), first.plus(until));
        run(store.add_campaign(Campaign { id, name: "春".to_owned(), first, last }, hub(START)))
    };
    for (from, until) in [(-9, 0), (100, 120), (3, 4), (-9, 200)] {
        assert_eq!(other(from, until), CampaignOutcome::Overlaps(campaign.clone()), "{from} to {until}");
    }
    assert_eq!(run(store.campaigns()), std::slice::from_ref(&campaign));
    for (days, done, last) in [(100, false, 100), (50, true, 50), (60, false, 50), (50, false, 50), (-1, true, -1)] {
        assert_eq!(run(store.end_campaign(id, first.plus(days), hub(START))), done, "{days}");
        assert_eq!(run(store.campaigns()), [Campaign { last: first.plus(last), ..campaign.clone() }]);
    }
    assert_eq!(other(0, 200), CampaignOutcome::Added, "a campaign that ended before it began has no day");
}
