//! R16: a backup is made under load, brought back elsewhere, and everything of it verified.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use crate::invariants::Wrong;
use crate::load::{Entry, Load, Weight};
use crate::world::{Hub, World, copy, remove};
use std::fs;
use std::path::Path;

pub(super) const KIND: Kind = Kind {
    name: "backup",
    proves: "R16",
    about: "a backup under load is brought back, and every signature of it verified",
    short: 4,
    long: 60,
    run,
    // The file is copied as it lies there, as one might do by hand.
    controls: &[Control { broken: "copy-by-hand", rounds: 6 }],
};

/// What a backup never has, and is kept elsewhere.
const KEYS: &[&str] = &["master.key", "pepper.key", "server.key", "receipt.key"];

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("backup", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(&[])?;
    let members = world.members()?;
    let restored = world.folder.join("restored");
    let load = Load::start(bench.handle(), &members, attempt.seed, Weight { pause: 5, ..Weight::USUAL });
    let (mut dice, mut tally) = (Dice::new(attempt.seed), Tally::default());
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        load.wait_for(10)?;
        clock::pass_ms(dice.below(200));
        let promises = load.ledger.snapshot();
        bench.copy_template(&restored)?;
        let mut second = World::open(&restored, &restored.join("data"), &bench.programs)?;
        if attempt.broken.is_some() {
            by_hand(&world.hub, &second.hub)?;
        } else {
            by_command(&world.hub, &mut second.hub, &world.folder)?;
        }
        tally.injected += 1;
        tally.wrong.join(look(bench, &mut second, &promises)?);
    }
    tally.acknowledged = load.stop(bench.handle()).acknowledged();
    Ok(tally)
}

fn by_command(from: &Hub, to: &mut Hub, folder: &Path) -> Result<(), String> {
    let backup = folder.join("backup");
    remove(&backup)?;
    remove(to.data())?;
    let path = backup.display().to_string();
    from.operator(&["backup", "--to", &path])?;
    to.prepare()?;
    to.operator(&["restore", "--from", &path])?;
    keys(from.data(), to.data())
}

fn by_hand(from: &Hub, to: &Hub) -> Result<(), String> {
    remove(to.data())?;
    copy(from.data(), to.data())?;
    for end in ["hub.db-wal", "hub.db-shm"] {
        // They may not be there.
        let _none = fs::remove_file(to.data().join(end));
    }
    Ok(())
}

fn keys(from: &Path, to: &Path) -> Result<(), String> {
    copy(&from.join("authority"), &to.join("authority"))?;
    for key in KEYS {
        let (source, target) = (from.join(key), to.join(key));
        if source.exists() && !target.exists() {
            fs::copy(&source, &target).map_err(|error| format!("{}: {error}", target.display()))?;
        }
    }
    Ok(())
}

/// All that was promised before the backup is in it, and `verify` finds nothing.
fn look(bench: &Bench, world: &mut World, promises: &[Entry]) -> Result<Wrong, String> {
    let mut wrong = Wrong::default();
    if let Err(reason) = world.hub.operator(&["verify"]) {
        wrong.broken(format!("R16: verify of what was brought back: {reason}"));
    }
    match world.hub.start(&[]) {
        Ok(()) => wrong.join(bench.check(&world.hub, &world.members()?, promises, 20)?),
        Err(reason) => wrong.broken(format!("R16: the hub does not start on what was brought back: {reason}")),
    }
    Ok(wrong)
}
