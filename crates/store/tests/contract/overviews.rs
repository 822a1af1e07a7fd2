//! What only operators ask.

use crate::support::*;
use exchange::id::{CampaignId, LicenceEntryId};
use exchange::instant::Day;
use exchange::licence::{ChargeState, LicenceDeed, LicenceEntry, Origin, Payment, PaymentOutcome};
use exchange::office::Prefecture;
use exchange::page::Limit;
use exchange::store::{CampaignFigures, ChargeList, ChargeSearch, EndingQuery, Store};

pub(crate) fn running_licences_are_listed_by_their_end(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    let today = START.day_in_japan();
    let mut renewal = licence(2, 9);
    if let exchange::licence::LicenceDeed::Grant { first, last, .. } = &mut renewal.deed {
        *first = last.next();
        *last = Day::from_number(last.number() + 365);
    }
    run(store.append_licence(renewal.into(), hub(START)));
    let query = |after, limit| EndingQuery { today, prefecture: None, after, limit: Limit::new(limit) };
    let first = run(store.ending_licences(query(None, 2)));
    let numbers = |page: &exchange::page::Page<exchange::store::EndingLicence, _>| {
        page.entries.iter().map(|ending| ending.office).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&first), [office(1), office(3)], "the renewed one ends last");
    let second = run(store.ending_licences(query(first.next, 2)));
    assert_eq!((numbers(&second), second.next), (vec![office(2)], None));
    let elsewhere = EndingQuery { prefecture: Prefecture::new(27), ..query(None, 2) };
    assert_eq!(run(store.ending_licences(elsewhere)).entries, []);
    let over = EndingQuery { today: Day::from_number(today.number() + 400), ..query(None, 9) };
    assert_eq!(numbers(&run(store.ending_licences(over))), [office(2)]);
}

fn line(number: u32, entry: u8, deed: LicenceDeed) -> LicenceEntry {
    let id = LicenceEntryId::new(START, [entry; 10]);
    LicenceEntry { id, office: office(number), deed, at: START }
}

fn every_charge() -> ChargeSearch {
    let today = START.day_in_japan();
    ChargeSearch {
        list: ChargeList::All { from: today.plus(-400), until: today.plus(400) },
        office: None,
        state: None,
        payment: None,
        prefecture: None,
        after: None,
        limit: Limit::new(50),
    }
}

fn numbers(store: &dyn Store, search: ChargeSearch) -> Vec<standard::OfficeNumber> {
    run(store.search_charges(search)).entries.into_iter().map(|charge| charge.office).collect()
}

