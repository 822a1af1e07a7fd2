//! Signing in on the portals, changing the first password, applying for a licence.

use super::world::*;
use crate::support::{START, office};
use exchange::account::{AccountId, CredentialName, PasswordAge, PasswordPolicy};
use exchange::instant::{DAY, Instant, MINUTE};
use exchange::licence::{LicenceDeed, Payment};
use exchange::store::OfficeChange;
use exchange::usecases::account::create::create;
use exchange::usecases::account::give_system_id::{Given, give_system_id};
use exchange::usecases::licence::apply::{ApplyError, ApplyInput, apply};
use exchange::usecases::portal::authorise::authorise;
use exchange::usecases::portal::change_password::{PortalPasswordError, change_password};
use exchange::usecases::portal::prove::prove;
use exchange::usecases::portal::sign_in::{PortalSignInError, sign_in};
use exchange::usecases::portal::sign_out::sign_out;
use exchange::usecases::portal::{PasswordRefused, PortalCaller};
use exchange::{Actor, Password, Sha256};
use pollster::block_on;
use std::sync::atomic::Ordering;

const OWN: &str = "三毛猫が縁側で昼寝をする";

fn account() -> AccountId {
    AccountId::parse("KJ00000000000Z").unwrap()
}

/// A world where the fourth office (no licence) has an account; its first password.
fn world() -> (World, Password) {
    let world = World::new();
    let name = CredentialName::Account(account());
    let made = block_on(create(world.now(), &world.hasher, Actor::Hub, name, office(4), 7)).unwrap();
    (world, made.password)
}

fn enter(world: &World, at: Instant, password: &str, token: &[u8]) -> Result<(), PortalSignInError> {
    let password = Password::new(password.to_owned());
    block_on(sign_in(world.at(at), &world.hasher, account(), &password, Sha256::of(token))).map(|_| ())
}

fn caller(world: &World, at: Instant, token: &[u8]) -> Option<PortalCaller> {
    block_on(authorise(world.at(at), PasswordAge::default(), Sha256::of(token))).unwrap()
}

/// Signed in with a password of its own.
fn settled() -> (World, PortalCaller) {
    let (world, first) = world();
    enter(&world, START, first.expose(), b"first").unwrap();
    let caller = caller(&world, START, b"first").unwrap();
    change(&world, &caller, first.expose(), OWN).unwrap();
    enter(&world, START, OWN, b"own").unwrap();
    let caller = super::portals::caller(&world, START, b"own").unwrap();
    (world, caller)
}

fn change(world: &World, caller: &PortalCaller, present: &str, new: &str) -> Result<(), PortalPasswordError> {
    let policy = PasswordPolicy { fewest: 12, is_common: &|word, _| word == "password1234" };
    let (present, new) = (Password::new(present.to_owned()), Password::new(new.to_owned()));
    block_on(change_password(world.now(), &world.hasher, &policy, caller, &present, &new))
}

#[test]
fn s25_a_first_password_leads_to_changing_it_and_nowhere_else() {
    let (world, first) = world();
    enter(&world, START, first.expose(), b"first").unwrap();
    let first_caller = caller(&world, START, b"first").unwrap();
    assert!(first_caller.must_change);
    assert!(matches!(change(&world, &first_caller, first.expose(), "短い"), Err(PortalPasswordError::Weak(_))));
    assert!(matches!(
        change(&world, &first_caller, first.expose(), first.expose()),
        Err(PortalPasswordError::Unchanged)
    ));
    change(&world, &first_caller, first.expose(), OWN).unwrap();
    assert_eq!(caller(&world, START, b"first"), None, "every session ends with the old password");
    enter(&world, START, OWN, b"own").unwrap();
    assert!(!caller(&world, START, b"own").unwrap().must_change);
    assert!(enter(&world, START, first.expose(), b"again").is_err());
}

#[test]
fn s25_a_first_password_ends() {
    let (world, first) = world();
    enter(&world, START, first.expose(), b"first").unwrap();
    let over = START.plus(7 * DAY);
    let late = enter(&world, over, first.expose(), b"late");
    assert!(
        matches!(late, Err(PortalSignInError::Password(PasswordRefused::FirstOver(until))) if until == over),
        "who has it is told that it is over"
    );
    let wrong = enter(&world, over, "wrong", b"late");
    assert!(matches!(wrong, Err(PortalSignInError::Password(PasswordRefused::Refused))), "nobody else is");
}

