//! Maintenance windows with their notices, and notices as operators see them.

use crate::support::*;
use exchange::id::{MaintenanceId, NoticeId};
use exchange::instant::{DAY, HOUR};
use exchange::notice::{Audience, Importance, Maintenance, Notice};
use exchange::store::Reader;
use exchange::{Act, Actor};

fn notice(number: u8) -> Notice {
    Notice {
        id: NoticeId::new(START, [number; 10]),
        audience: Audience::All,
        importance: Importance::Urgent,
        title: "メンテナンスのお知らせ".to_owned(),
        body: "夜間に停止します".to_owned(),
        from: START,
        until: START.plus(DAY),
    }
}

fn by(id: &str) -> Act {
    Act { actor: Actor::Operator(super::operators::id(id)), at: START, salt: [7; 16] }
}

pub(crate) fn a_window_is_told_while_it_waits_and_shown_while_it_lasts(place: &dyn Place) {
    let store = place.open();
    run(store.add_operator(super::operators::new("ito", 1), hub(START)));
    with_offices(&*store, 1);
    let window = Maintenance {
        id: MaintenanceId::new(START, [1; 10]),
        begins: START.plus(HOUR),
        ends: START.plus(2 * HOUR),
        text: "夜間に停止します".to_owned(),
        notice: notice(1).id,
        planned_by: super::operators::id("ito"),
        cancelled_at: None,
    };
    run(store.plan_maintenance(window.clone(), notice(1), by("ito")));
    let told = || run(store.notices_for(Reader { office: office(1), at: START })).len();
    assert_eq!((told(), run(store.maintenances())), (1, vec![window.clone()]));
    let at = |offset| run(store.maintenance_at(START.plus(offset)));
    assert_eq!((at(0), at(HOUR), at(2 * HOUR)), (None, Some(window.clone()), None));
    assert!(run(store.cancel_maintenance(window.id, by("ito"))));
    assert!(!run(store.cancel_maintenance(window.id, by("ito"))));
    assert_eq!((told(), at(HOUR)), (0, None), "the notice goes with it");
}

pub(crate) fn published_notices_have_their_author_and_readers(place: &dyn Place) {
    let store = place.open();
    with_offices(&*store, 2);
    run(store.publish_notice(notice(1), by("ito")));
    run(store.publish_notice(notice(2), hub(START)));
    run(store.mark_notice_read(notice(1).id, Reader { office: office(1), at: START }));
    let published = run(store.published_notices());
    assert_eq!(published.len(), 1, "what the hub itself told is not an operator's");
    assert_eq!(
        (published[0].notice.clone(), published[0].author.as_str(), published[0].read_by),
        (notice(1), "ito", 1)
    );
    run(store.withdraw_notice(notice(1).id, by("ito")));
    assert_eq!(run(store.published_notice(notice(1).id)).unwrap().withdrawn_at, Some(START));
    assert_eq!(run(store.published_notice(notice(2).id)), None);
}
