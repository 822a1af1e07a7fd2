//! Monthly files of deductions.

use crate::support::*;
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{LicenceDeed, LicenceEntry, PaymentOutcome};
use exchange::office::{NewOffice, Prefecture};
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
