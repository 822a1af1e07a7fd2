//! What needs two operators: nothing happens before the second one's yes.

use super::audit::kinds;
use crate::support::*;
use exchange::account::{AccountId, CredentialName};
use exchange::id::{ApprovalId, RecoveryId};
use exchange::instant::DAY;
use exchange::operator::{Approval, Decision, DecisionRefused};
use exchange::ports::PasswordHash;
use exchange::store::{Lost, NewCredential, PasswordChange, Recovery, Store};
use exchange::{Act, Actor};
use std::sync::Arc;

fn name() -> CredentialName {
    CredentialName::Account(AccountId::parse("KJ0123456789AB").unwrap())
}

pub(crate) fn by(id: &str) -> Act {
    Act { actor: Actor::Operator(super::operators::id(id)), at: START, salt: [7; 16] }
}

pub(crate) fn approval(number: u8) -> Approval {
    Approval {
        id: ApprovalId::new(START, [number; 10]),
        office: office(1),
        name: name(),
        asked_by: super::operators::id("ito"),
        asked_at: START,
        reason: "忘れたとの電話".to_owned(),
        decided: None,
        opened_at: None,
    }
}

fn change(to: &str) -> PasswordChange {
    let password = PasswordHash(to.to_owned());
    PasswordChange { name: name(), password, first_until: Some(START.plus(DAY)), expected: None, ends_sessions: true }
}

pub(crate) fn prepared(place: &dyn Place) -> Arc<dyn Store> {
    let store = place.open();
    for (id, serial) in [("ito", 1), ("sato", 2)] {
        run(store.add_operator(super::operators::new(id, serial), hub(START)));
    }
    run(store.put_offices(vec![new_office(1, "甲", "コウ")], hub(START)));
    let password = PasswordHash("first".to_owned());
    let new = NewCredential { name: name(), office: office(1), password, first_until: START.plus(DAY) };
    run(store.create_credential(new, hub(START)));
    store
}

pub(crate) fn s25_a_reset_needs_two_operators_and_is_one_with_its_letter(place: &dyn Place) {
    let store = prepared(place);
    assert_eq!(run(store.ask_approval(approval(1), by("ito"))), None);
    assert_eq!(run(store.ask_approval(approval(2), by("ito"))), Some(approval(1)), "one waits already");
    assert_eq!(run(store.open_approvals(START)), [approval(1)], "the first stands as it was asked for");
    let id = approval(1).id;
    let decide = |decision, who| run(store.decide_approval(id, decision, by(who)));
    let open = |change, who| run(store.open_letter(id, change, by(who)));
    assert_eq!(decide(Decision::Yes, "ito"), Err(DecisionRefused::Oneself));
    assert_eq!(open(change("second"), "ito"), Err(DecisionRefused::NotOpen), "before the yes");
    let lost = Recovery { id: RecoveryId::new(START, [1; 10]), office: office(1), lost: Lost::Password, at: START };
    assert!(run(store.ask_recovery(lost, hub(START))));
    assert_eq!(decide(Decision::Yes, "sato"), Ok(()));
    assert_eq!(decide(Decision::No("やはり".to_owned()), "sato"), Err(DecisionRefused::NotOpen), "once");
    assert_eq!(run(store.credential(name())).unwrap().password.0, "first", "the yes alone changes nothing");
    assert!(run(store.ask_approval(approval(2), by("ito"))).is_some(), "its letter is to be opened first");
    let other = CredentialName::parse("c123456789").unwrap();
    let foreign = PasswordChange { name: other, ..change("second") };
    assert_eq!(open(foreign, "ito"), Err(DecisionRefused::NotOpen), "another name's password");
    assert_eq!(open(change("second"), "sato"), Err(DecisionRefused::NotOpen), "who approves opens nothing");
    assert_eq!(open(change("second"), "ito"), Ok(()));
    assert_eq!(run(store.open_recovery(lost.id)), None, "what the office asked for is answered by it");
    assert_eq!(run(store.credential(name())).unwrap().password.0, "second");
    assert_eq!(open(change("third"), "ito"), Err(DecisionRefused::NotOpen), "once");
    let ended = run(store.approval(id)).unwrap();
    assert_eq!(ended.decided, Some((super::operators::id("sato"), START, Decision::Yes)));
    assert_eq!(ended.opened_at, Some(START));
    assert_eq!(run(store.approvals_of(super::operators::id("ito"))), std::slice::from_ref(&ended));
    assert_eq!(run(store.approvals_for(office(1))), [ended]);
    assert_eq!(run(store.open_approvals(START)), []);
}

pub(crate) fn s25_a_no_keeps_its_reason_and_only_the_asker_takes_back(place: &dyn Place) {
    let store = prepared(place);
    run(store.ask_approval(approval(1), by("ito")));
    let no = Decision::No("本人と確かめられない".to_owned());
    let decide =
        |number, decision: &Decision, who| run(store.decide_approval(approval(number).id, decision.clone(), by(who)));
    assert_eq!(decide(1, &Decision::TakenBack, "sato"), Err(DecisionRefused::NotOpen));
    assert_eq!(decide(1, &no, "ito"), Err(DecisionRefused::Oneself));
    assert_eq!(decide(1, &no, "sato"), Ok(()));
    assert_eq!(run(store.approval(approval(1).id)).unwrap().decided.unwrap().2, no);
    assert_eq!(run(store.ask_approval(approval(2), by("ito"))), None, "it may be asked for again");
    assert_eq!(decide(2, &Decision::TakenBack, "ito"), Ok(()));
    assert_eq!(run(store.approval(approval(2).id)).unwrap().decided.unwrap().2, Decision::TakenBack);
    let kinds: Vec<String> = kinds(&*store).into_iter().filter(|kind| kind.starts_with("approval.")).collect();
    assert_eq!(kinds, ["approval.asked", "approval.refused", "approval.asked", "approval.taken-back"]);
}
