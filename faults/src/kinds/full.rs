//! R6: the disk is full, and has room again. Refused with 507, reads go on, nothing is left over, no restart is needed.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::invariants::Wrong;
use crate::load::{Answers, Ledger, Load, Weight};
use crate::world::{Disk, Hub, Member, World};
use protocol::ListQuery;
use std::fs;

pub(super) const KIND: Kind = Kind {
    name: "full",
    proves: "R6",
    about: "a full disk under load, and room again",
    short: 4,
    long: 100,
    run,
    controls: &[Control { broken: "answer-before-commit", rounds: 2 }],
};

/// What the disk has beyond the fresh hub, in KiB, and what it is given each time.
const ROOM: u32 = 1_500;

/// No reserve: the disk itself says that there is no room.
const LIMITS: &[&str] = &["free_bytes = 0"];

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mount = bench.path_of("full").join("disk");
    Disk::release(&mount);
    let folder = bench.folder_of("full")?;
    let mut size = 16 << 10;
    let disk = Disk::tmpfs(&mount, size)?;
    let mut world = bench.world_at(&folder.join("world"), &mount.join("hub"), attempt)?;
    world.hub.start(LIMITS)?;
    let members = world.members()?;
    let mut tally = Tally::default();
    let mut ledger = Ledger::default();
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        size = disk.used()? + ROOM / 4;
        disk.resize(size)?;
        let load = Load::go_on(bench.handle(), &members, attempt.seed + u64::from(size), Weight::USUAL, ledger);
        clock::until("the disk is full", || Ok(Answers::of(&load.answers.full) > 10 || load.answers.other() > 50))?;
        tally.injected += 1;
        tally.wrong.join(while_full(bench, &world, &members)?);
        size = disk.used()? + ROOM;
        disk.resize(size)?;
        tally.wrong.join(with_room(&load, &world.hub));
        let refused = load.answers.other();
        if refused > 0 {
            tally.wrong.broken(format!("R6: {refused} requests were refused with something else than 507"));
        }
        ledger = load.stop(bench.handle());
        let all = ledger.snapshot();
        tally.wrong.join(bench.check(&world.hub, &members, &all, 20)?);
    }
    tally.acknowledged = ledger.acknowledged();
    world.hub.stop()?;
    world.hub.start(LIMITS)?;
    let all = ledger.snapshot();
    tally.wrong.join(bench.check(&world.hub, &members, &all, all.len())?);
    drop(world);
    drop(disk);
    Ok(tally)
}

/// Reads go on, and the hub says that it is not ready and why.
fn while_full(bench: &Bench, world: &World, members: &[Member]) -> Result<Wrong, String> {
    let mut wrong = Wrong::default();
    for member in members {
        let query = ListQuery { limit: Some(10), ..ListQuery::default() };
        if let Err(error) = bench.handle().block_on(member.client.sent(&query)) {
            wrong.broken(format!("R6: a list is not shown while the disk is full: {error}"));
        }
    }
    // A small one may still find room; sooner or later none does.
    let named = || Ok(world.hub.asked("/health/ready").is_some_and(|ready| ready.contains("disk:")));
    if clock::until("ready names the full disk", named).is_err() {
        wrong.broken("R30: ready does not name the full disk");
    }
    let left = fs::read_dir(world.hub.data()).map_err(|error| error.to_string())?;
    let strange = left.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    for name in strange.filter(|name| name.ends_with(".new") || name.ends_with(".tmp")) {
        wrong.broken(format!("R6: {name} was left over"));
    }
    Ok(wrong)
}

/// Without a restart it accepts again and says that it is ready.
fn with_room(load: &Load, hub: &Hub) -> Wrong {
    let mut wrong = Wrong::default();
    if let Err(reason) = load.wait_for(5) {
        wrong.broken(format!("R6: nothing is accepted although there is room again: {reason}"));
        return wrong;
    }
    let ready = || Ok(hub.asked("/health/ready").is_some_and(|ready| ready.starts_with("HTTP/1.1 200")));
    if clock::until("ready again", ready).is_err() {
        wrong.broken("R6: not ready although there is room again");
    }
    wrong
}
