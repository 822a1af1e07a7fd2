//! Signing in, the gate, refreshing, ending, terminal tokens.

use super::world::*;
use crate::contract::audit::kinds;
use crate::support::{START, hub, office, run};
use exchange::account::{
    CredentialName, PasswordAge, Scope, Scopes, SessionEnd, SessionLimits, SessionState, SystemId,
};
use exchange::certificate::{CertificateState, RevocationReason};
use exchange::instant::{DAY, HOUR, MINUTE};
use exchange::permission::{Caller, Denied};
use exchange::ports::PasswordHash;
use exchange::store::{OfficeChange, PasswordChange, Revocation};
use exchange::usecases::Context;
use exchange::usecases::session::authorise::{AuthoriseError, authorise, authorise_terminal};
use exchange::usecases::session::list::sessions;
use exchange::usecases::session::me::me;
use exchange::usecases::session::refresh::{RefreshError, refresh};
use exchange::usecases::session::sign_in::{SignInError, SignInInput, sign_in};
use exchange::usecases::session::sign_out::{end_session, sign_out, sign_out_everywhere};
use exchange::usecases::session::{CertificateRefused, Connection, SessionRules, SignedIn};
use exchange::usecases::terminal::make::{MakeTokenError, MakeTokenInput, make_token};
use exchange::usecases::terminal::revoke::revoke_token;
use exchange::usecases::transmission::ReadError;
use exchange::{Password, Secret};
use pollster::block_on;
use std::sync::atomic::Ordering;

/// A world in which office 1 has chosen its passwords.
pub(crate) fn prepared() -> World {
    prepared_in(World::new())
}

pub(crate) fn prepared_in(world: World) -> World {
    for name in [system_name(), account_name()] {
        let new = exchange::store::NewCredential {
            name: name.clone(),
            office: office(1),
            password: PasswordHash("new$first".to_owned()),
            first_until: START.plus(DAY),
        };
        run(world.store.create_credential(new, hub(START)));
        set(&world, name, "new$right", None);
    }
    world
}

fn set(world: &World, name: CredentialName, hash: &str, first_until: Option<exchange::Instant>) {
    let password = PasswordHash(hash.to_owned());
    let change = PasswordChange { name, password, first_until, expected: None, ends_sessions: false };
    assert!(run(world.store.set_password(change, hub(START))));
}

fn input(system: &str, system_password: &str, account_password: &str) -> SignInInput {
    SignInInput {
        system: SystemId::parse(system).unwrap(),
        system_password: Password::new(system_password.to_owned()),
        account: names().1,
        account_password: Password::new(account_password.to_owned()),
    }
}

fn enter(world: &World, context: Context<'_>, seat: usize, input: SignInInput) -> Result<SignedIn, SignInError> {
    let rules = SessionRules::default();
    block_on(sign_in(context, &world.hasher, &rules, &seat_of(seat).connection(), input))
}

fn entered(world: &World) -> SignedIn {
    enter(world, world.now(), 1, input("c0000001", "right", "right")).unwrap()
}

fn gate(context: Context<'_>, connection: &Connection, token: &Secret) -> Result<Caller, AuthoriseError> {
    block_on(authorise(context, &SessionLimits::default(), connection, token))
}

#[test]
fn s23_unknown_wrong_and_waiting_have_one_answer_and_one_amount_of_work() {
    let world = prepared();
    let work = |seat, at, entry| {
        let before = world.hasher.0.load(Ordering::Relaxed);
        let outcome = enter(&world, world.at(at), seat, entry);
        (matches!(outcome, Err(SignInError::Refused)), world.hasher.0.load(Ordering::Relaxed) - before)
    };
    assert_eq!(work(1, START, input("c9999999", "right", "right")), (true, 2), "unknown");
    assert_eq!(work(1, START, input("c0000001", "wrong", "right")), (true, 2), "wrong");
    assert_eq!(work(1, START, input("c0000001", "right", "wrong")), (true, 2), "wrong");
    assert_eq!(work(2, START, input("c0000001", "right", "right")), (true, 2), "another office's names");
    for _ in 0..2 {
        work(1, START, input("c0000001", "wrong", "wrong"));
    }
    assert_eq!(work(1, START, input("c0000001", "right", "right")), (true, 2), "waiting");
    assert_eq!(work(1, START.plus(MINUTE), input("c0000001", "right", "right")), (false, 2), "the wait is over");
    assert_eq!(kinds(&*world.store).iter().filter(|kind| *kind == "session.refused").count(), 7);
}

#[test]
fn s21_old_parameters_are_replaced_at_the_sign_in() {
    let world = prepared();
    set(&world, system_name(), "old$right", None);
    entered(&world);
    assert_eq!(run(world.store.credential(system_name())).unwrap().password.0, "new$right");
}

