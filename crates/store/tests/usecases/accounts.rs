//! Names, first passwords, changes and resets.

use super::sessions::prepared;
use super::world::*;
use crate::support::{START, office};
use exchange::account::{CredentialName, PasswordPolicy, PasswordWeakness};
use exchange::instant::DAY;
use exchange::usecases::account::change_password::{ChangePasswordError, ChangePasswordInput, change_password};
use exchange::usecases::account::create::{CreateError, create};
use exchange::usecases::account::reset::reset;
use exchange::{Actor, Password};
use pollster::block_on;

fn change(
    world: &World,
    seat: usize,
    name: CredentialName,
    present: &str,
    new: &str,
) -> Result<(), ChangePasswordError> {
    let policy = PasswordPolicy { fewest: 12, is_common: &|word, _| word == "password1234" };
    let (present, new) = (Password::new(present.to_owned()), Password::new(new.to_owned()));
    let input = ChangePasswordInput { name, present, new };
    block_on(change_password(world.now(), &world.hasher, &policy, &seat_of(seat).connection(), input))
}

#[test]
fn s25_from_the_first_password_to_ones_own() {
    let world = World::new();
    let made = block_on(create(world.now(), &world.hasher, Actor::Hub, system_name(), office(1), 7)).unwrap();
    assert_eq!(made.until, START.plus(7 * DAY));
    let first = made.password.expose().to_owned();
    assert_eq!(first.len(), 19, "sixteen letters in four groups");
    let again = block_on(create(world.now(), &world.hasher, Actor::Hub, system_name(), office(2), 7));
    assert!(matches!(again, Err(CreateError::NameTaken)));
    let to = |present: &str, new: &str| change(&world, 1, system_name(), present, new);
    assert!(matches!(to("wrong", "三毛猫が縁側で昼寝をする"), Err(ChangePasswordError::Refused)));
    let short = PasswordWeakness::TooShort { fewest: 12, length: 2 };
    assert!(matches!(to(&first, "短い"), Err(ChangePasswordError::Weak(weak)) if weak == short));
    assert!(matches!(to(&first, &first), Err(ChangePasswordError::Unchanged)));
    to(&first, "三毛猫が縁側で昼寝をする").unwrap();
    let foreign = change(&world, 2, system_name(), "三毛猫が縁側で昼寝をする", "縁側の三毛猫は昼寝が好き");
    assert!(matches!(foreign, Err(ChangePasswordError::Refused)), "another office's certificate");
}

#[test]
fn s25_a_reset_ends_every_session_and_the_old_password() {
    let world = prepared();
    let made = block_on(reset(world.now(), &world.hasher, Actor::Hub, account_name())).unwrap();
    let old = change(&world, 1, account_name(), "right", "三毛猫が縁側で昼寝をする");
    assert!(matches!(old, Err(ChangePasswordError::Refused)));
    change(&world, 1, account_name(), made.password.expose(), "三毛猫が縁側で昼寝をする").unwrap();
}
