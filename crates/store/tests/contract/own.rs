//! What an office sees and sets about itself.

use crate::support::*;
use exchange::id::{NoticeId, RecoveryId};
use exchange::instant::{DAY, Day};
use exchange::notice::{Audience, Importance, Notice};
use exchange::office::Prefecture;
use exchange::page::Limit;
use exchange::ports::PasswordHash;
use exchange::store::{Lost, MonthSum, MonthUsage, Reader, Recovery};

pub(crate) fn s35_usage_is_counted_once_and_by_counts_alone(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 3);
    let (april, from) = (Day::of(2025, 4, 1).unwrap(), Day::of(2025, 1, 1).unwrap());
    for (number, (sender, recipient)) in [(1, 2), (1, 2), (2, 1), (3, 1)].into_iter().enumerate() {
        parcel(number as u64, sender, recipient).send(&*store);
    }
    assert_eq!(run(store.count_usage(3, START)), 3);
    assert_eq!(run(store.count_usage(3, START.plus(1))), 1);
    assert_eq!(run(store.count_usage(3, START.plus(2))), 0, "what is counted is not counted again");
    let usage = |number| run(store.usage_of(office(number), from));
    let month = |sent, received| vec![MonthUsage { month: april, sent, received }];
    assert_eq!(usage(1), (month(2, 2), Some(START.plus(1))));
    assert_eq!((usage(2).0, usage(3).0), (month(1, 2), month(1, 0)));
    let mut later = parcel(9, 1, 3);
    later.at = START.plus(6 * DAY);
    later.send(&*store);
    run(store.count_usage(9, later.at));
    let may = Day::of(2025, 5, 1).unwrap();
    assert_eq!(usage(1).0[0], MonthUsage { month: may, sent: 1, received: 0 }, "the month is Japan's");
    assert_eq!(run(store.usage_of(office(1), may)).0.len(), 1);
    let after = START.plus(3_000 * DAY);
    run(store.expire_content(99, hub(after)));
    assert_eq!(run(store.remove_transmissions(after, 99)), 5, "what was counted stays counted");
    parcel(10, 2, 3).send(&*store);
    assert_eq!(run(store.count_usage(9, after)), 1, "although numbers begin anew");
    assert_eq!(run(store.usage_of(office(2), april)).0[0], MonthUsage { month: april, sent: 2, received: 2 });
    let sums = run(store.usage_sums(from));
    assert_eq!(
        sums,
        [
            MonthSum { month: may, transmissions: 1, senders: 1 },
            MonthSum { month: april, transmissions: 5, senders: 3 },
        ]
    );
}

pub(crate) fn the_certificate_password_is_the_last_one_issued(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 1);
    let set = |number, hash: &str, at| {
        run(store.set_certificate_password(office(number), PasswordHash(hash.to_owned()), act(number, at)))
    };
    assert_eq!(run(store.certificate_password(office(1))), None);
    assert!(set(1, "one", START) && set(1, "two", START.plus(1)));
    assert_eq!(run(store.certificate_password(office(1))), Some((PasswordHash("two".to_owned()), START.plus(1))));
    assert!(!set(9, "one", START), "no such office");
}

fn told(id: u8) -> Notice {
    Notice {
        id: NoticeId::new(START, [id; 10]),
        audience: Audience::Offices(vec![office(1)]),
        importance: Importance::Important,
        title: "お問い合わせをお受けできませんでした".to_owned(),
        body: "本人と確かめられません".to_owned(),
        from: START,
        until: START.plus(DAY),
    }
}

pub(crate) fn s25_a_request_for_what_was_lost_stands_once_until_it_is_answered(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    let ask = |number: u32, lost, id: u8| {
        let id = RecoveryId::new(START, [id; 10]);
        let recovery = Recovery { id, office: office(number), lost, at: START };
        (run(store.ask_recovery(recovery, hub(START))), recovery)
    };
    let (asked, first) = ask(1, Lost::Password, 1);
    assert!(asked && !ask(1, Lost::Password, 2).0, "it is asked already");
    assert!(ask(1, Lost::Account, 3).0 && ask(2, Lost::Password, 4).0 && !ask(9, Lost::Password, 5).0);
    let page = run(store.open_recoveries(None, None, Limit::new(2)));
    assert_eq!((page.entries.len(), page.entries[0]), (2, first));
    assert_eq!(run(store.open_recoveries(None, page.next, Limit::new(2))).entries.len(), 1);
    assert_eq!(run(store.open_recoveries(Prefecture::new(27), None, Limit::new(2))).entries, []);
    assert_eq!(run(store.open_recoveries(Prefecture::new(13), None, Limit::new(2))).entries.len(), 2);
    assert_eq!(run(store.open_recovery(first.id)), Some(first));
    let end =
        |refused: Option<&str>| run(store.end_recovery(first.id, refused.map(str::to_owned), told(1), hub(START)));
    assert!(end(Some("本人と確かめられません")) && !end(None));
    assert_eq!(run(store.open_recovery(first.id)), None);
    let seen = |number| run(store.notices_for(Reader { office: office(number), at: START }));
    assert_eq!((seen(1).len(), seen(1)[0].notice.body.as_str(), seen(2).len()), (1, "本人と確かめられません", 0));
    assert_eq!(run(store.published_notices()), [], "it is no news of an operator");
    assert!(ask(1, Lost::Password, 6).0, "answered: it may be asked again");
}
