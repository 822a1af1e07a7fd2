//! What only operators ask.

use crate::support::*;
use exchange::instant::Day;
use exchange::office::Prefecture;
use exchange::page::Limit;
use exchange::store::EndingQuery;

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
