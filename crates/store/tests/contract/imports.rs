//! Imports of offices: nothing before the yes, everything after it, whatever comes between.

use crate::support::*;
use exchange::audit::LeafNumber;
use exchange::id::ImportId;
use exchange::office::{
    ImportCounts, ImportFinding, ImportLine, ImportPart, ImportState, LineKind, NewOffice, OfficeImport, OfficeState,
    PostAddress,
};
use exchange::page::Limit;
use exchange::store::{PutOutcome, Store};

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
    let line = |line, office| ImportLine { line, office };
    part(0, vec![line(4, new_office(1, "甲", "コウ")), line(2, new_office(2, "乙 改", "オツ"))])
        && part(1, vec![line(3, new_office(3, "丙", "ヘイ"))])
}

pub(crate) fn an_import_stores_nothing_before_the_yes_and_everything_after_it(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    run(store.put_offices(vec![new_office(2, "乙", "オツ"), new_office(3, "丙", "ヘイ")], hub(START)));
    assert!(close(&*store, 3, None, hub(START)));
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

/// Lines of a kind: their places, and the names before and after.
fn lines(store: &dyn Store, id: ImportId, kind: LineKind) -> Vec<(u64, Option<String>, String)> {
    let page = run(store.import_lines(id, kind, None, Limit::default()));
    assert_eq!(page.next, None);
    page.entries.into_iter().map(|line| (line.line, line.before.map(|old| old.name), line.after.name)).collect()
}

pub(crate) fn what_each_line_does_is_told_before_the_yes_and_forgotten_with_the_next_import(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    run(store.put_offices(vec![new_office(2, "乙", "オツ"), new_office(3, "丙", "ヘイ")], hub(START)));
    assert!(close(&*store, 3, None, hub(START)));
    let id = begin(&*store, 1);
    assert!(keep(&*store, id) && run(store.end_import_check(id, 0, vec![])));
    let told = |kind| lines(&*store, id, kind);
    let name = |text: &str| text.to_owned();
    assert_eq!(told(LineKind::Added), [(4, None, name("甲"))]);
    assert_eq!(told(LineKind::Changed), [(2, Some(name("乙")), name("乙 改"))]);
    assert_eq!(told(LineKind::Closed), [(3, Some(name("丙")), name("丙"))]);
    let first = run(store.import_lines(id, LineKind::Added, Some(4), Limit::default()));
    assert_eq!(first.entries, [], "after the last one there is none");
    run(store.approve_import(id, hub(START)));
    while run(store.store_import_part(id, hub(START))).is_some() {}
    assert_eq!(told(LineKind::Added).len(), 1, "what was done can still be looked at");
    begin(&*store, 2);
    assert_eq!((told(LineKind::Added), told(LineKind::Changed)), (vec![], vec![]));
}

/// Numbers 1 to `count` in an import that has a person's yes.
fn approved(store: &dyn Store, id: ImportId, count: u32) {
    let lines = |part: &[u32]| {
        let line =
            |number: &u32| ImportLine { line: u64::from(*number), office: new_office(*number, "後の名", "アト") };
        part.iter().map(line).collect()
    };
    let numbers: Vec<u32> = (1..=count).collect();
    for (part, offices) in (0..).zip(numbers.chunks(5)) {
        assert!(run(store.keep_import_part(ImportPart { id, part, offices: lines(offices) })));
    }
    assert!(run(store.end_import_check(id, 0, vec![])) && run(store.approve_import(id, hub(START))));
}

pub(crate) fn i7_offices_that_close_beside_a_running_import_stay_closed_with_one_entry_each(place: &dyn Place) {
    const COUNT: u32 = 60;
    let store = place.open();
    with_operator(&*store);
    run(store.put_offices((1..=COUNT).map(|number| new_office(number, "前の名", "マエ")).collect(), hub(START)));
    let id = begin(&*store, 1);
    approved(&*store, id, COUNT);
    std::thread::scope(|threads| {
        threads.spawn(|| while run(store.store_import_part(id, hub(START))).is_some() {});
        threads.spawn(|| {
            for number in (1..COUNT).rev() {
                assert!(close(&*store, number, Some(COUNT), hub(START)));
            }
        });
    });
    let done = run(store.import(id)).unwrap();
    let ImportCounts { added, changed, same, closed } = done.counts;
    assert_eq!((done.state, done.done, added, same), (ImportState::Done, u64::from(COUNT), 0, 0));
    assert_eq!(changed + closed, u64::from(COUNT), "each line counts once");
    let mut renamed = 0;
    for number in 1..=COUNT {
        let record = run(store.office(office(number))).unwrap();
        let is_closed =
            matches!(record.state, OfficeState::Closed { successor, .. } if successor == Some(office(COUNT)));
        assert_eq!(is_closed, number < COUNT, "closed stays closed: {number}");
        renamed += u64::from(record.office.name == "後の名");
    }
    assert_eq!(renamed, changed, "what was closed first was left out, what came first was changed");
    let kinds = super::audit::kinds(&*store);
    let of = |kind: &str| kinds.iter().filter(|found| *found == kind).count() as u64;
    assert_eq!((of("office.closed"), of("office.changed")), (u64::from(COUNT) - 1, changed));
    assert_eq!(run(store.merged_into(office(COUNT))).len(), 50, "the first fifty");
    assert_eq!(run(store.stops_of(office(1)))[0].why, exchange::office::Why::note("閉所"));
}

pub(crate) fn a_postal_address_stays_until_another_is_told(place: &dyn Place) {
    let store = place.open();
    let post = |address| PostAddress::parse("1000001", address).ok();
    let put = |office: NewOffice| run(store.put_offices(vec![office], hub(START)))[0];
    assert_eq!(put(NewOffice { post: post("架空市1-2"), ..new_office(1, "甲", "コウ") }), PutOutcome::Added);
    assert_eq!(put(new_office(1, "甲", "コウ")), PutOutcome::Same, "nothing is told of it");
    assert_eq!(run(store.office(office(1))).unwrap().office.post, post("架空市1-2"));
    assert_eq!(put(new_office(1, "甲 改", "コウ")), PutOutcome::Changed);
    assert_eq!(run(store.office(office(1))).unwrap().office.post, post("架空市1-2"));
    assert_eq!(put(NewOffice { post: post("架空市9"), ..new_office(1, "甲 改", "コウ") }), PutOutcome::Changed);
    assert_eq!(run(store.office(office(1))).unwrap().office.post, post("架空市9"));
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
