//! Licence ledgers.

use crate::support::*;
use exchange::id::LicenceEntryId;
use exchange::licence::{LedgerRefusal, LicenceDeed, LicenceEntry};
use exchange::store::LedgerOutcome;

pub(crate) fn the_ledger_is_kept_and_decides(place: &dyn Place) {
    let store = place.open();
    run(store.put_offices(vec![new_office(1, "甲", "コウ")], hub(START)));
    let append = |entry| run(store.append_licence(entry, hub(START)));
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
    let deed = LicenceDeed::Cancel { entry: licence(1, 1).id, from };
    let cancel = LicenceEntry { id: LicenceEntryId::new(START, [8; 10]), office: office(1), deed, at: START };
    assert_eq!(append(cancel), LedgerOutcome::Written);
    assert!(licensed(today) && !licensed(from));
    assert_eq!(run(store.ledger(office(1))).0, [licence(1, 1), cancel]);
}
