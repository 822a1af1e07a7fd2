//! Imports of offices: nothing before the yes, everything after it, whatever comes between.

use crate::support::*;
use exchange::audit::LeafNumber;
use exchange::id::ImportId;
use exchange::office::{ImportCounts, ImportFinding, ImportPart, ImportState, OfficeImport};
use exchange::page::Limit;
use exchange::store::{OfficeChange, Store};

fn with_operator(store: &dyn Store) {
    let new = super::operators::new("ito", 1);
    run(store.add_operator(new, hub(START)));
}

fn import_id(number: u8) -> ImportId {
    ImportId::new(START.plus(i64::from(number)), [number; 10])
}

fn begin(store: &dyn Store, number: u8) -> ImportId {
    let id = import_id(number);
    run(store.begin_import(OfficeImport {
        id,
        operator: super::operators::id("ito"),
        file: "事業所.csv".to_owned(),
        at: START,
        state: ImportState::Checking,
        total: 3,
        done: 0,
        counts: ImportCounts::default(),
        wrong: 0,
        findings: vec![],
    }));
    id
}

fn keep(store: &dyn Store, id: ImportId) -> bool {
    let part = |part, offices: Vec<_>| run(store.keep_import_part(ImportPart { id, part, offices }));
    part(0, vec![new_office(1, "甲", "コウ"), new_office(2, "乙 改", "オツ")])
        && part(1, vec![new_office(3, "丙", "ヘイ")])
}

pub(crate) fn an_import_stores_nothing_before_the_yes_and_everything_after_it(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    run(store.put_offices(vec![new_office(2, "乙", "オツ"), new_office(3, "丙", "ヘイ")], hub(START)));
    run(store.change_office(office(3), OfficeChange::Close { successor: None }, hub(START)));
    let id = begin(&*store, 1);
    assert!(keep(&*store, id));
    assert!(run(store.end_import_check(id, 0, vec![])));
    let counts = ImportCounts { added: 1, changed: 1, same: 0, closed: 1 };
    let checked = run(store.import(id)).unwrap();
    assert_eq!((checked.state, checked.done, checked.counts), (ImportState::Checked, 3, counts));
    assert_eq!(run(store.office(office(1))), None);
    assert_eq!(run(store.store_import_part(id, hub(START))), None, "nobody has said yes");
    assert!(run(store.approve_import(id, hub(START))) && !run(store.approve_import(id, hub(START))));
    assert!(!run(store.drop_import(id)), "from here it goes to its end");
    let first = run(store.store_import_part(id, hub(START))).unwrap();
    assert_eq!((first.state, first.done), (ImportState::Storing, 2));
    drop(store);
    // Killed in the middle, it goes on where it was.
    let store = place.open();
    let second = run(store.store_import_part(id, hub(START))).unwrap();
    assert_eq!((second.state, second.done, second.counts), (ImportState::Storing, 3, counts));
    assert_eq!(run(store.store_import_part(id, hub(START))).unwrap().state, ImportState::Done);
    assert_eq!(run(store.store_import_part(id, hub(START))), None);
    assert_eq!(run(store.office(office(2))).unwrap().office.name, "乙 改");
    assert_eq!(run(store.import(id)).unwrap(), OfficeImport { state: ImportState::Done, ..second });
}

pub(crate) fn a_refused_import_keeps_its_findings_and_nothing_else(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    let id = begin(&*store, 1);
    let findings = vec![ImportFinding { line: 7, text: "番号が\t正しくありません".to_owned() }];
    assert!(run(store.end_import_check(id, 40, findings)));
    let refused = run(store.import(id)).unwrap();
    assert_eq!((refused.state, refused.wrong, refused.findings.len()), (ImportState::Refused, 40, 1));
    assert_eq!((refused.findings[0].line, refused.findings[0].text.as_str()), (7, "番号が 正しくありません"));
    assert!(!run(store.approve_import(id, hub(START))) && !run(store.drop_import(id)));
    assert!(!keep(&*store, id), "it is not being looked at any more");
}

pub(crate) fn old_imports_are_forgotten_and_a_dropped_one_does_nothing(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    let dropped = begin(&*store, 1);
    assert!(keep(&*store, dropped) && run(store.drop_import(dropped)) && !run(store.drop_import(dropped)));
    assert!(!run(store.end_import_check(dropped, 0, vec![])));
    for number in 2..=25 {
        begin(&*store, number);
    }
    let kept = run(store.imports());
    assert_eq!((kept.len(), kept[0].id), (20, import_id(25)));
    assert_eq!(run(store.import(dropped)), None);
    let numbered = run(store.number_leaves(100));
    assert_eq!(run(store.leaves(LeafNumber(0), Limit::new(200))).len() as u64, numbered);
}
