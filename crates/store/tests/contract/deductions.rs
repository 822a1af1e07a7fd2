//! Monthly files of deductions.

use crate::support::*;
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{LicenceDeed, LicenceEntry, PaymentOutcome};
use exchange::office::{NewOffice, Prefecture};
use exchange::page::{Limit, Page};
use exchange::store::{DeductionFile, LedgerOutcome, Store};

fn append(store: &dyn Store, number: u32, entry: u8, deed: LicenceDeed) -> LicenceEntryId {
    let mut random = [entry; 10];
    random[..4].copy_from_slice(&number.to_be_bytes());
    let line = LicenceEntry { id: LicenceEntryId::new(START, random), office: office(number), deed, at: START };
    assert_eq!(run(store.append_licences(vec![line.into()], hub(START))), [LedgerOutcome::Written]);
    line.id
}

pub(crate) fn a_months_file_is_made_once_and_holds_no_deduction_twice(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 4);
    run(store.add_operator(super::operators::new("ito", 1), hub(START)));
    let (tokyo, osaka) = (Prefecture::new(13).unwrap(), Prefecture::new(27).unwrap());
    let month = START.day_in_japan().month_begins();
    let close = |month: Day, prefecture| {
        run(store.close_deductions(month, prefecture, super::operators::id("ito"), hub(START)))
    };
    assert_eq!(close(month, tokyo), None, "nothing was asked for");
    let (grant, amount) = (|number| licence(number, 1).id, 21_000);
    let ask = |number| append(&*store, number, 2, LicenceDeed::Deduction { grant: grant(number), amount, month });
    let asked = [ask(1), ask(2)];
    assert_eq!(close(month, osaka), None, "none of that prefecture");
    let file = close(month, tokyo).unwrap();
    assert_eq!((file.lines, file.amount), (2, 42_000));
    let later = ask(3);
    assert_eq!(close(month, tokyo), Some(file.clone()), "made once, it stays as it is");
    let outcome = PaymentOutcome::Failed;
    append(&*store, 2, 3, LicenceDeed::Result { request: asked[1], outcome, amount, day: month });
    let moved = NewOffice { prefecture: osaka, ..new_office(1, "移った", "ウツッタ") };
    run(store.put_offices(vec![moved, NewOffice { prefecture: osaka, ..new_office(3, "丙", "ヘイ") }], hub(START)));
    let lines = run(store.deduction_lines(month, tokyo));
    let seen: Vec<_> = lines.iter().map(|line| (line.request, line.name.as_str(), line.result)).collect();
    assert_eq!(seen, [(asked[0], "事業所1", None), (asked[1], "事業所2", Some((outcome, month)))]);
    let other = close(month, osaka).unwrap();
    assert_eq!(other.lines, 1, "what stands in a file stands in no other");
    assert_eq!(run(store.deduction_lines(month, osaka))[0].request, later);
    let files = |prefecture| run(store.deduction_files(prefecture));
    assert_eq!(files(None), [file.clone(), other.clone()]);
    assert_eq!(files(Some(osaka)), [other]);
    let one: Option<DeductionFile> = run(store.deduction_file(month, tokyo));
    assert_eq!(one, Some(file));
    assert_eq!(run(store.deduction_file(month.next_month(), tokyo)), None);
}

pub(crate) fn how_the_lines_of_a_file_ended_is_counted_and_what_failed_is_listed_by_pages(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 6);
    run(store.add_operator(super::operators::new("ito", 1), hub(START)));
    let (tokyo, month, amount) = (Prefecture::new(13).unwrap(), START.day_in_japan().month_begins(), 21_000);
    let deduction = |number| LicenceDeed::Deduction { grant: licence(number, 1).id, amount, month };
    let asked: Vec<_> = (1..=5).map(|number| append(&*store, number, 2, deduction(number))).collect();
    let result = |at: usize, outcome| LicenceDeed::Result { request: asked[at], outcome, amount, day: month };
    append(&*store, 5, 3, result(4, PaymentOutcome::Failed));
    let counts = || {
        let counts = run(store.deduction_counts(month, tokyo));
        (counts.paid, counts.failed, counts.waiting)
    };
    assert_eq!(counts(), (0, 0, 0), "no file");
    run(store.close_deductions(month, tokyo, super::operators::id("ito"), hub(START))).unwrap();
    assert_eq!(counts(), (0, 1, 4), "what ended before the file was made has ended");
    append(&*store, 1, 3, result(0, PaymentOutcome::Failed));
    append(&*store, 2, 3, result(1, PaymentOutcome::Paid));
    append(&*store, 3, 3, result(2, PaymentOutcome::Failed));
    assert_eq!(counts(), (1, 3, 1));
    let page = |after, most| run(store.failed_deductions(month, tokyo, after, Limit::new(most)));
    let first = page(None, 2);
    let offices = |page: &Page<(u64, exchange::store::DeductionLine), u64>| {
        page.entries.iter().map(|(_, line)| line.office).collect::<Vec<_>>()
    };
    assert_eq!((offices(&first), first.next), (vec![office(1), office(3)], Some(3)));
    let rest = page(first.next, 2);
    assert_eq!((offices(&rest), rest.next), (vec![office(5)], None));
    let lines = run(store.deduction_lines(month, tokyo));
    assert_eq!(lines[1].result, Some((PaymentOutcome::Paid, month)));
    // An invoice after that is no business of the file, and taking its payment back neither.
    let invoice =
        append(&*store, 1, 4, LicenceDeed::Invoice { grant: licence(1, 1).id, amount, due: month.next_month() });
    let paid = LicenceDeed::Result { request: invoice, outcome: PaymentOutcome::Paid, amount, day: month };
    let paid = append(&*store, 1, 5, paid);
    append(&*store, 1, 6, LicenceDeed::Reversal { result: paid, amount, day: month });
    assert_eq!(counts(), (1, 3, 1));
}
