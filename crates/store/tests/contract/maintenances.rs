//! Maintenance windows with their notices, and notices as operators see them.

use crate::support::*;
use exchange::id::{MaintenanceId, NoticeId};
use exchange::instant::{DAY, HOUR};
use exchange::notice::{Audience, Fate, Importance, Maintenance, Notice};
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
        goes_on: true,
        fate: Fate::Stands,
    };
    run(store.plan_maintenance(window.clone(), notice(1), by("ito")));
    let told = || run(store.notices_for(Reader { office: office(1), at: START })).len();
    assert_eq!((told(), run(store.maintenances())), (1, vec![window.clone()]));
    let at = |offset| run(store.next_maintenance(START.plus(offset), START.plus(offset)));
    assert_eq!((at(0), at(HOUR), at(2 * HOUR)), (None, Some(window.clone()), None));
    assert_eq!(run(store.next_maintenance(START, START.plus(HOUR + 1))), Some(window.clone()), "the next one");
    assert_eq!(run(store.next_maintenance(START, START.plus(HOUR))), None, "not yet near");
    assert!(!run(store.withdraw_notice(notice(1).id, by("ito"))), "its notice does not go alone");
    assert!(!run(store.end_maintenance(window.id, notice(2), by("ito"))), "it has not begun");
    assert!(run(store.cancel_maintenance(window.id, notice(2), by("ito"))));
    assert!(!run(store.cancel_maintenance(window.id, notice(3), by("ito"))));
    assert_eq!((titles(&*store), at(HOUR)), (vec![notice(2).id], None), "the notice goes with it, the other comes");
    assert_eq!(run(store.maintenance(window.id)).unwrap().fate, Fate::Cancelled(START));
}

fn titles(store: &dyn exchange::store::Store) -> Vec<NoticeId> {
    let reader = Reader { office: office(1), at: START };
    run(store.notices_for(reader)).into_iter().map(|entry| entry.notice.id).collect()
}

pub(crate) fn a_window_is_moved_and_ended_early_and_every_office_is_told_anew(place: &dyn Place) {
    let store = place.open();
    run(store.add_operator(super::operators::new("ito", 1), hub(START)));
    with_offices(&*store, 1);
    let window = |number: u8, begins, ends| Maintenance {
        id: MaintenanceId::new(START, [number; 10]),
        begins: START.plus(begins),
        ends: START.plus(ends),
        text: "停止します".to_owned(),
        notice: notice(number).id,
        planned_by: super::operators::id("ito"),
        goes_on: false,
        fate: Fate::Stands,
    };
    let (first, second) = (window(1, HOUR, 2 * HOUR), window(2, 0, 3 * HOUR));
    run(store.plan_maintenance(first.clone(), notice(1), by("ito")));
    run(store.mark_notice_read(notice(1).id, Reader { office: office(1), at: START }));
    assert!(run(store.move_maintenance(first.id, second.clone(), notice(2), by("ito"))));
    assert!(!run(store.move_maintenance(first.id, window(3, 0, HOUR), notice(3), by("ito"))), "moved before");
    assert_eq!(run(store.maintenance(first.id)).unwrap().fate, Fate::Moved { at: START, to: second.id });
    let seen = run(store.notices_for(Reader { office: office(1), at: START }));
    assert_eq!((seen.len(), seen[0].notice.id, seen[0].read_at), (1, notice(2).id, None), "who read the old one too");
    let lasting = || run(store.next_maintenance(START, START));
    assert_eq!(lasting(), Some(second.clone()));
    assert!(!run(store.cancel_maintenance(second.id, notice(4), by("ito"))), "what has begun is ended");
    assert!(run(store.end_maintenance(second.id, notice(4), by("ito"))));
    assert!(!run(store.end_maintenance(second.id, notice(5), by("ito"))));
    assert_eq!((lasting(), titles(&*store)), (None, vec![notice(4).id]));
    assert_eq!(run(store.maintenance(second.id)).unwrap().fate, Fate::Ended(START));
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
