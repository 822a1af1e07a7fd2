//! R2: the power goes at a random moment under load. What the disk holds then is the backing file of a loop device,
//! copied without any sync; what only the memory held is gone.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use crate::invariants::Wrong;
use crate::load::{Entry, Load, Weight};
use crate::world::{Disk, Hub, World, output, signal};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(super) const KIND: Kind = Kind {
    name: "power",
    proves: "R2",
    about: "power cuts under load: the disk as it was at a random moment",
    short: 20,
    long: 500,
    run,
    controls: &[Control { broken: "no-sync", rounds: 20 }],
};

/// Newest transmissions that are looked at through the exchange after each cut.
const LOOKED_AT: usize = 8;
/// Size of the disk.
const MEBIBYTES: u32 = 900;

/// Where things are.
struct Places {
    image: PathBuf,
    cut: PathBuf,
    mount: PathBuf,
    cut_mount: PathBuf,
    /// Offices and configuration of the hub that is started on the copy.
    after: PathBuf,
}

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let (places, folder) = places(bench)?;
    let disk = Disk::ext4(&places.image, &places.mount, MEBIBYTES)?;
    let mut world = bench.world_at(&folder.join("before"), &places.mount.join("hub"), attempt)?;
    // A second set of offices, which will talk to the hub on the copy.
    let healthy = Attempt { broken: None, ..attempt.clone() };
    bench.world_at(&places.after, &places.after.join("hub"), &healthy)?;
    disk.sync()?;
    world.hub.start(&[])?;
    let members = world.members()?;
    let load = Load::start(bench.handle(), &members, attempt.seed, Weight::USUAL);
    let (mut dice, mut tally) = (Dice::new(attempt.seed), Tally::default());
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        load.wait_for(2)?;
        clock::pass_ms(dice.below(60));
        let promises = load.ledger.snapshot();
        cut(&world.hub, &places)?;
        tally.injected += 1;
        tally.wrong.join(look(bench, &places, &promises)?);
    }
    tally.acknowledged = load.stop(bench.handle()).acknowledged();
    world.hub.kill_server()?;
    world.hub.kill_authority()?;
    drop(disk);
    Ok(tally)
}

fn places(bench: &Bench) -> Result<(Places, PathBuf), String> {
    let (mount, cut_mount) = (bench.path_of("power").join("disk"), bench.path_of("power").join("disk-after"));
    Disk::release(&cut_mount);
    Disk::release(&mount);
    let folder = bench.folder_of("power")?;
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let places = Places {
        image: folder.join("disk.img"),
        cut: folder.join("disk-after.img"),
        mount,
        cut_mount,
        after: folder.join("after"),
    };
    Ok((places, folder))
}

/// The hub stands still for the moment in which the disk is copied, so that the copy is of one moment.
fn cut(hub: &Hub, places: &Places) -> Result<(), String> {
    let server = hub.server().ok_or("the hub does not run")?;
    signal(server, "STOP")?;
    clock::until("the hub stands still", || all_stopped(server.id()))?;
    output(Command::new("cp").arg("--sparse=always").arg(&places.image).arg(&places.cut))?;
    signal(server, "CONT")
}

/// Every thread has come out of its last call to the system.
fn all_stopped(process: u32) -> Result<bool, String> {
    let folder = format!("/proc/{process}/task");
    let threads = fs::read_dir(&folder).map_err(|error| format!("{folder}: {error}"))?;
    let is_stopped = |thread: Result<fs::DirEntry, std::io::Error>| {
        let stat = fs::read_to_string(thread.ok()?.path().join("stat")).ok()?;
        stat.rsplit_once(") ").map(|(_, rest)| rest.starts_with('T'))
    };
    // A thread that ended in between does not write any more.
    Ok(threads.map(is_stopped).all(|stopped| stopped.unwrap_or(true)))
}

/// Starts a hub on the copy and looks for everything that was promised before the cut.
fn look(bench: &Bench, places: &Places, promises: &[Entry]) -> Result<Wrong, String> {
    let mut wrong = Wrong::default();
    let disk = match Disk::of_image(&places.cut, &places.cut_mount) {
        Ok(disk) => disk,
        Err(reason) => {
            wrong.broken(format!("the disk cannot be mounted after the cut: {reason}"));
            return Ok(wrong);
        }
    };
    let mut world = World::open(&places.after, &places.cut_mount.join("hub"), &bench.programs)?;
    match world.hub.start(&[]) {
        Ok(()) => wrong.join(bench.check(&world.hub, &world.members()?, promises, LOOKED_AT)?),
        Err(reason) => wrong.broken(format!("the hub does not start after the cut: {reason}")),
    }
    drop(world);
    drop(disk);
    remove_file(&places.cut)?;
    Ok(wrong)
}

fn remove_file(file: &Path) -> Result<(), String> {
    fs::remove_file(file).map_err(|error| format!("{}: {error}", file.display()))
}
