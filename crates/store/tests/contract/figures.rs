//! Figures by day, and searching the audit log they are made from.

use crate::support::*;
use exchange::audit::{AuditKind, Subject};
use exchange::certificate::RevocationReason;
use exchange::instant::{DAY, Day, HOUR, MINUTE};
use exchange::page::Limit;
use exchange::store::{AuditQuery, Figure, Revocation, Store};
use exchange::{Actor, OperatorId};

fn all(store: &dyn Store) -> Vec<Figure> {
    let today = START.day_in_japan();
    run(store.figures(today, Day::from_number(today.number() + 9)))
}

fn count(store: &dyn Store, name: &str) -> u64 {
    all(store).iter().filter(|figure| figure.name == name).map(|figure| figure.count).sum()
}

pub(crate) fn s35_entries_are_counted_once_by_day_and_kind_and_name_nobody(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    for number in 1..=3 {
        parcel(number, 1, 2).send(&*store);
    }
    run(store.fetch(id(1), office(2), act(2, START.plus(MINUTE))));
    run(store.fetch(id(2), office(2), act(2, START.plus(2 * HOUR))));
    run(store.fetch(id(3), office(2), act(2, START.plus(5 * DAY))));
    let mut counted = 0;
    loop {
        match run(store.count_entries(4)) {
            0 => break,
            more => counted += more,
        }
    }
    // Two offices, two licences, three accepted, three fetched.
    assert_eq!(counted, 10);
    drop(store);
    let store = place.open();
    assert_eq!(run(store.count_entries(100)), 0, "nothing twice after a restart");
    let of = |name: &str| count(&*store, name);
    assert_eq!((of("transmission.accepted"), of("transmission.fetched"), of("office.added")), (3, 3, 2));
    let classes: Vec<u64> = (0..5).map(|class| of(&format!("transmission.fetched/{class}"))).collect();
    assert_eq!(classes, [1, 0, 1, 0, 1]);
    let later = all(&*store).into_iter().find(|figure| figure.name == "transmission.fetched/4").unwrap();
    assert_eq!(later.day.number(), START.day_in_japan().number() + 5);
    let today = START.day_in_japan();
    run(store.add_figures(today, vec![("rule/C0001".to_owned(), 2)]));
    run(store.add_figures(today, vec![("rule/C0001".to_owned(), 3)]));
    run(store.take_stock(START));
    run(store.take_stock(START));
    assert_eq!((of("rule/C0001"), of("stock/offices"), of("stock/licensed"), of("stock/certificates")), (5, 2, 2, 0));
    assert!(all(&*store).iter().all(|figure| !figure.name.contains("1370000")), "no office in a figure");
}

pub(crate) fn the_audit_log_is_searched_by_every_part(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 60);
    let by =
        |name: &str, at| exchange::Act { actor: Actor::Operator(OperatorId::parse(name).unwrap()), at, salt: [7; 16] };
    let freeze = || exchange::store::OfficeChange::Freeze { why: exchange::office::Why::note("検査") };
    run(store.change_office(office(7), freeze(), by("ito", START.plus(HOUR))));
    run(store.change_office(office(8), freeze(), by("sato", START.plus(2 * HOUR))));
    let find = |query: AuditQuery| run(store.search_audit(query));
    let number = |query: AuditQuery| find(query).entries.len();
    let kind = Some(AuditKind::OfficeFrozen);
    assert_eq!(number(AuditQuery { kind, ..AuditQuery::default() }), 2);
    assert_eq!(number(AuditQuery { actor: Some(by("ito", START).actor), ..AuditQuery::default() }), 1);
    let subject = Some(Subject::new("office", office(7)));
    assert_eq!(number(AuditQuery { subject: subject.clone(), ..AuditQuery::default() }), 2, "added and frozen");
    let since = Some(START.plus(90 * MINUTE));
    assert_eq!(number(AuditQuery { from: since, ..AuditQuery::default() }), 1);
    assert_eq!(number(AuditQuery { until: since, kind, ..AuditQuery::default() }), 1);
    assert_eq!(number(AuditQuery { from: since, subject, ..AuditQuery::default() }), 0);
    let (mut seen, mut before, limit) = (Vec::new(), None, Limit::new(50));
    loop {
        let page = find(AuditQuery { before, limit, ..AuditQuery::default() });
        seen.extend(page.entries.iter().map(|(entry, _)| *entry));
        match page.next {
            Some(next) => before = Some(next),
            None => break,
        }
    }
    assert_eq!(seen.len(), 122);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "each once, the newest first");
}

/// Kinds and subjects of what is found, the newest first, in pages of three.
fn found(store: &dyn Store, query: &AuditQuery) -> Vec<(u64, String)> {
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = run(store.search_audit(AuditQuery { before, limit: Limit::new(3), ..query.clone() }));
        let text = |leaf: Vec<u8>| String::from_utf8(leaf).unwrap();
        seen.extend(page.entries.into_iter().map(|(entry, leaf)| (entry, text(leaf))));
        match page.next {
            Some(next) => before = Some(next),
            None => return seen,
        }
    }
}

pub(crate) fn what_concerns_an_office_is_found_noted_or_not(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    let by = |name: &str| exchange::Act {
        actor: Actor::Operator(OperatorId::parse(name).unwrap()),
        at: START.plus(HOUR),
        salt: [7; 16],
    };
    parcel(1, 1, 2).send(&*store);
    parcel(2, 3, 2).send(&*store);
    run(store.record_certificate(certificate(1, 1), by("ito")));
    run(store.record_certificate(certificate(2, 2), by("ito")));
    let revoke = |key| Revocation { key, office: None, reason: RevocationReason::KeyCompromise };
    run(store.revoke_certificate(revoke(certificate(1, 1).key), by("sato")));
    assert!(close(&*store, 1, Some(3), by("sato")));
    let of = |number| AuditQuery { office: Some(office(number)), ..AuditQuery::default() };
    let asked = [
        (of(1), 7, "added, licensed, its certificate recorded and revoked, sent, closed, told of it"),
        (of(2), 6, "added, licensed, its certificate recorded, sent to twice, told of the closing"),
        (of(3), 4, "added, licensed, has sent, took over"),
        (of(9), 0, "nobody knows it"),
        (AuditQuery { kind: Some(AuditKind::CertificateRevoked), ..of(1) }, 1, "by kind"),
        (AuditQuery { actor: Some(by("sato").actor), ..of(1) }, 3, "by who did it"),
        (AuditQuery { actor: Some(by("ito").actor), ..AuditQuery::default() }, 2, "an operator alone"),
        (
            AuditQuery {
                subject: Some(Subject::new("certificate", certificate(1, 1).thumbprint)),
                ..AuditQuery::default()
            },
            2,
            "a certificate",
        ),
        (AuditQuery { from: Some(START.plus(HOUR)), ..of(1) }, 4, "since an hour"),
    ];
    let mut seen = Vec::new();
    for part in [0, 4, 1_000] {
        // Nothing is noted, then a part of it, then all.
        run(store.index_leaves(part));
        for (query, number, what) in &asked {
            assert_eq!(found(&*store, query).len(), *number, "{what}, {part} noted");
        }
        seen.push(asked.iter().map(|(query, ..)| found(&*store, query)).collect::<Vec<_>>());
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "the same entries in the same order");
    assert_eq!(run(store.index_leaves(1_000)), 0, "each is looked at once");
}
