//! What was sealed anew under another id while its group waited on the table.

use super::bulk::{change, loaded, round};
use super::*;
use crate::app::post::Seat;
use crate::transfer::Delivery;
use desk::batch::{BatchAction, GroupState};
use desk::mailbox::Batches as _;
use std::time::Duration;

/// A post over the data folder of a PC whose clock goes before by so many hours.
#[allow(clippy::disallowed_methods, reason = "TLS compares certificates with the real clock")]
fn post(pc: &Pc, hours: u64) -> Post {
    let before = Duration::from_secs(hours * 3_600);
    let around = Surroundings { now: Arc::new(move || SystemTime::now() + before), ..surroundings() };
    Post::new(&Home::find(Some(pc.home.path().to_owned())).unwrap(), &around)
}

/// A set that waits since so long that the hub would not take its container any more; the PC was started again since.
fn waits_too_long(live: &Live) -> (Pc, String) {
    let (mut a, _b) = (live.office(A), live.office(B));
    let confirmed = loaded(live, &a);
    live.set_online(false);
    a.post = post(&a, 25);
    change(live, &a, BatchAction::Send(confirmed));
    let (GroupState::Waiting { id, .. }, _) = round(live, &a) else { panic!("it waits") };
    a.post = post(&a, 0);
    live.wait(a.post.batch()).unwrap();
    live.set_online(true);
    (a, id)
}

#[test]
fn the_table_names_it_by_its_new_id() {
    let live = Live::start();
    let (a, old) = waits_too_long(&live);
    let (state, _) = round(&live, &a);
    let GroupState::Sent { id, .. } = state else { panic!("{state:?}") };
    assert!(id != old && a.store().outbox_item(&id).unwrap().is_some(), "{id}");
}

#[test]
fn what_was_taken_back_under_its_new_id_waits_no_more() {
    let live = Live::start();
    let (a, old) = waits_too_long(&live);
    let other = post(&a, 0);
    let (asked, shared) = (old.clone(), Arc::clone(&other.shared));
    let sent = other.ask(move |_| {
        let mut seat = Seat::take(shared)?;
        let line = seat.reach_hub()?;
        Ok(seat.deliver(&line, &asked)?)
    });
    let delivery = live.wait(sent).unwrap();
    assert!(matches!(delivery, Delivery::Arrived(_)), "{delivery:?}");
    assert!(a.store().outbox_item(&old).unwrap().is_none(), "sealed anew");
    let id = a.store().outbox().unwrap()[0].id.clone();
    live.wait(other.withdraw(id)).unwrap();
    let (state, _) = round(&live, &a);
    assert_eq!(state, GroupState::Unsent);
}
