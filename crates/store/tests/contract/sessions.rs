//! Sessions, terminal tokens, names, passwords and throttling.

use super::audit::kinds;
use crate::support::*;
use exchange::Sha256;
use exchange::account::{
    AccountId, CredentialName, Scope, Scopes, Session, SessionEnd, SystemId, TerminalToken, ThrottleKey,
};
use exchange::id::{SessionId, TerminalTokenId};
use exchange::instant::{DAY, HOUR, MINUTE};
use exchange::ports::PasswordHash;
use exchange::store::{CreateOutcome, Ending, NewCredential, PasswordChange, Rotation, RotationOutcome};

pub(crate) fn session(number: u32, token: u8) -> Session {
    Session {
        id: SessionId::new(START, [token; 10]),
        office: office(number),
        system: SystemId::parse("c0000001").unwrap(),
        account: AccountId::parse("KJ0123456789AB").unwrap(),
        certificate: certificate(number, number as u8).thumbprint,
        access: Sha256::of(&[token, 1]),
        access_until: START.plus(HOUR),
        refresh: Sha256::of(&[token, 2]),
        refresh_until: START.plus(8 * HOUR),
        started_at: START,
        last_used_at: START,
        ended: None,
    }
}

pub(crate) fn rotation(number: u32, token: u8, new: u8) -> Rotation {
    Rotation {
        refresh: Sha256::of(&[token, 2]),
        certificate: certificate(number, number as u8).thumbprint,
        new_access: Sha256::of(&[new, 1]),
        access_until: START.plus(2 * HOUR),
        new_refresh: Sha256::of(&[new, 2]),
        idle_before: START.minus(30 * MINUTE),
    }
}

fn prepared(place: &dyn Place) -> std::sync::Arc<dyn exchange::store::Store> {
    let store = place.open();
    with_offices(&*store, 2);
    run(store.record_certificate(certificate(1, 1), hub(START)));
    run(store.record_certificate(certificate(2, 2), hub(START)));
    store
}

pub(crate) fn s26_a_session_is_found_by_its_token_only(place: &dyn Place) {
    let store = prepared(place);
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    let view = run(store.session_by_access(Sha256::of(&[1, 1]))).unwrap();
    assert_eq!((view.session, view.certificate), (session(1, 1), certificate(1, 1)));
    assert_eq!(run(store.session_by_access(Sha256::of(&[1, 2]))), None, "a refresh token is no access token");
    run(store.touch_session(session(1, 1).id, START.plus(MINUTE)));
    run(store.touch_session(session(1, 1).id, START));
    let seen = run(store.session_by_access(Sha256::of(&[1, 1]))).unwrap().session;
    assert_eq!(seen.last_used_at, START.plus(MINUTE), "the last use does not move back");
}

pub(crate) fn s26_a_refresh_token_works_once_and_its_reuse_ends_the_session(place: &dyn Place) {
    let store = prepared(place);
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    let mut stolen = rotation(1, 1, 5);
    stolen.certificate = certificate(2, 2).thumbprint;
    assert_eq!(run(store.rotate_session(stolen.clone(), act(2, START))), RotationOutcome::Unknown);
    let at = START.plus(50 * MINUTE);
    let mut idle = rotation(1, 1, 5);
    idle.idle_before = START;
    assert_eq!(run(store.rotate_session(idle, act(1, at))), RotationOutcome::Unknown, "idled away");
    let RotationOutcome::Rotated(rotated) = run(store.rotate_session(rotation(1, 1, 3), act(1, at))) else {
        panic!("not rotated");
    };
    assert_eq!((rotated.access, rotated.last_used_at), (Sha256::of(&[3, 1]), at));
    assert_eq!(run(store.session_by_access(Sha256::of(&[1, 1]))), None);
    assert_eq!(run(store.rotate_session(stolen, act(2, at))), RotationOutcome::Unknown);
    assert!(run(store.session_by_access(Sha256::of(&[3, 1]))).unwrap().session.ended.is_none());
    let RotationOutcome::Reused(ended) = run(store.rotate_session(rotation(1, 1, 4), act(1, at))) else {
        panic!("not noticed");
    };
    assert_eq!(ended.ended, Some((SessionEnd::RefreshReused, at)));
    assert_eq!(run(store.rotate_session(rotation(1, 3, 4), act(1, at))), RotationOutcome::Unknown);
}

pub(crate) fn s26_ending_one_and_all(place: &dyn Place) {
    let store = prepared(place);
    for token in [1, 2, 3] {
        assert!(run(store.open_session(session(1, token), vec![], act(1, START))));
    }
    assert!(run(store.open_session(session(2, 4), vec![], act(2, START))));
    let ending = |number, token: Option<u8>| Ending {
        office: office(number),
        session: token.map(|token| session(1, token).id),
        end: SessionEnd::EndedByOffice,
    };
    assert_eq!(run(store.end_sessions(ending(2, Some(1)), act(2, START))), 0, "another office's");
    assert_eq!(run(store.end_sessions(ending(1, Some(1)), act(1, START))), 1);
    assert_eq!(run(store.end_sessions(ending(1, Some(1)), act(1, START))), 0);
    assert_eq!(run(store.sessions_of(office(1), START)).len(), 2);
    assert_eq!(run(store.end_sessions(ending(1, None), act(1, START))), 2);
    assert_eq!(run(store.sessions_of(office(2), START)).len(), 1);
    let ended = run(store.session_by_access(Sha256::of(&[2, 1]))).unwrap().session.ended;
    assert_eq!(ended, Some((SessionEnd::EndedByOffice, START)));
}