#[test]
fn s23_unknown_wrong_and_waiting_cost_the_same_and_say_the_same() {
    let (world, first) = world();
    let cost = |attempt: &dyn Fn() -> Result<(), PortalSignInError>| {
        let before = world.hasher.0.load(Ordering::Relaxed);
        let answer = attempt();
        assert!(matches!(answer, Err(PortalSignInError::Password(PasswordRefused::Refused))), "{answer:?}");
        world.hasher.0.load(Ordering::Relaxed) - before
    };
    let stranger = || {
        let account = AccountId::parse("KJZZZZZZZZZZZZ").unwrap();
        let password = Password::new("x".to_owned());
        block_on(sign_in(world.now(), &world.hasher, account, &password, Sha256::of(b"x"))).map(|_| ())
    };
    assert_eq!(cost(&stranger), 1);
    for _ in 0..5 {
        assert_eq!(cost(&|| enter(&world, START, "wrong", b"x")), 1);
    }
    assert_eq!(cost(&|| enter(&world, START, first.expose(), b"x")), 1, "waiting");
    assert!(enter(&world, START.plus(2 * MINUTE), first.expose(), b"x").is_ok());
}

#[test]
fn s26_sessions_idle_away_and_end() {
    let (world, signed_in) = settled();
    assert_eq!(caller(&world, START.plus(31 * MINUTE), b"own"), None);
    assert!(caller(&world, START.plus(30 * MINUTE), b"own").is_some());
    assert!(caller(&world, START.plus(60 * MINUTE), b"own").is_some(), "its use was recorded");
    block_on(sign_out(world.now(), &signed_in)).unwrap();
    assert_eq!(caller(&world, START, b"own"), None);
}

#[test]
fn s29_an_entered_password_is_fresh_for_some_minutes() {
    let (world, signed_in) = settled();
    let later = START.plus(10 * MINUTE);
    assert!(!caller(&world, later, b"own").unwrap().is_fresh);
    let wrong = Password::new("wrong".to_owned());
    assert!(block_on(prove(world.at(later), &world.hasher, &signed_in, &wrong)).is_err());
    block_on(prove(world.at(later), &world.hasher, &signed_in, &Password::new(OWN.to_owned()))).unwrap();
    assert!(caller(&world, later, b"own").unwrap().is_fresh);
}

#[test]
fn s20_a_password_lasts_unless_the_operator_wishes_otherwise() {
    let (world, _) = settled();
    let later = START.plus(90 * DAY);
    enter(&world, later, OWN, b"later").unwrap();
    let seen = |days| {
        let age = PasswordAge { days };
        block_on(authorise(world.at(later), age, Sha256::of(b"later"))).unwrap().unwrap()
    };
    assert!(!seen(None).must_change && seen(None).password_until.is_none());
    assert!(!seen(Some(91)).must_change);
    let over = seen(Some(90));
    assert!(over.must_change && over.is_over && over.password_until == Some(later));
    change(&world, &over, OWN, "縁側の三毛猫はよく眠る猫").unwrap();
    enter(&world, later, "縁側の三毛猫はよく眠る猫", b"new").unwrap();
}

#[test]
fn a_frozen_office_is_not_let_in_nor_kept() {
    let (world, _) = settled();
    let freeze = OfficeChange::Freeze { why: exchange::office::Why::note("検査") };
    block_on(world.store.change_office(office(4), freeze, world.now().act(Actor::Hub))).unwrap();
    assert_eq!(caller(&world, START, b"own"), None);
    assert!(matches!(enter(&world, START, OWN, b"again"), Err(PortalSignInError::Office(..))));
}

#[test]
fn an_office_applies_once_and_renews_near_the_end() {
    let (world, signed_in) = settled();
    let input = ApplyInput {
        office: signed_in.office,
        account: signed_in.account,
        terms: 1,
        text: Sha256::of("規約".as_bytes()),
        payment: Some(Payment::Deduction),
    };
    let written = block_on(apply(world.now(), input)).unwrap();
    let LicenceDeed::Grant { first, last, .. } = written[1].deed else { panic!("not a grant") };
    assert_eq!((first, last), (START.day_in_japan(), first.year_later().previous()));
    let until = last;
    for days in [0, 1, 274] {
        let again = block_on(apply(world.at(START.plus(days * DAY)), input));
        assert!(matches!(again, Err(ApplyError::HasLicence { until: shown }) if shown == until), "{days}: {again:?}");
    }
    let renewed = block_on(apply(world.at(START.plus(275 * DAY)), input)).unwrap();
    let LicenceDeed::Grant { first, .. } = renewed[1].deed else { panic!("not a grant") };
    assert_eq!(first, until.next(), "no day is lost and none is paid twice");
    assert_eq!(block_on(world.store.agreements(office(4))).unwrap().len(), 2);
}

#[test]
fn a_system_id_is_given_once() {
    let (world, _) = settled();
    let give = || block_on(give_system_id(world.now(), &world.hasher, Actor::Hub, office(4))).unwrap();
    let Given::New(name, created) = give() else { panic!("not new") };
    assert_eq!(created.until, START.plus(7 * DAY));
    assert!(matches!(give(), Given::Known(known) if known == name));
}
