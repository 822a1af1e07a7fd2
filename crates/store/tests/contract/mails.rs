//! The outbox of mails, and the addresses of offices.

use crate::support::*;
use exchange::id::NoticeId;
use exchange::instant::{DAY, HOUR, Instant, MINUTE};
use exchange::mail::{MailAddress, MailEnd, MailKind, Outbox};
use exchange::notice::{Audience, Ending, Importance, Notice, Reminder};
use exchange::store::Store;

fn address(text: &str) -> Option<MailAddress> {
    Some(MailAddress::parse(text).unwrap())
}

fn kinds(store: &dyn Store, at: Instant) -> Vec<MailKind> {
    run(store.take_mails(at, 9)).into_iter().map(|mail| mail.kind).collect()
}

pub(crate) fn an_office_without_address_gets_no_mail(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    assert_eq!(kinds(&*store, START.plus(DAY)), []);
    assert_eq!(run(store.contact(office(1))), None);
    assert!(!run(store.set_contact(office(1), None, act(1, START))), "nothing changes");
    assert!(!run(store.set_contact(office(9), address("a@example.jp"), act(1, START))), "no such office");
}

pub(crate) fn a_mail_is_written_with_what_it_tells(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    assert!(run(store.set_contact(office(1), address("jimu@example.jp"), act(1, START))));
    assert!(!run(store.set_contact(office(1), address("jimu@example.jp"), act(1, START))), "the same again");
    let at = START.plus(DAY);
    let cancel = exchange::licence::LicenceDeed::Cancel { entry: licence(1, 1).id, from: at.day_in_japan() };
    let line = exchange::licence::LicenceEntry { deed: cancel, ..licence(1, 2) };
    run(store.append_licence(line.into(), act(1, at)));
    run(store.append_licence(line.into(), act(1, at)));
    let taken = run(store.take_mails(at, 9));
    let seen: Vec<_> = taken.iter().map(|mail| (mail.kind, mail.address.as_str(), mail.office)).collect();
    assert_eq!(
        seen,
        [
            (MailKind::ContactSet, "jimu@example.jp", office(1)),
            (MailKind::LicenceCancelled, "jimu@example.jp", office(1)),
        ]
    );
    assert_eq!(run(store.outbox()), Outbox { waiting: 2, tried: 2, since: Some(START) });
    assert!(run(store.set_contact(office(1), address("new@example.jp"), act(1, at))));
    let again = run(store.take_mails(at.plus(MINUTE), 9));
    let (told, others): (Vec<_>, Vec<_>) = again.iter().partition(|mail| mail.kind == MailKind::ContactMoved);
    assert!(others.iter().all(|mail| mail.address.as_str() == "new@example.jp"), "the address as it stands now");
    let told: Vec<_> = told.iter().map(|mail| mail.address.as_str()).collect();
    assert_eq!(told, ["jimu@example.jp"], "who had it before is told");
    assert_eq!(run(store.contact(office(1))).unwrap().waits_since, Some(START), "what waits is of the new address");
}

pub(crate) fn an_address_that_did_not_work_is_tried_again_when_it_is_set_again(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    let set = |at| run(store.set_contact(office(1), address("jimu@example.jp"), act(1, at)));
    assert!(set(START));
    let first = run(store.take_mails(START, 9));
    assert_eq!(run(store.contact(office(1))).unwrap().waits_since, Some(START), "it was tried and is not taken");
    assert!(set(START.plus(1)), "what waits is tried now");
    assert_eq!(run(store.take_mails(START.plus(1), 9))[0].id, first[0].id);
    assert!(run(store.end_mail(first[0].id, MailEnd::Refused, START.plus(2))));
    let contact = run(store.contact(office(1))).unwrap();
    assert_eq!((contact.last, contact.waits_since), (Some((MailEnd::Refused, START.plus(2))), None));
    assert!(set(START.plus(3)), "refused: asked by a new mail");
    assert_eq!(run(store.contact(office(1))).unwrap().last, None);
    let second = run(store.take_mails(START.plus(3), 9));
    assert!(second.len() == 1 && second[0].id != first[0].id);
    assert!(run(store.end_mail(second[0].id, MailEnd::Sent, START.plus(4))));
    assert!(!set(START.plus(5)), "it works: nothing changes");
}