#[test]
fn s20_a_password_is_over_only_when_the_operator_wishes_it_and_hashing_it_anew_makes_it_no_younger() {
    let world = prepared();
    set(&world, system_name(), "old$right", None);
    let later = START.plus(90 * DAY);
    let attempt = |days, at| {
        let passwords = PasswordAge { days };
        let rules = SessionRules { passwords, ..SessionRules::default() };
        let entry = input("c0000001", "right", "right");
        block_on(sign_in(world.at(at), &world.hasher, &rules, &seat_of(1).connection(), entry)).map(|_| ())
    };
    assert!(attempt(None, later.minus(1)).is_ok(), "the hash is renewed here");
    assert_eq!(run(world.store.credential(system_name())).unwrap().password.0, "new$right");
    assert!(attempt(Some(91), later).is_ok());
    assert!(matches!(attempt(Some(90), later), Err(SignInError::PasswordOver(_))));
    let mail = exchange::mail::MailAddress::parse("jimu@example.jp");
    run(world.store.set_contact(office(1), mail, hub(START)));
    let written = |world: &World| run(world.store.outbox()).waiting;
    let before = written(&world);
    set(&world, system_name(), "newer$right", None);
    assert_eq!(written(&world), before, "nobody is told of a new hash");
}

#[test]
fn s25_a_first_password_lets_in_only_to_choose_another() {
    let world = prepared();
    set(&world, system_name(), "new$first", Some(START.plus(DAY)));
    let first = enter(&world, world.now(), 1, input("c0000001", "first", "right"));
    assert!(matches!(first, Err(SignInError::FirstPasswords(names)) if names[0] == system_name()));
    let over = enter(&world, world.at(START.plus(DAY)), 1, input("c0000001", "first", "right"));
    assert!(
        matches!(over, Err(SignInError::FirstPasswordOver(name, _)) if name == system_name()),
        "told to who has it"
    );
    let wrong = enter(&world, world.at(START.plus(DAY)), 1, input("c0000001", "first", "wrong"));
    assert!(matches!(wrong, Err(SignInError::Refused)), "and to nobody else");
}

#[test]
fn s5_a_certificate_that_does_not_let_in_is_said_before_any_password() {
    let world = prepared();
    let right = || input("c0000001", "right", "right");
    let strange = Connection { thumbprint: exchange::Sha256::of(b"strange"), ..seat_of(1).connection() };
    let outcome = block_on(sign_in(world.now(), &world.hasher, &SessionRules::default(), &strange, right()));
    assert!(matches!(outcome, Err(SignInError::Certificate(CertificateRefused::Unknown))));
    let expired = enter(&world, world.at(START.plus(1_096 * DAY)), 1, right());
    let state = CertificateState::Expired;
    assert!(matches!(expired, Err(SignInError::Certificate(CertificateRefused::State(s))) if s == state));
    let freeze = OfficeChange::Freeze { why: exchange::office::Why::note("理由") };
    run(world.store.change_office(office(1), freeze, hub(START)));
    let frozen = enter(&world, world.now(), 1, right());
    assert!(matches!(frozen, Err(SignInError::Certificate(CertificateRefused::Office(..)))));
    assert_eq!(world.hasher.0.load(Ordering::Relaxed), 0);
}

#[test]
fn s26_a_stolen_token_is_of_no_use_with_another_certificate() {
    let world = prepared();
    let signed = entered(&world);
    let caller = gate(world.now(), &seat_of(1).connection(), &signed.tokens.access).unwrap();
    assert_eq!((caller.office, caller.certificate), (office(1), seat_of(1).key()));
    for thief in [2, 5] {
        let refused = gate(world.now(), &seat_of(thief).connection(), &signed.tokens.access);
        assert!(matches!(refused, Err(AuthoriseError::Unknown)), "certificate {thief}");
    }
    let refresh_as_access = gate(world.now(), &seat_of(1).connection(), &signed.tokens.refresh);
    assert!(matches!(refresh_as_access, Err(AuthoriseError::Unknown)));
}

#[test]
fn s26_idling_age_and_access_end_a_session() {
    let world = prepared();
    let signed = entered(&world);
    let seen = |minutes: i64| match gate(
        world.at(START.plus(minutes * MINUTE)),
        &seat_of(1).connection(),
        &signed.tokens.access,
    ) {
        Ok(_) => SessionState::Open,
        Err(AuthoriseError::Session(state)) => state,
        Err(other) => panic!("{other}"),
    };
    assert_eq!(seen(29), SessionState::Open);
    assert_eq!(seen(58), SessionState::Open, "using it keeps it");
    assert_eq!(seen(60), SessionState::AccessOver);
    assert_eq!(seen(58 + 31), SessionState::Idle);
    assert_eq!(seen(8 * 60), SessionState::Over);
}

#[test]
fn s26_refreshing_rotates_and_reuse_ends_the_session() {
    let world = prepared();
    let signed = entered(&world);
    let rules = SessionRules::default();
    let later = world.at(START.plus(20 * MINUTE));
    let renew = |seat: usize, token: &Secret| block_on(refresh(later, &rules, &seat_of(seat).connection(), token));
    assert!(matches!(renew(5, &signed.tokens.refresh), Err(RefreshError::Unknown)), "another certificate");
    let renewed = renew(1, &signed.tokens.refresh).unwrap();
    assert_eq!(renewed.tokens.refresh_until, signed.tokens.refresh_until, "eight hours in all");
    assert!(gate(later, &seat_of(1).connection(), &signed.tokens.access).is_err(), "the old one is gone");
    assert!(gate(later, &seat_of(1).connection(), &renewed.tokens.access).is_ok());
    assert!(matches!(renew(1, &signed.tokens.refresh), Err(RefreshError::Reused)));
    let ended = gate(later, &seat_of(1).connection(), &renewed.tokens.access);
    assert!(matches!(ended, Err(AuthoriseError::Session(SessionState::Ended(SessionEnd::RefreshReused)))));
    assert!(matches!(renew(1, &renewed.tokens.refresh), Err(RefreshError::Unknown)));
}

