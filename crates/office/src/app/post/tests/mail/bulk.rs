//! 一括送信 says of what waits the same as the outbox, and follows it.

use super::*;
use crate::app::post::Seat;
use desk::batch::{Batch, BatchAction, BatchChange, GroupState};
use desk::mailbox::{Bar, Batches as _, Connection, DispatchState, Doors as _, Secret, SignIn};
use testkit::operator::{hub_with_console, signed_in};

pub(super) fn change(live: &Live, pc: &Pc, action: BatchAction) -> Batch {
    let change = BatchChange { typed: Vec::new(), selected: None, action };
    live.wait(pc.post.change_batch(change)).unwrap()
}

/// A set on the table that can be sent; what is to be confirmed.
pub(super) fn loaded(live: &Live, pc: &Pc) -> Vec<(u32, u64)> {
    let offered = files("K2").into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
    let batch = change(live, pc, BatchAction::Add(offered));
    let confirmed: Vec<(u32, u64)> = batch.chosen().map(|group| (group.id, group.revision)).collect();
    assert_eq!(confirmed.len(), 1, "{batch:?}");
    confirmed
}

/// One round of the sender; the table after it, with what it says.
pub(super) fn round(live: &Live, pc: &Pc) -> (GroupState, String) {
    drop(live.wait(pc.post.ask(Seat::send_what_waits)));
    let batch = live.wait(pc.post.batch()).unwrap();
    let said = batch.notice.map(|said| said.text).unwrap_or_default();
    (batch.groups.into_iter().next().unwrap().state, said)
}

#[test]
fn what_a_stopped_office_sends_waits_and_is_told_as_waiting_until_it_went() {
    let live = Live::before(hub_with_console());
    let (a, _b) = (live.office(A), live.office(B));
    let confirmed = loaded(&live, &a);
    let chief = live.wait(signed_in(&live.hub, "chief", "admin"));
    let office = format!("/offices/{A}/freeze");
    live.wait(chief.done(&office, &[("do", "freeze"), ("reason", "調査のため"), ("told", "確かめています。")]));
    change(&live, &a, BatchAction::Send(confirmed));
    let (state, said) = round(&live, &a);
    let GroupState::Waiting { why: Some(why), .. } = state else { panic!("{state:?}") };
    assert!(why.why.contains("停止しています") && !words(&why).contains("renkei "), "{why:?}");
    assert!(said.starts_with("1件は送信待ちです。送れるようになりしだい"), "{said}");
    assert_eq!(live.wait(a.post.standing()).unwrap().connection, Connection::Refused(Bar::Frozen));
    let listed = DispatchFilter { page: 1, ..DispatchFilter::default() };
    let listed = live.wait(a.post.dispatches(listed, false)).unwrap().rows;
    assert_eq!(listed[0].state, DispatchState::Waiting, "the outbox says the same");
    live.wait(chief.done(&office, &[("do", "thaw")]));
    let [system_password, account_password] = PASSWORDS.map(Secret::new);
    let [system_id, account] = a.names.clone();
    live.wait(a.post.sign_in(SignIn { system_id, system_password, account, account_password, person: None })).unwrap();
    let (state, said) = round(&live, &a);
    assert!(matches!(state, GroupState::Sent { .. }), "{state:?}");
    assert!(said.starts_with("送信が終わりました。1件送れました。"), "{said}");
    assert_eq!(live.transmissions(), 1);
}

#[test]
fn what_was_taken_back_in_the_outbox_waits_no_more_on_the_table() {
    let (live, a, _b) = Live::two();
    let confirmed = loaded(&live, &a);
    live.set_online(false);
    change(&live, &a, BatchAction::Send(confirmed));
    let (state, said) = round(&live, &a);
    let GroupState::Waiting { id, why: None } = state else { panic!("{state:?}") };
    assert!(said.starts_with("1件は送信待ちです。連携基盤につながりしだい"), "{said}");
    live.wait(a.post.withdraw(id)).unwrap();
    let (state, said) = round(&live, &a);
    assert_eq!(state, GroupState::Unsent);
    assert!(!said.contains("送信待ち"), "{said}");
    live.set_online(true);
    round(&live, &a);
    assert_eq!(live.transmissions(), 0);
}

#[test]
fn what_was_taken_back_does_not_come_back_beside_its_corrected_version() {
    let (live, a, _b) = Live::two();
    let confirmed = loaded(&live, &a);
    let old = confirmed[0].0;
    live.set_online(false);
    change(&live, &a, BatchAction::Send(confirmed));
    let (GroupState::Waiting { id, .. }, _) = round(&live, &a) else { panic!("it waits") };
    let mut corrected = files("K2");
    corrected.pop();
    let offered = corrected.into_iter().map(|(name, bytes)| OfferedFile::new(&name, bytes)).collect();
    let batch = change(&live, &a, BatchAction::Add(offered));
    assert_eq!(batch.groups.len(), 2, "the one that waits is not to be changed");
    live.wait(a.post.withdraw(id)).unwrap();
    let (state, said) = round(&live, &a);
    let groups = live.wait(a.post.batch()).unwrap().groups;
    assert_eq!((state, groups.len()), (GroupState::Unsent, 1), "{groups:?}");
    assert!(groups[0].id != old && groups[0].set.files.len() + 1 == files("K2").len(), "the corrected one stands");
    assert!(!said.contains("送信待ち"), "{said}");
}
