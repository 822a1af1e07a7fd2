//! The directory.

use super::sessions::session;
use crate::support::*;
use exchange::account::CredentialName;
use exchange::certificate::RevocationReason;
use exchange::instant::DAY;
use exchange::mail::{MailAddress, MailKind};
use exchange::office::{NewOffice, OfficeQuery, OfficeState, Prefecture, SearchKey};
use exchange::page::Limit;
use exchange::ports::PasswordHash;
use exchange::store::{CreateOutcome, NewCredential, OfficeChange, PutOutcome, Revocation};
use standard::ServiceType;

pub(crate) fn the_directory_finds_by_every_part(place: &dyn Place) {
    let store = place.open();
    let mut offices = vec![
        new_office(1, "あおば居宅介護支援", "アオバキョタクカイゴシエン"),
        new_office(2, "さくら訪問介護", "サクラホウモンカイゴ"),
        new_office(10_003, "みどり福祉用具", "ミドリフクシヨウグ"),
    ];
    offices[1].services = vec![ServiceType::parse("11").unwrap(), ServiceType::parse("A2").unwrap()];
    offices[2].prefecture = Prefecture::new(27).unwrap();
    run(store.put_offices(offices, hub(START)));
    run(store.append_licence(licence(2, 1).into(), hub(START)));
    let all = OfficeQuery {
        number: None,
        text: None,
        prefecture: None,
        service: None,
        licensed_on: START.day_in_japan(),
        licensed_only: false,
        stopped_only: false,
        after: None,
        limit: Limit::default(),
    };
    let found = |query: &OfficeQuery| {
        run(store.search(query.clone())).entries.iter().map(|entry| entry.number).collect::<Vec<_>>()
    };
    assert_eq!(found(&all), [office(1), office(2), office(10_003)]);
    assert_eq!(found(&OfficeQuery { number: Some("137001".to_owned()), ..all.clone() }), [office(10_003)]);
    for text in ["さくら", "ｻｸﾗ", "訪問"] {
        assert_eq!(found(&OfficeQuery { text: Some(SearchKey::of(text)), ..all.clone() }), [office(2)], "{text}");
    }
    assert_eq!(found(&OfficeQuery { text: Some(SearchKey::of("%")), ..all.clone() }).len(), 3, "no wildcard");
    assert_eq!(found(&OfficeQuery { prefecture: Prefecture::new(27), ..all.clone() }), [office(10_003)]);
    assert_eq!(found(&OfficeQuery { service: ServiceType::parse("A2").ok(), ..all.clone() }), [office(2)]);
    assert_eq!(found(&OfficeQuery { licensed_only: true, ..all.clone() }), [office(2)]);
    run(store.put_offices(vec![new_office(2, "名を変えた所", "ナヲカエタトコロ")], hub(START)));
    let named = |text| found(&OfficeQuery { text: Some(SearchKey::of(text)), ..all.clone() });
    assert_eq!((named("を変えた"), named("なをかえ")), (vec![office(2)], vec![office(2)]), "by the new name");
    assert_eq!(named("さくら"), [], "and not by the old one");
    let twice = vec![new_office(9, "前の名の所", "マエ"), new_office(9, "後の名の所", "アト")];
    run(store.put_offices(twice, hub(START)));
    assert_eq!((named("前の名の"), named("後の名の")), (vec![], vec![office(9)]), "the last line counts");
    let first = run(store.search(OfficeQuery { limit: Limit::new(2), ..all.clone() }));
    assert_eq!(first.next, Some(office(2)));
    assert!(!first.entries[0].licensed && first.entries[1].licensed);
    assert_eq!(found(&OfficeQuery { after: first.next, ..all }), [office(9), office(10_003)]);
    let total = |code| run(store.count_offices(Prefecture::new(code)));
    assert_eq!((run(store.count_offices(None)), total(13), total(27), total(1)), (4, 3, 1, 0));
    let moved = NewOffice { prefecture: Prefecture::new(27).unwrap(), ..new_office(9, "後の名の所", "アト") };
    run(store.put_offices(vec![moved], hub(START)));
    assert_eq!((run(store.count_offices(None)), total(13), total(27)), (4, 2, 2), "an office that moved");
}

