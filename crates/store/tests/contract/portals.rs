//! Sessions of the portals, and agreements to the terms.

use crate::support::*;
use exchange::Sha256;
use exchange::account::{AccountId, CredentialName, PortalSession};
use exchange::instant::{DAY, MINUTE};
use exchange::licence::Agreement;
use exchange::office::OfficeState;
use exchange::ports::PasswordHash;
use exchange::store::{Append, LedgerOutcome, NewCredential, OfficeChange, PasswordChange, ProvenPassword, Store};

fn account() -> AccountId {
    AccountId::parse("KJ0123456789AB").unwrap()
}

fn session(token: &[u8]) -> PortalSession {
    let (token, at) = (Sha256::of(token), START);
    PortalSession { token, office: office(1), account: account(), started_at: at, last_used_at: at, proven_at: at }
}

fn with_account(store: &dyn Store) {
    run(store.put_offices(vec![new_office(1, "甲", "コウ"), new_office(2, "乙", "オツ")], hub(START)));
    let name = CredentialName::Account(account());
    let password = PasswordHash("first".to_owned());
    let new = NewCredential { name, office: office(1), password, first_until: START.plus(DAY) };
    run(store.create_credential(new, hub(START)));
}

/// The password that the account has at first.
fn proven() -> ProvenPassword {
    (CredentialName::Account(account()), PasswordHash("first".to_owned()))
}

pub(crate) fn s26_a_portal_session_is_found_by_its_token_until_it_ends(place: &dyn Place) {
    let store = place.open();
    with_account(&*store);
    for token in [b"one", b"two"] {
        assert!(run(store.open_portal_session(session(token), proven(), act(1, START))));
    }
    let view = run(store.portal_session(Sha256::of(b"one"))).unwrap();
    assert_eq!((view.session, view.first_until), (session(b"one"), Some(START.plus(DAY))));
    assert_eq!(run(store.portal_session(Sha256::of(b"other"))), None);
    let later = START.plus(MINUTE);
    run(store.touch_portal_session(Sha256::of(b"one"), later));
    run(store.prove_portal_session(Sha256::of(b"one"), later));
    run(store.touch_portal_session(Sha256::of(b"one"), START));
    let seen = run(store.portal_session(Sha256::of(b"one"))).unwrap().session;
    assert_eq!((seen.last_used_at, seen.proven_at), (later, later), "times do not move back");
    let end =
        |number, token: &[u8]| run(store.end_portal_sessions(office(number), Some(Sha256::of(token)), hub(START)));
    assert_eq!((end(2, b"one"), end(1, b"one"), end(1, b"one")), (0, 1, 0), "an office ends its own, once");
    assert_eq!(run(store.portal_session(Sha256::of(b"one"))), None);
    assert!(run(store.portal_session(Sha256::of(b"two"))).is_some());
}

pub(crate) fn s25_a_changed_password_ends_the_sessions_of_the_portals(place: &dyn Place) {
    let store = place.open();
    with_account(&*store);
    assert!(run(store.open_portal_session(session(b"one"), proven(), act(1, START))));
    let change = PasswordChange {
        name: CredentialName::Account(account()),
        password: PasswordHash("second".to_owned()),
        first_until: None,
        expected: None,
        ends_sessions: true,
    };
    assert!(run(store.set_password(change, act(1, START))));
    assert_eq!(run(store.portal_session(Sha256::of(b"one"))), None);
}

pub(crate) fn a_portal_session_shows_that_its_office_has_stopped(place: &dyn Place) {
    let store = place.open();
    with_account(&*store);
    assert!(run(store.open_portal_session(session(b"one"), proven(), act(1, START))));
    run(store.change_office(office(1), OfficeChange::Freeze { why: exchange::office::Why::note("検査") }, hub(START)));
    assert_eq!(run(store.portal_session(Sha256::of(b"one"))).unwrap().office, OfficeState::Frozen);
}

pub(crate) fn agreement_and_licence_come_together_or_not_at_all(place: &dyn Place) {
    let store = place.open();
    with_account(&*store);
    let agreement = |at| {
        let (version, text) = (1, Sha256::of("規約".as_bytes()));
        Agreement { office: office(1), version, text, account: account(), at }
    };
    let apply = |entry, at| {
        run(store.append_licence(Append { agreement: Some(agreement(at)), ..licence(1, entry).into() }, act(1, at)))
    };
    assert_eq!(apply(1, START), LedgerOutcome::Written);
    assert_eq!(apply(1, START), LedgerOutcome::Same);
    assert!(matches!(apply(2, START.plus(1)), LedgerOutcome::Refused(_)));
    assert_eq!(run(store.agreements(office(1))), [agreement(START)]);
    assert_eq!(run(store.agreements(office(2))), []);
    assert_eq!(run(store.ledger(office(1))).0, [licence(1, 1)]);
}