fn terminal_token() -> TerminalToken {
    TerminalToken {
        id: TerminalTokenId::new(START, [1; 10]),
        office: office(1),
        certificate: certificate(1, 1).thumbprint,
        hash: Sha256::of(b"token"),
        scopes: Scopes::of(&[Scope::Send, Scope::ReadList]),
        label: "ケアソフト".to_owned(),
        made_at: START,
        until: START.plus(90 * DAY),
        revoked_at: None,
        used_at: None,
    }
}

pub(crate) fn s28_terminal_tokens_are_found_and_revoked(place: &dyn Place) {
    let store = prepared(place);
    let token = terminal_token();
    assert!(!run(store.make_terminal_token(token.clone(), session(1, 1).id, act(1, START))), "no such session");
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    assert!(run(store.make_terminal_token(token.clone(), session(1, 1).id, act(1, START))));
    assert_eq!(run(store.terminal_by_hash(Sha256::of(b"token"))).unwrap().token, token);
    run(store.touch_terminal_token(token.id, START.plus(9)));
    run(store.touch_terminal_token(token.id, START.plus(5)));
    let used = run(store.terminal_by_hash(Sha256::of(b"token"))).unwrap().token;
    assert_eq!(used.used_at, Some(START.plus(9)));
    assert!(!used.wants_touch(START.plus(DAY / 24)) && used.wants_touch(START.plus(9 + DAY / 24)));
    assert_eq!(run(store.terminal_tokens_of(office(2))), []);
    assert!(!run(store.revoke_terminal_token(token.id, office(2), act(2, START))));
    assert!(run(store.revoke_terminal_token(token.id, office(1), act(1, START))));
    assert!(!run(store.revoke_terminal_token(token.id, office(1), act(1, START))));
    assert_eq!(run(store.terminal_by_hash(Sha256::of(b"token"))).unwrap().token.revoked_at, Some(START));
}

pub(crate) fn s24_failures_are_counted_and_forgotten(place: &dyn Place) {
    let store = place.open();
    let keys =
        vec![ThrottleKey::Certificate(Sha256::of(b"a")), ThrottleKey::Name(CredentialName::parse("c0000001").unwrap())];
    for _ in 0..5 {
        run(store.count_failure(keys.clone(), hub(START)));
    }
    let states = run(store.throttle(keys.clone()));
    assert!(states.iter().all(|state| state.unwrap().is_waiting(START.plus(1))));
    run(store.forget_failures(keys[..1].to_vec()));
    let states = run(store.throttle(keys));
    assert_eq!(states[0], None);
    assert_eq!(states[1].unwrap().failures, 5);
}

pub(crate) fn s25_names_and_passwords(place: &dyn Place) {
    let store = prepared(place);
    assert!(run(store.open_session(session(1, 1), vec![], act(1, START))));
    let name = |text| CredentialName::parse(text).unwrap();
    let new = |text, number| NewCredential {
        name: name(text),
        office: office(number),
        password: PasswordHash("first".to_owned()),
        first_until: START.plus(DAY),
    };
    let create = |new| run(store.create_credential(new, hub(START)));
    assert_eq!(create(new("c0000001", 1)), CreateOutcome::Created);
    assert_eq!(create(new("c0000001", 2)), CreateOutcome::NameTaken);
    assert_eq!(create(new("c0000002", 1)), CreateOutcome::HasOne);
    assert_eq!(create(new("KJ0123456789AB", 1)), CreateOutcome::Created);
    assert_eq!(create(new("c0000009", 9)), CreateOutcome::NoOffice);
    let change = PasswordChange {
        name: name("c0000001"),
        password: PasswordHash("second".to_owned()),
        first_until: None,
        expected: Some(PasswordHash("other".to_owned())),
        ends_sessions: true,
    };
    assert!(!run(store.set_password(change.clone(), act(1, START))), "changed meanwhile");
    let expected = Some(PasswordHash("first".to_owned()));
    assert!(run(store.set_password(PasswordChange { expected, ..change }, act(1, START))));
    let credential = run(store.credential(name("c0000001"))).unwrap();
    assert_eq!((credential.password.0.as_str(), credential.first_until), ("second", None));
    assert_eq!(run(store.sessions_of(office(1), START)), []);
    assert_eq!(run(store.credentials_of(office(1))).len(), 2);
    // A first password again: what was made with the one before ends with it, each with its entry.
    assert!(run(store.open_session(session(1, 2), vec![], act(1, START))));
    assert!(run(store.make_terminal_token(terminal_token(), session(1, 2).id, act(1, START))));
    let reset = PasswordChange {
        name: name("KJ0123456789AB"),
        password: PasswordHash("third".to_owned()),
        first_until: Some(START.plus(DAY)),
        expected: None,
        ends_sessions: true,
    };
    assert!(run(store.set_password(reset, hub(START))));
    assert!(run(store.terminal_tokens_of(office(1))).iter().all(|token| token.revoked_at == Some(START)));
    assert_eq!(kinds(&*store).iter().filter(|kind| *kind == "terminal-token.revoked").count(), 1);
}
