//! Notices.

use crate::support::*;
use exchange::id::NoticeId;
use exchange::instant::DAY;
use exchange::notice::{Audience, Importance, Notice};
use exchange::store::Reader;
use standard::ServiceType;

pub(crate) fn notices_reach_their_audience_and_are_marked_read(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    run(store.put_offices(vec![new_office(3, "丙", "ヘイ")], hub(START)));
    let notice = |number: u8, audience, importance| Notice {
        id: NoticeId::new(START, [number; 10]),
        audience,
        importance,
        title: "お知らせ".to_owned(),
        body: "本文".to_owned(),
        from: START,
        until: START.plus(DAY),
    };
    let service = |code| vec![ServiceType::parse(code).unwrap()];
    for shown in [
        notice(1, Audience::All, Importance::Normal),
        notice(2, Audience::Licensed, Importance::Urgent),
        notice(3, Audience::Offices(vec![office(2)]), Importance::Important),
        notice(4, Audience::Services(service("11")), Importance::Normal),
    ] {
        assert!(run(store.publish_notice(shown.clone(), hub(START))));
        assert!(!run(store.publish_notice(shown, hub(START))), "an id is used once");
    }
    let reader = |number, at| Reader { office: office(number), at };
    let seen =
        |reader| run(store.notices_for(reader)).iter().map(|entry| entry.notice.id.as_bytes()[15]).collect::<Vec<_>>();
    assert_eq!(seen(reader(1, START)), [2, 1]);
    assert_eq!(seen(reader(2, START)), [2, 3, 1]);
    assert_eq!(seen(reader(3, START)), [1]);
    assert_eq!(seen(reader(1, START.minus(1))), [0_u8; 0]);
    assert_eq!(seen(reader(1, START.plus(DAY))), [0_u8; 0]);
    let first = NoticeId::new(START, [1; 10]);
    assert!(run(store.mark_notice_read(first, reader(1, START.plus(5)))));
    assert!(run(store.mark_notice_read(first, reader(1, START.plus(9)))));
    assert!(!run(store.mark_notice_read(NoticeId::new(START, [3; 10]), reader(1, START))), "not its audience");
    let read_at = |number| run(store.notices_for(reader(number, START.plus(10)))).last().unwrap().read_at;
    assert_eq!((read_at(1), read_at(2)), (Some(START.plus(5)), None));
    assert!(run(store.withdraw_notice(first, hub(START))));
    assert!(!run(store.withdraw_notice(first, hub(START))));
    assert_eq!(seen(reader(3, START)), [0_u8; 0]);
}
