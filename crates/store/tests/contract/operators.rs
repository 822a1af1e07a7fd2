//! Operators: who they are, how they get in, and how they are shut out.

use crate::support::*;
use exchange::certificate::CertificateKey;
use exchange::instant::{DAY, MINUTE};
use exchange::operator::{
    NewOperator, Operator, OperatorCertificate, OperatorSession, Passkey, PasskeyRemoval, Registration,
    RegistrationSecret, Role, StopOutcome,
};
use exchange::store::Store;
use exchange::{OperatorId, Sha256};

pub(crate) fn id(name: &str) -> OperatorId {
    OperatorId::parse(name).unwrap()
}

fn code(name: &str) -> Sha256 {
    RegistrationSecret::new([9; 10]).hash(&id(name))
}

pub(crate) fn new(name: &str, serial: u8) -> NewOperator {
    let certificate = OperatorCertificate {
        key: CertificateKey::new(b"issuing", &[serial]).unwrap(),
        thumbprint: Sha256::of(&[serial]),
        not_before: START,
        not_after: START.plus(365 * DAY),
        revoked_at: None,
    };
    let operator =
        Operator {
            id: id(name), name: "運用 担当".to_owned(), role: Role::Clerk, is_active: true, added_at: START
        };
    NewOperator { operator, certificate, registration: Registration { hash: code(name), until: START.plus(DAY) } }
}

fn passkey(name: &str, count: u32) -> Passkey {
    Passkey { id: name.as_bytes().to_vec(), data: format!("{{\"counter\":{count}}}"), added_at: START }
}

fn session(name: &str, serial: u8, token: &[u8]) -> OperatorSession {
    OperatorSession {
        token: Sha256::of(token),
        operator: id(name),
        certificate: Sha256::of(&[serial]),
        started_at: START,
        last_used_at: START,
        proven_at: START,
    }
}

fn with_operator(store: &dyn Store) {
    assert!(run(store.add_operator(new("ito", 1), hub(START))));
    assert!(run(store.register_passkey(id("ito"), code("ito"), passkey("key", 0), hub(START))));
}

pub(crate) fn s22_an_operator_is_known_by_certificate_and_registers_once(place: &dyn Place) {
    let store = place.open();
    assert!(run(store.add_operator(new("ito", 1), hub(START))));
    assert!(!run(store.add_operator(new("ito", 2), hub(START))), "an id is never used again");
    let door = run(store.operator_door(Sha256::of(&[1]))).unwrap();
    assert_eq!((door.operator, door.certificate), (new("ito", 1).operator, new("ito", 1).certificate));
    assert_eq!((door.registration, door.passkeys), (Some(new("ito", 1).registration), vec![]));
    assert_eq!(run(store.operator_door(Sha256::of(&[2]))), None);
    let register = |hash, at| run(store.register_passkey(id("ito"), hash, passkey("key", 0), hub(at)));
    assert!(!register(code("other"), START), "another's code");
    assert!(!register(code("ito"), START.plus(DAY)), "its time is over");
    assert!(register(code("ito"), START) && !register(code("ito"), START), "it works once");
    let door = run(store.operator_door(Sha256::of(&[1]))).unwrap();
    assert_eq!((door.registration, door.passkeys), (None, vec![passkey("key", 0)]));
    assert_eq!(run(store.operators()), [new("ito", 1).operator]);
    assert_eq!(run(store.operators_until()), [(id("ito"), START.plus(365 * DAY))]);
}

pub(crate) fn s26_an_operators_session_is_found_by_its_token_until_it_ends(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    let open =
        |token: &[u8], name| run(store.open_operator_session(session("ito", 1, token), passkey(name, 1), hub(START)));
    assert!(!open(b"none", "unknown"), "no session without a passkey of the operator");
    assert!(open(b"one", "key") && open(b"two", "key"));
    let view = run(store.operator_session(Sha256::of(b"one"))).unwrap();
    assert_eq!((view.session, view.operator.id), (session("ito", 1, b"one"), id("ito")));
    assert_eq!(run(store.operator_session(Sha256::of(b"none"))), None);
    let later = START.plus(MINUTE);
    run(store.touch_operator_session(Sha256::of(b"one"), later));
    assert!(run(store.prove_operator_session(Sha256::of(b"one"), passkey("key", 2), later)));
    run(store.touch_operator_session(Sha256::of(b"one"), START));
    let seen = run(store.operator_session(Sha256::of(b"one"))).unwrap().session;
    assert_eq!((seen.last_used_at, seen.proven_at), (later, later), "times do not move back");
    assert_eq!(run(store.operator_door(Sha256::of(&[1]))).unwrap().passkeys, [passkey("key", 2)]);
    let end = || run(store.end_operator_session(Sha256::of(b"one"), hub(START)));
    assert!(end() && !end());
    assert_eq!(run(store.operator_session(Sha256::of(b"one"))), None);
    assert!(run(store.operator_session(Sha256::of(b"two"))).is_some());
    assert!(!run(store.prove_operator_session(Sha256::of(b"one"), passkey("key", 3), later)));
}