#[test]
fn s6_a_revoked_certificate_is_refused_at_the_next_request() {
    let world = prepared();
    let signed = entered(&world);
    let caller = gate(world.now(), &seat_of(1).connection(), &signed.tokens.access).unwrap();
    let asked = MakeTokenInput { scopes: Scopes::of(&[Scope::Send]), days: 90, label: "ソフト".to_owned() };
    let (_, token) = block_on(make_token(world.now(), &caller, asked)).unwrap();
    assert!(block_on(authorise_terminal(world.now(), &seat_of(1).connection(), &token)).is_ok());
    let revocation = Revocation { key: seat_of(1).key(), office: None, reason: RevocationReason::KeyCompromise };
    run(world.store.revoke_certificate(revocation, hub(START)));
    let refused = gate(world.now(), &seat_of(1).connection(), &signed.tokens.access);
    assert!(matches!(refused, Err(AuthoriseError::Certificate(CertificateRefused::State(_)))));
    let refused = block_on(authorise_terminal(world.now(), &seat_of(1).connection(), &token));
    assert!(matches!(refused, Err(AuthoriseError::Certificate(CertificateRefused::State(_)))));
}

#[test]
fn s26_the_list_of_sessions_and_ending_them() {
    let world = prepared();
    let (first, second, third) = (entered(&world), entered(&world), entered(&world));
    let now = world.now();
    let caller = |signed: &SignedIn| gate(now, &seat_of(1).connection(), &signed.tokens.access);
    let me_now = caller(&first).unwrap();
    assert_eq!(block_on(sessions(now, &me_now)).unwrap().len(), 3);
    block_on(end_session(now, &me_now, second.session.id)).unwrap();
    let foreign = block_on(end_session(now, &seat_of(2).caller(), third.session.id));
    assert!(matches!(foreign, Err(ReadError::Denied(Denied::NotFound))));
    assert!(caller(&second).is_err() && caller(&third).is_ok());
    block_on(sign_out(now, &caller(&third).unwrap())).unwrap();
    assert!(caller(&third).is_err());
    assert_eq!(block_on(sign_out_everywhere(now, &me_now)).unwrap(), 1);
    assert!(caller(&first).is_err());
    let shown = block_on(me(now, &me_now)).unwrap();
    assert_eq!((shown.office.office.number, shown.certificate), (office(1), seat_of(1).record()));
    assert!(shown.licensed_until.is_some());
}

#[test]
fn s28_terminal_tokens_have_bounds_and_end() {
    let world = prepared();
    let caller = gate(world.now(), &seat_of(1).connection(), &entered(&world).tokens.access).unwrap();
    let ask = |days, label: &str, scopes: &[Scope]| {
        let input = MakeTokenInput { scopes: Scopes::of(scopes), days, label: label.to_owned() };
        block_on(make_token(world.now(), &caller, input))
    };
    assert!(matches!(ask(91, "a", &[Scope::Send]), Err(MakeTokenError::Days)));
    assert!(matches!(ask(0, "a", &[Scope::Send]), Err(MakeTokenError::Days)));
    assert!(matches!(ask(1, "", &[Scope::Send]), Err(MakeTokenError::Label)));
    assert!(matches!(ask(1, "a", &[]), Err(MakeTokenError::NoScope)));
    let (token, secret) = ask(90, "ソフト", &[Scope::ReadList]).unwrap();
    let enter = |at, seat: usize| block_on(authorise_terminal(world.at(at), &seat_of(seat).connection(), &secret));
    let entered = enter(START.plus(90 * DAY - 1), 1).unwrap();
    assert!(matches!(enter(START, 2), Err(AuthoriseError::Unknown)));
    assert!(matches!(enter(START.plus(90 * DAY), 1), Err(AuthoriseError::TerminalTokenOver)));
    let by_token = MakeTokenInput { scopes: Scopes::of(&[Scope::Send]), days: 1, label: "b".to_owned() };
    let denied = block_on(make_token(world.now(), &entered, by_token));
    assert!(matches!(denied, Err(MakeTokenError::Denied(Denied::Scope))), "a token makes no token");
    let foreign = block_on(revoke_token(world.now(), &seat_of(2).caller(), token.id));
    assert!(matches!(foreign, Err(ReadError::Denied(Denied::NotFound))));
    block_on(revoke_token(world.now(), &caller, token.id)).unwrap();
    assert!(matches!(enter(START.plus(HOUR), 1), Err(AuthoriseError::TerminalTokenOver)));
}
