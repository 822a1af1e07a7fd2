//! A round of the sender that lasts longer than an access token.

use super::bulk::{change, loaded, round};
use super::*;
use crate::app::post::Seat;
use crate::store::{OutboxState, Session};
use desk::batch::{BatchAction, GroupState};
use desk::mailbox::{Doors as _, Entry};

#[test]
fn a_session_that_is_renewed_during_a_round_stops_nothing_and_throws_nobody_out() {
    let (live, a, _b) = Live::two();
    let confirmed = loaded(&live, &a);
    live.set_online(false);
    change(&live, &a, BatchAction::Send(confirmed));
    let (GroupState::Waiting { id, .. }, _) = round(&live, &a) else { panic!("it waits") };
    live.set_online(true);
    let (asked, shared) = (id.clone(), Arc::clone(&a.post.shared));
    let sent = a.post.ask(move |seat| {
        let line = seat.reach_hub()?;
        // Meanwhile the receiver finds that the access token ends soon.
        let before = seat.place.store.session()?.unwrap();
        let ends = seat.place.surroundings.timestamp().to_string();
        seat.place.store.keep_session(&Session { access_ends: ends, ..before.clone() })?;
        let mut receiver = Seat::take(shared)?;
        receiver.wait(5, async |place| place.client().await.map(drop))?;
        assert!(seat.place.store.session()?.unwrap().access != before.access, "it was renewed");
        Ok(seat.deliver(&line, &asked)?)
    });
    let delivery = live.wait(sent).unwrap();
    assert!(matches!(delivery, crate::transfer::Delivery::Arrived(_)), "{delivery:?}");
    assert_eq!(a.store().outbox_item(&id).unwrap().unwrap().state, OutboxState::Accepted);
    assert_eq!(live.wait(a.post.standing()).unwrap().entry, Entry::Open);
}

#[test]
fn a_session_that_is_renewed_while_a_set_is_on_its_way_is_followed() {
    let (live, a, _b) = Live::two();
    let letter = live.ready(&a, "K2", "");
    let store = a.store();
    let renewed = store.session().unwrap().unwrap();
    store.keep_session(&Session { access: "of before".to_owned(), ..renewed.clone() }).unwrap();
    let store = std::sync::Mutex::new(store);
    // Between the look into the store and the hub's.
    live.exchange.follow(Plan::new(move |_| {
        store.lock().unwrap().keep_session(&renewed).unwrap();
        Fault::Pass
    }));
    assert!(live.send(&a, &letter).unwrap().arrived.is_some());
    assert_eq!(live.wait(a.post.standing()).unwrap().entry, Entry::Open);
}
