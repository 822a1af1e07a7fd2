//! The jobs.

use super::world::*;
use crate::support::{START, id, office, run};
use exchange::instant::DAY;
use exchange::store::Expired;
use exchange::usecases::transmission::fetch::fetch;
use exchange::usecases::transmission::submit::submit;
use exchange::usecases::upkeep::{Keeping, Upkept, number_audit, rotate_master_key, upkeep};
use pollster::block_on;

#[test]
fn s43_content_goes_after_120_days_and_the_record_after_five_years() {
    let world = World::new();
    let container = seat_of(1).container(&letter(1, 2));
    block_on(submit(world.now(), &world.acceptance(), &seat_of(1).caller(), &container)).unwrap();
    let run_at = |days: i64| block_on(upkeep(world.at(START.plus(days * DAY)), &Keeping::default())).unwrap();
    assert_eq!(run_at(119), Upkept::default());
    assert_eq!(run_at(120).expired, Expired { content_destroyed: 1, unanswered: 1 });
    assert!(block_on(fetch(world.at(START.plus(121 * DAY)), &seat_of(2).caller(), id(1))).is_err());
    assert!(run(world.store.find(id(1), office(1))).is_some());
    assert_eq!(run_at(5 * 366 + 1).removed, 1);
    assert_eq!(run(world.store.find(id(1), office(1))), None);
}

#[test]
fn s42_a_rotation_runs_to_its_end() {
    let world = World::new();
    let container = seat_of(1).container(&letter(1, 2));
    block_on(submit(world.now(), &world.acceptance(), &seat_of(1).caller(), &container)).unwrap();
    assert!(!block_on(rotate_master_key(world.now(), [0x33; 32].into(), || false)).unwrap(), "told to stop");
    assert!(block_on(rotate_master_key(world.now(), [0x33; 32].into(), || true)).unwrap());
    assert_eq!(run(world.store.rewrap_keys(1, crate::support::hub(START))), 0);
    let fetched = block_on(fetch(world.now(), &seat_of(2).caller(), id(1))).unwrap();
    assert_eq!(fetched.container, container.bytes());
    assert!(block_on(number_audit(world.now())).unwrap() > 8);
    assert_eq!(block_on(number_audit(world.now())).unwrap(), 0);
}