pub(crate) fn a_number_is_never_used_again(place: &dyn Place) {
    let store = place.open();
    let put = |name: &str| run(store.put_offices(vec![new_office(1, name, "ア")], hub(START)))[0];
    assert_eq!([put("甲"), put("甲"), put("乙")], [PutOutcome::Added, PutOutcome::Same, PutOutcome::Changed]);
    run(store.put_offices(vec![new_office(2, "丙", "ヘイ")], hub(START)));
    assert!(close(&*store, 1, Some(2), hub(START)));
    assert!(!close(&*store, 1, Some(2), hub(START)), "once");
    assert!(!run(store.change_office(office(1), OfficeChange::Thaw, hub(START))));
    assert_eq!(put("丁"), PutOutcome::Closed);
    let record = run(store.office(office(1))).unwrap();
    let reads_until = Some(exchange::office::reads_until(START));
    assert_eq!(record.state, OfficeState::Closed { successor: Some(office(2)), reads_until });
    assert_eq!(record.office.name, "乙");
}

pub(crate) fn a_frozen_office_has_no_sessions(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    run(store.record_certificate(certificate(1, 1), hub(START)));
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    let freeze = OfficeChange::Freeze { why: exchange::office::Why::note("苦情") };
    assert!(run(store.change_office(office(1), freeze, hub(START))));
    assert_eq!(run(store.sessions_of(office(1), START)), []);
    assert_eq!(run(store.office(office(1))).unwrap().state, OfficeState::Frozen);
    assert!(run(store.change_office(office(1), OfficeChange::Thaw, hub(START))));
    assert_eq!(run(store.office(office(1))).unwrap().state, OfficeState::Active);
}

pub(crate) fn an_office_is_told_by_mail_that_it_is_stopped_and_that_a_certificate_is_revoked(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    run(store.record_certificate(certificate(1, 1), hub(START)));
    assert!(run(store.set_contact(office(1), MailAddress::parse("jimu@example.jp"), hub(START))));
    let freeze = OfficeChange::Freeze { why: exchange::office::Why::note("苦情") };
    assert!(run(store.change_office(office(1), freeze, hub(START.plus(1)))));
    assert!(run(store.change_office(office(1), OfficeChange::Thaw, hub(START.plus(2)))));
    let key = certificate(1, 1).key;
    let revocation = Revocation { key, office: None, reason: RevocationReason::KeyCompromise };
    run(store.revoke_certificate(revocation, hub(START.plus(3))));
    run(store.revoke_certificate(revocation, hub(START.plus(4))));
    let kinds: Vec<_> = run(store.take_mails(START.plus(5), 10)).into_iter().map(|mail| mail.kind).collect();
    let told = [MailKind::ContactSet, MailKind::OfficeFrozen, MailKind::OfficeThawed, MailKind::CertificateRevoked];
    assert_eq!(kinds, told, "each once");
}

pub(crate) fn those_without_an_account_are_found_until_they_have_one(place: &dyn Place) {
    let store = place.open();
    let mut offices: Vec<_> = [1, 2, 3, 4, 5].map(|number| new_office(number, "架空", "カクウ")).into();
    offices[0].prefecture = Prefecture::new(27).unwrap();
    run(store.put_offices(offices, hub(START)));
    let page = |prefecture: Option<u8>, after: Option<u32>, most: u32| {
        let prefecture = prefecture.and_then(Prefecture::new);
        let found = run(store.without_account(prefecture, after.map(office), Limit::new(most)));
        (found.entries.iter().map(|entry| entry.office.number).collect::<Vec<_>>(), found.next)
    };
    assert_eq!(page(None, None, 50), ([2, 3, 4, 5, 1].map(office).into(), None), "by prefecture, then number");
    assert_eq!(page(None, None, 2), ([2, 3].map(office).into(), Some(office(3))));
    assert_eq!(page(None, Some(5), 2), ([office(1)].into(), None), "the next prefecture");
    assert_eq!(page(Some(27), None, 50), ([office(1)].into(), None));
    assert_eq!(page(Some(13), Some(3), 50), ([4, 5].map(office).into(), None));
    for (name, number) in [("KJ0123456789AB", 2), ("c0000001", 3)] {
        let (name, password) = (CredentialName::parse(name).unwrap(), PasswordHash("first".to_owned()));
        let new = NewCredential { name, office: office(number), password, first_until: START.plus(DAY) };
        assert_eq!(run(store.create_credential(new, hub(START))), CreateOutcome::Created);
    }
    let freeze = OfficeChange::Freeze { why: exchange::office::Why::note("苦情") };
    run(store.change_office(office(4), freeze, hub(START)));
    assert!(close(&*store, 5, None, hub(START)));
    assert_eq!(page(None, None, 50), ([3, 1].map(office).into(), None), "the app's own ID is another");
    run(store.change_office(office(4), OfficeChange::Thaw, hub(START)));
    run(store.put_offices(vec![new_office(2, "名を変えた所", "ナヲカエタトコロ")], hub(START)));
    assert_eq!(page(None, None, 50), ([3, 4, 1].map(office).into(), None), "changed, it still has its account");
}
