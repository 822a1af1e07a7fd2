//! What the hub said against this office stands until it lets in again, whatever is asked of it meanwhile.

use super::*;
use crate::app::post::memory::Pending;
use desk::mailbox::{Bar, Connection, Doors as _, ManagerReset, Secret, SignIn};
use testkit::operator::{hub_with_console, signed_in};

fn connection(live: &Live, pc: &Pc) -> Connection {
    live.wait(pc.post.standing()).unwrap().connection
}

fn sign_in(pc: &Pc) -> SignIn {
    let [system_password, account_password] = PASSWORDS.map(Secret::new);
    let [system_id, account] = pc.names.clone();
    SignIn { system_id, system_password, account, account_password, person: None }
}

fn freeze(live: &Live) {
    let chief = live.wait(signed_in(&live.hub, "chief", "admin"));
    let office = format!("/offices/{A}/freeze");
    live.wait(chief.done(&office, &[("do", "freeze"), ("reason", "調査のため"), ("told", "確かめています。")]));
}

#[test]
fn a_letter_that_a_stopped_office_cannot_send_turns_nothing_green() {
    let live = Live::before(hub_with_console());
    let (a, _b) = (live.office(A), live.office(B));
    let letter = live.ready(&a, "K2", "");
    freeze(&live);
    assert_eq!(live.send(&a, &letter).unwrap().arrived, None);
    assert_eq!(connection(&live, &a), Connection::Refused(Bar::Frozen));
}

#[test]
fn a_withdrawal_that_is_refused_turns_nothing_green() {
    let live = Live::before(hub_with_console());
    let (a, _b) = (live.office(A), live.office(B));
    let id = live.sent(&a, "K2");
    freeze(&live);
    let refused = live.wait(a.post.withdraw(id)).unwrap_err();
    assert!(words(&refused).contains("停止しています"), "{refused:?}");
    assert_eq!(connection(&live, &a), Connection::Refused(Bar::Frozen));
}

#[test]
fn sign_ins_that_are_refused_turn_nothing_green() {
    let live = Live::before(hub_with_console());
    let a = live.office(A);
    freeze(&live);
    let reset = ManagerReset { sign_in: sign_in(&a), login: String::new(), password: Secret::new("x") };
    live.wait(a.post.reset_manager(reset)).unwrap_err();
    assert_eq!(connection(&live, &a), Connection::Refused(Bar::Frozen), "the way back in");
    let pending = Pending { of: Vec::new(), sign_in: Some(sign_in(&a)), person: None, since: a.post.shared.now() };
    a.post.shared.memory().pending = Some(pending);
    live.wait(a.post.change_passwords(Vec::new())).unwrap_err();
    assert_eq!(connection(&live, &a), Connection::Refused(Bar::Frozen), "after first passwords");
}
