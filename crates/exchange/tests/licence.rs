//! The licence ledger: Japanese days, renewals that join, cancellations that end.

use exchange::id::LicenceEntryId;
use exchange::instant::{Day, Instant};
use exchange::licence::{Ledger, LedgerRefusal, LicenceDeed, LicenceEntry, Origin, Payment, last_day_of_year_from};
use standard::OfficeNumber;

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::of(year, month, day).unwrap()
}

fn entry(number: u8, deed: LicenceDeed) -> LicenceEntry {
    let id = LicenceEntryId::new(Instant::from_millis(1), [number; 10]);
    LicenceEntry { id, office: OfficeNumber::parse("1370000001").unwrap(), deed, at: Instant::from_millis(1) }
}

fn year(number: u8, first: Day) -> LicenceEntry {
    let last = last_day_of_year_from(first);
    entry(
        number,
        LicenceDeed::Grant {
            first,
            last,
            payment: Payment::Invoice,
            fee: 21_000,
            origin: Origin::Applied,
            campaign: None,
        },
    )
}

#[test]
fn a_year_ends_the_day_before_its_anniversary_in_japan() {
    let ledger = Ledger(vec![year(1, day(2025, 4, 1))]);
    assert!(ledger.covers(day(2026, 3, 31)));
    assert!(!ledger.covers(day(2026, 4, 1)));
    let last = day(2026, 3, 31).ends();
    assert!(ledger.covers(last.minus(1).day_in_japan()));
    assert!(!ledger.covers(last.day_in_japan()));
}

#[test]
fn a_renewal_joins_the_licence_that_runs() {
    let mut ledger = Ledger(vec![year(1, day(2025, 4, 1))]);
    let begins = ledger.renewal_begins(day(2026, 2, 10));
    assert_eq!(begins, day(2026, 4, 1));
    ledger.0.push(year(2, begins));
    assert_eq!(ledger.covered_until(day(2026, 2, 10)), Some(day(2027, 3, 31)));
    assert_eq!(ledger.renewal_begins(day(2030, 1, 1)), day(2030, 1, 1));
}

#[test]
fn what_a_ledger_refuses() {
    let first = year(1, day(2025, 4, 1));
    let mut ledger = Ledger(vec![first]);
    assert_eq!(ledger.admits(&year(2, day(2026, 3, 31))), Err(LedgerRefusal::Overlaps { until: day(2026, 3, 31) }));
    assert_eq!(ledger.admits(&year(2, day(2026, 4, 1))), Ok(()));
    let cancel = |entry_id, from| entry(9, LicenceDeed::Cancel { entry: entry_id, from });
    assert_eq!(ledger.admits(&cancel(year(5, day(2025, 4, 1)).id, day(2025, 5, 1))), Err(LedgerRefusal::UnknownEntry));
    let cancelled = cancel(first.id, day(2025, 5, 1));
    assert_eq!(ledger.admits(&cancelled), Ok(()));
    ledger.0.push(cancelled);
    assert_eq!(ledger.admits(&cancelled), Err(LedgerRefusal::AlreadyCancelled));
    assert!(ledger.covers(day(2025, 4, 30)) && !ledger.covers(day(2025, 5, 1)));
    assert_eq!(ledger.admits(&year(3, day(2025, 5, 1))), Ok(()));
}