pub(crate) fn s6_stopping_or_renewing_an_operator_shuts_out_what_was_there(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    run(store.open_operator_session(session("ito", 1, b"one"), passkey("key", 1), hub(START)));
    assert_eq!(run(store.revoked_operator_certificates(START)), []);
    assert!(run(store.renew_operator(new("ito", 2), hub(START))));
    assert_eq!(run(store.operator_session(Sha256::of(b"one"))), None);
    let old = run(store.operator_door(Sha256::of(&[1]))).unwrap();
    assert_eq!((old.certificate.revoked_at, old.passkeys.len()), (Some(START), 0));
    let renewed = run(store.operator_door(Sha256::of(&[2]))).unwrap();
    assert_eq!((renewed.certificate.revoked_at, renewed.registration.is_some()), (None, true));
    let revoked = run(store.revoked_operator_certificates(START));
    assert_eq!(revoked, [(new("ito", 1).certificate.key, START)]);
    assert_eq!(run(store.revoked_operator_certificates(START.plus(366 * DAY))), [], "what is over needs no list");
    let stop = || run(store.stop_operator(id("ito"), hub(START)));
    assert_eq!((stop(), stop()), (StopOutcome::Stopped, StopOutcome::Unknown));
    assert!(!run(store.operator_door(Sha256::of(&[2]))).unwrap().operator.is_active);
    assert_eq!(run(store.revoked_operator_certificates(START)).len(), 2);
    assert!(!run(store.renew_operator(new("ito", 3), hub(START))), "stopped is stopped");
    assert!(!run(store.add_operator(new("ito", 4), hub(START))), "and its id is not given out again");
}

pub(crate) fn s22_a_second_passkey_is_added_named_and_removed_but_never_the_last(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    let open = |token: &[u8]| run(store.open_operator_session(session("ito", 1, token), passkey("key", 1), hub(START)));
    assert!(open(b"one") && open(b"two"));
    let remove = |key: &str| run(store.remove_passkey(id("ito"), key.into(), Sha256::of(b"one"), hub(START)));
    assert_eq!((remove("key"), remove("other")), (PasskeyRemoval::Last, PasskeyRemoval::Unknown));
    let add = |name: &str| run(store.add_passkey(id("ito"), passkey("spare", 0), name.to_owned(), hub(START)));
    assert!(add("予備の鍵") && !add("もう一度"), "one passkey is there once");
    assert!(run(store.name_passkey(id("ito"), b"key".to_vec(), "机のパソコン".to_owned(), hub(START))));
    assert!(!run(store.name_passkey(id("sato"), b"key".to_vec(), "他人".to_owned(), hub(START))));
    let names: Vec<String> = run(store.passkeys_of(id("ito"))).into_iter().map(|kept| kept.name).collect();
    assert_eq!(names, ["机のパソコン", "予備の鍵"]);
    assert_eq!((remove("key"), remove("spare")), (PasskeyRemoval::Removed, PasskeyRemoval::Last));
    assert!(run(store.operator_session(Sha256::of(b"one"))).is_some(), "who removed it stays signed in");
    assert_eq!(run(store.operator_session(Sha256::of(b"two"))), None);
}

pub(crate) fn s25_a_new_code_takes_every_passkey_and_session_and_leaves_the_certificate(place: &dyn Place) {
    let store = place.open();
    with_operator(&*store);
    assert!(run(store.open_operator_session(session("ito", 1, b"one"), passkey("key", 1), hub(START))));
    let registration = Registration { hash: code("again"), until: START.plus(DAY) };
    assert!(!run(store.recode_operator(id("nobody"), registration, hub(START))));
    assert!(run(store.recode_operator(id("ito"), registration, hub(START))));
    let door = run(store.operator_door(Sha256::of(&[1]))).unwrap();
    assert_eq!((door.registration, door.passkeys, door.certificate.revoked_at), (Some(registration), vec![], None));
    assert_eq!(run(store.operator_session(Sha256::of(b"one"))), None);
}

pub(crate) fn s30_the_last_administrator_is_not_stopped(place: &dyn Place) {
    let store = place.open();
    for (name, serial) in [("ito", 1), ("sato", 2)] {
        let mut admin = new(name, serial);
        admin.operator.role = Role::Admin;
        run(store.add_operator(admin, hub(START)));
    }
    run(store.add_operator(new("clerk", 3), hub(START)));
    let stop = |name| run(store.stop_operator(id(name), hub(START)));
    assert_eq!((stop("ito"), stop("sato")), (StopOutcome::Stopped, StopOutcome::LastAdmin));
    assert_eq!(stop("clerk"), StopOutcome::Stopped, "who is no administrator is not counted");
    assert!(run(store.operator_door(Sha256::of(&[2]))).unwrap().operator.is_active);
}
