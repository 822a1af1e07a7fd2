//! What needs two operators: nothing happens before the second one's yes.

use crate::support::*;
use exchange::account::{AccountId, CredentialName};
use exchange::id::{ApprovalId, RecoveryId};
use exchange::instant::DAY;
use exchange::operator::{Approval, DecisionRefused};
use exchange::ports::PasswordHash;
use exchange::store::{Lost, NewCredential, PasswordChange, Recovery};
use exchange::{Act, Actor};

fn name() -> CredentialName {
    CredentialName::Account(AccountId::parse("KJ0123456789AB").unwrap())
}

fn by(id: &str) -> Act {
    Act { actor: Actor::Operator(super::operators::id(id)), at: START, salt: [7; 16] }
}

fn approval(number: u8) -> Approval {
    Approval {
        id: ApprovalId::new(START, [number; 10]),
        office: office(1),
        name: name(),
        asked_by: super::operators::id("ito"),
        asked_at: START,
        reason: "忘れたとの電話".to_owned(),
        decided: None,
    }
}

fn change(to: &str) -> PasswordChange {
    let password = PasswordHash(to.to_owned());
    PasswordChange { name: name(), password, first_until: Some(START.plus(DAY)), expected: None, ends_sessions: true }
}

pub(crate) fn s25_a_reset_needs_two_operators_and_is_one_with_its_yes(place: &dyn Place) {
    let store = place.open();
    for (id, serial) in [("ito", 1), ("sato", 2)] {
        run(store.add_operator(super::operators::new(id, serial), hub(START)));
    }
    run(store.put_offices(vec![new_office(1, "甲", "コウ")], hub(START)));
    let password = PasswordHash("first".to_owned());
    let new = NewCredential { name: name(), office: office(1), password, first_until: START.plus(DAY) };
    run(store.create_credential(new, hub(START)));
    run(store.ask_approval(approval(1), by("ito")));
    run(store.ask_approval(approval(2), by("ito")));
    assert_eq!(run(store.open_approvals(START)), [approval(2)], "asking again takes the first back");
    let id = approval(2).id;
    let decide = |id, change, who| run(store.decide_approval(id, change, by(who)));
    assert_eq!(decide(id, Some(change("second")), "ito"), Err(DecisionRefused::Oneself));
    let other = CredentialName::parse("c123456789").unwrap();
    let foreign = PasswordChange { name: other, ..change("second") };
    assert_eq!(decide(id, Some(foreign), "sato"), Err(DecisionRefused::NotOpen), "another name's password");
    assert_eq!(run(store.credential(name())).unwrap().password.0, "first", "nothing has happened yet");
    let lost = Recovery { id: RecoveryId::new(START, [1; 10]), office: office(1), lost: Lost::Password, at: START };
    assert!(run(store.ask_recovery(lost, hub(START))));
    assert_eq!(decide(id, Some(change("second")), "sato"), Ok(()));
    assert_eq!(run(store.open_recovery(lost.id)), None, "what the office asked for is answered by it");
    assert_eq!(run(store.credential(name())).unwrap().password.0, "second");
    assert_eq!(decide(id, Some(change("third")), "sato"), Err(DecisionRefused::NotOpen), "once");
    assert_eq!(run(store.approval(id)).unwrap().decided, Some((super::operators::id("sato"), START, true)));
    assert_eq!(decide(approval(1).id, None, "sato"), Err(DecisionRefused::NotOpen));
    assert_eq!(run(store.open_approvals(START)), []);
}