pub(crate) fn certificates_that_end_together_are_told_in_one_mail(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    for number in [1, 2] {
        run(store.set_contact(office(number), address("jimu@example.jp"), act(number, START)));
    }
    for mail in run(store.take_mails(START, 9)) {
        run(store.end_mail(mail.id, MailEnd::Sent, START));
    }
    let remind = |number: u32, serial: u8, days: i64| {
        let ending = Ending::Certificate { key: certificate(number, serial).key, end: START.plus(days * DAY) };
        let mark = serial + u8::try_from(days).unwrap();
        let notice = Notice {
            id: NoticeId::new(START, [mark; 10]),
            audience: Audience::All,
            importance: Importance::Important,
            title: "期限".to_owned(),
            body: "期限まで、あと少しです。".to_owned(),
            from: START,
            until: START.plus(90 * DAY),
        };
        let act = exchange::Act { salt: [mark; 16], ..hub(START) };
        assert!(run(store.remind(Reminder { office: office(number), ending, days }, notice, act)));
    };
    // Three terminals of one office that were set up on one day, and one of another.
    for (number, serial) in [(1, 1), (1, 2), (1, 3), (2, 4)] {
        remind(number, serial, 60);
    }
    let taken = run(store.take_mails(START, 9));
    let mut told: Vec<_> = taken.iter().map(|mail| mail.office).collect();
    told.sort_unstable();
    assert_eq!(told, [office(1), office(2)]);
    remind(1, 1, 30);
    assert_eq!(run(store.outbox()).waiting, 3, "the first is under way and says nothing of what comes later");
}

pub(crate) fn a_mail_is_tried_until_it_ended_and_each_try_has_the_same_id(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    run(store.set_contact(office(1), address("jimu@example.jp"), act(1, START)));
    let first = run(store.take_mails(START, 9));
    assert_eq!(run(store.take_mails(START, 9)), [], "it is under way");
    drop(store);
    let store = place.open();
    assert_eq!(run(store.take_mails(START.plus(MINUTE - 1), 9)), []);
    let second = run(store.take_mails(START.plus(MINUTE), 9));
    assert_eq!(first, second, "after a crash it is not lost");
    assert_eq!(run(store.take_mails(START.plus(MINUTE + 4 * MINUTE), 9)), [], "the second wait is longer");
    assert!(run(store.end_mail(first[0].id, MailEnd::Sent, START.plus(2 * MINUTE))));
    assert!(!run(store.end_mail(first[0].id, MailEnd::Refused, START.plus(3 * MINUTE))), "it ends once");
    assert_eq!(run(store.take_mails(START.plus(DAY), 9)), []);
    let last = run(store.contact(office(1))).unwrap().last;
    assert_eq!(last, Some((MailEnd::Sent, START.plus(2 * MINUTE))));
}

pub(crate) fn a_mail_that_is_too_old_or_has_no_address_any_more_ends(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    for number in [1, 2] {
        run(store.set_contact(office(number), address("jimu@example.jp"), act(number, START)));
    }
    run(store.set_contact(office(2), None, act(2, START.plus(HOUR))));
    assert_eq!(kinds(&*store, START.plus(2 * HOUR)), [MailKind::ContactSet, MailKind::ContactMoved]);
    let over = START.plus(3 * DAY + HOUR);
    let late = |number, at| run(store.set_contact(office(number), address("jimu@example.jp"), act(number, at)));
    assert!(late(3, over));
    let last = run(store.take_mails(over, 1));
    let last: Vec<_> = last.iter().map(|mail| (mail.office, mail.kind)).collect();
    assert_eq!(last, [(office(3), MailKind::ContactSet)], "it does not wait behind those that end");
    assert!(run(store.end_mail(run(store.take_mails(over.plus(HOUR), 1))[0].id, MailEnd::Sent, over)));
    assert_eq!(run(store.outbox()), Outbox::default());
    let failed = run(store.failed_mails(over, 9));
    let seen: Vec<_> = failed.iter().map(|mail| (mail.office, mail.kind, mail.end, mail.at)).collect();
    assert!(
        seen.contains(&(office(1), MailKind::ContactSet, MailEnd::GivenUp, over))
            && seen.contains(&(office(2), MailKind::ContactMoved, MailEnd::GivenUp, over)),
        "{failed:?}"
    );
    assert_eq!(run(store.failed_mails(over.plus(1), 9)), [], "none since then");
    assert_eq!(run(store.failed_mails(START, 1)).len(), 1);
    assert_eq!(run(store.contact(office(1))).unwrap().last, Some((MailEnd::GivenUp, over)));
    assert!(close(&*store, 1, None, hub(START)));
    assert!(!run(store.set_contact(office(1), None, hub(START))), "a closed office changes nothing");
    assert_eq!(run(store.sweep(START.plus(40 * DAY), 99)), 5, "what has ended goes, and the notice of the closing");
}