pub(crate) fn charges_are_found_by_every_part_and_pages_join(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 4);
    let (today, amount, grant) = (START.day_in_japan(), 21_000, |number| licence(number, 1).id);
    let append = |entry: LicenceEntry| run(store.append_licence(entry.into(), hub(START)));
    let invoice = |number, due| LicenceDeed::Invoice { grant: grant(number), amount, due };
    append(line(1, 1, invoice(1, today.plus(-3))));
    append(line(2, 2, invoice(2, today.plus(-9))));
    let month = today.month_begins();
    append(line(3, 3, LicenceDeed::Deduction { grant: grant(3), amount, month }));
    let id = LicenceEntryId::new(START, [1; 10]);
    append(line(1, 4, LicenceDeed::Result { request: id, outcome: PaymentOutcome::Paid, amount, day: today }));
    let with = |change: fn(&mut ChargeSearch)| {
        let mut search = every_charge();
        change(&mut search);
        numbers(&*store, search)
    };
    assert_eq!(with(|_| ()), [office(4), office(3), office(2), office(1)]);
    assert_eq!(with(|search| search.office = Some(office(3))), [office(3)]);
    assert_eq!(with(|search| search.state = Some(ChargeState::Paid)), [office(1)]);
    assert_eq!(with(|search| search.payment = Some(Payment::Deduction)), [office(3)]);
    assert_eq!(with(|search| search.prefecture = Prefecture::new(27)), []);
    assert_eq!(with(|search| search.list = ChargeList::Unpaid), [office(2), office(3)], "the latest first");
    let day = START.day_in_japan();
    let invoices = ChargeSearch { list: ChargeList::Invoices { from: day, until: day }, ..every_charge() };
    assert_eq!(numbers(&*store, invoices), [office(1), office(2)]);
    let before = ChargeList::All { from: today.plus(-400), until: today.previous() };
    assert_eq!(numbers(&*store, ChargeSearch { list: before, ..every_charge() }), []);
    let first = run(store.search_charges(ChargeSearch { limit: Limit::new(3), ..every_charge() }));
    assert_eq!((first.entries.len(), first.entries[2].due), (3, Some(today.plus(-9))));
    let rest = ChargeSearch { after: first.next, ..every_charge() };
    assert_eq!(numbers(&*store, rest), [office(1)]);
    let paid = run(store.search_charges(ChargeSearch { office: Some(office(1)), ..every_charge() })).entries.remove(0);
    assert_eq!((paid.settled, paid.fee, paid.open, paid.asked), (Some(today), 21_000, 0, Some(today)));
    let moved =
        exchange::office::NewOffice { prefecture: Prefecture::new(27).unwrap(), ..new_office(2, "乙", "オツ") };
    run(store.put_offices(vec![moved], hub(START)));
    assert_eq!(with(|search| search.prefecture = Prefecture::new(27)), [office(2)], "charges go with their office");
}

pub(crate) fn what_a_campaign_made_free_is_listed_and_counted(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    let (campaign, other) = (CampaignId::new(START, [5; 10]), CampaignId::new(START, [6; 10]));
    let append = |entry: LicenceEntry| run(store.append_licence(entry.into(), hub(START)));
    append(line(1, 1, LicenceDeed::Waive { grant: licence(1, 1).id, campaign }));
    append(line(3, 3, LicenceDeed::Waive { grant: licence(3, 1).id, campaign: other }));
    let (first, payment, fee) = (START.day_in_japan().plus(400), Payment::Campaign, 0);
    let free = |campaign| {
        let (last, origin, campaign) = (first.plus(365), Origin::Operator, Some(campaign));
        LicenceDeed::Grant { first, last, payment, fee, origin, campaign }
    };
    append(line(2, 2, free(campaign)));
    let uses = |within, after| run(store.campaign_uses(campaign, within, after, Limit::new(1)));
    let newest = uses(None, None);
    assert_eq!((newest.entries[0].office, newest.entries[0].is_waived), (office(2), false));
    let oldest = uses(None, newest.next);
    assert_eq!((oldest.entries[0].office, oldest.entries[0].is_waived, oldest.next), (office(1), true, None));
    assert_eq!(uses(Prefecture::new(27), None).entries, []);
    assert_eq!(run(store.campaign_figures(campaign)), CampaignFigures { granted: 1, waived: 1 });
    let within = |code, after| {
        let page = run(store.campaign_uses(campaign, Prefecture::new(code), after, Limit::new(1)));
        (page.entries.iter().map(|used| used.office).collect::<Vec<_>>(), page.next)
    };
    let (first, next) = within(13, None);
    assert_eq!((first, next.is_some()), (vec![office(2)], true));
    assert_eq!(within(13, next), (vec![office(1)], None));
    let moved =
        exchange::office::NewOffice { prefecture: Prefecture::new(27).unwrap(), ..new_office(2, "乙", "オツ") };
    run(store.put_offices(vec![moved], hub(START)));
    assert_eq!(
        (within(27, None), within(13, None)),
        ((vec![office(2)], None), (vec![office(1)], None)),
        "as their offices"
    );
    assert_eq!(run(store.campaign_figures(CampaignId::new(START, [9; 10]))), CampaignFigures::default());
}
