//! R4, R5: the N-th write or sync of one accept fails with EIO, for every N. It is refused, the hub writes no more until
//! it is started again from the disk, and reads go on.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use crate::invariants::Wrong;
use crate::load::{Entry, Ledger, Load, Weight};
use crate::world::{Hub, Member, Running, World, signal};
use protocol::ListQuery;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

pub(super) const KIND: Kind = Kind {
    name: "errors",
    proves: "R4, R5",
    about: "EIO at the N-th write and sync of an accept, for every N",
    short: 80,
    long: 400,
    run,
    controls: &[Control { broken: "answer-before-commit", rounds: 12 }],
};

/// The calls by which the store's writer reaches the disk. An accept renames nothing.
const CALLS: &[&str] = &["fdatasync", "fsync", "pwrite64"];

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("errors", attempt)?;
    world.hub.start(&[])?;
    let members = world.members()?;
    let (ledger, mut tally) = (Ledger::default(), Tally::default());
    let mut dice = Dice::new(attempt.seed);
    for call in CALLS {
        for nth in 1.. {
            if tally.injected >= attempt.rounds || attempt.is_settled(&tally.wrong) {
                break;
            }
            let fired = one(bench, &mut world, &members, &ledger, &format!("{call}:error=EIO:when={nth}"), &mut dice)?;
            tally.wrong.join(fired.wrong);
            if !fired.fired {
                // The accept makes fewer such calls: all of them have been broken.
                break;
            }
            tally.injected += 1;
        }
    }
    // Everything that was refused goes through now, once.
    let load = Load::go_on(bench.handle(), &members, attempt.seed, Weight::USUAL, ledger);
    load.wait_for(tally.injected + 1)?;
    let ledger = load.stop(bench.handle());
    tally.acknowledged = ledger.acknowledged();
    let all = ledger.snapshot();
    tally.wrong.join(bench.check(&world.hub, &members, &all, all.len())?);
    Ok(tally)
}

struct Fired {
    fired: bool,
    wrong: Wrong,
}

/// One accept with one error in it.
fn one(
    bench: &Bench,
    world: &mut World,
    members: &[Member],
    ledger: &Ledger,
    inject: &str,
    dice: &mut Dice,
) -> Result<Fired, String> {
    let mut wrong = Wrong::default();
    let [sender, recipient, ..] = members else { return Err("no offices".to_owned()) };
    let entry = Entry::new(sender, &recipient.number, dice, 3_000)?;
    ledger.begin(entry.clone());
    let (tracer, report) = trace(world, inject)?;
    let answer = bench.handle().block_on(sender.client.submit(entry.container.to_vec()));
    signal(&tracer, "INT")?;
    let mut tracer = tracer;
    tracer.wait()?;
    let fired = fs::read_to_string(&report).is_ok_and(|text| text.contains("(INJECTED)"));
    ledger.change(&entry.id, |held| held.settle(&answer));
    if !fired {
        return match answer {
            Ok(_) => Ok(Fired { fired, wrong }),
            Err(error) => Err(format!("an accept without any error was refused: {error}")),
        };
    }
    if answer.is_ok() {
        wrong.lost(&entry.id, format!("R4: acknowledged although the disk said no ({inject})"));
    }
    wrong.join(read_only(bench, &world.hub, sender, recipient, dice, inject)?);
    world.hub.kill_server()?;
    world.hub.start_server()?;
    wrong.join(bench.check(&world.hub, members, &ledger.snapshot(), 5)?);
    Ok(Fired { fired, wrong })
}

/// Attaches strace to the writer's thread and waits until it holds it.
fn trace(world: &World, inject: &str) -> Result<(Running, PathBuf), String> {
    let server = world.hub.server().ok_or("the hub does not run")?;
    let writer = writer_of(server.id())?;
    let report = world.folder.join("strace.txt");
    // What an earlier trace said does not count.
    let _none = fs::remove_file(&report);
    let mut command = Command::new("strace");
    command.args([
        "-p",
        &writer.to_string(),
        "-e",
        "trace=pwrite64,fdatasync,fsync",
        "-e",
        &format!("inject={inject}"),
    ]);
    command.arg("-o").arg(&report);
    let tracer = Running::start(command, "strace", &world.folder.join("strace.log"))?;
    let status = format!("/proc/{}/task/{writer}/status", server.id());
    clock::until("strace holds the writer", || {
        let text = fs::read_to_string(&status).map_err(|error| format!("{status}: {error}"))?;
        Ok(text.lines().any(|line| line.strip_prefix("TracerPid:").is_some_and(|id| id.trim() != "0")))
    })?;
    Ok((tracer, report))
}

/// The thread that writes.
fn writer_of(process: u32) -> Result<u32, String> {
    let folder = format!("/proc/{process}/task");
    let threads = fs::read_dir(&folder).map_err(|error| format!("{folder}: {error}"))?;
    let is_writer =
        |path: &PathBuf| fs::read_to_string(path.join("comm")).is_ok_and(|name| name.trim() == "store-writer");
    let found = threads.filter_map(Result::ok).map(|thread| thread.path()).find(is_writer);
    let name = found.as_ref().and_then(|path| path.file_name()?.to_str()?.parse().ok());
    name.ok_or_else(|| "the hub has no thread store-writer".to_owned())
}

/// R5: it refuses all further writing, says so, and still shows what it has.
fn read_only(
    bench: &Bench,
    hub: &Hub,
    sender: &Member,
    recipient: &Member,
    dice: &mut Dice,
    inject: &str,
) -> Result<Wrong, String> {
    let mut wrong = Wrong::default();
    let next = Entry::new(sender, &recipient.number, dice, 3_000)?;
    if bench.handle().block_on(sender.client.submit(next.container.to_vec())).is_ok() {
        wrong.broken(format!("R5: the hub goes on writing after {inject}"));
    }
    if let Err(error) = bench.handle().block_on(sender.client.sent(&ListQuery::default())) {
        wrong.broken(format!("R5: nothing is shown any more after {inject}: {error}"));
    }
    let ready = hub.asked("/health/ready").unwrap_or_default();
    if !ready.contains("store:") {
        wrong.broken(format!("R30: ready does not tell of {inject}: {ready}"));
    }
    Ok(wrong)
}
