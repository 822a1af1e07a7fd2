//! R22: five times the load that there is room for. The hub sheds with a time to come again, and finishes what it took.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::load::{Answers, Load, Weight};

pub(super) const KIND: Kind = Kind {
    name: "overload",
    proves: "R22",
    about: "five times the load that there is room for: sheds with Retry-After, finishes what it took",
    short: 300,
    long: 30_000,
    run,
    // The same with room for everything: then nothing is shed, and the test must say so.
    controls: &[Control { broken: "no-limit", rounds: 100 }],
};

/// Room for about eight letters at once.
const ROOM: &str = "bodies_in_flight = 65536";
/// Five times as many workers.
const WEIGHT: Weight = Weight { workers: 14, bytes: 6_000, only_send: true, pause: 0 };
/// What the hub may take of memory, in KiB: the target of 200 MiB at full load, and a debug build's half on top.
const MOST_MEMORY: u64 = 300 << 10;

/// A round is a request that is shed.
fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("overload", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(if attempt.broken.is_some() { &[] } else { &[ROOM] })?;
    let members = world.members()?;
    let bystander = members.first().ok_or("no offices")?;
    let mut tally = Tally::default();
    let load = Load::start(bench.handle(), &members, attempt.seed, WEIGHT);
    let (rounds, answers) = (attempt.rounds as u64, &load.answers);
    let (mut slowest, mut memory) = (0, 0);
    clock::until("enough was sent", || {
        let began = clock::now();
        if let Err(error) = bench.handle().block_on(bystander.client.me()) {
            tally.wrong.broken(format!("R22: another request was refused: {error}"));
        }
        slowest = slowest.max(began.elapsed().as_millis());
        memory = memory.max(world.hub.memory()?);
        Ok(Answers::of(&answers.later) >= rounds || Answers::of(&answers.done) >= rounds * 4)
    })?;
    let (later, without_time, other) = (Answers::of(&answers.later), Answers::of(&answers.no_time), answers.other());
    let lost = Answers::of(&answers.lost);
    let ledger = load.stop(bench.handle());
    tally.injected = usize::try_from(later).unwrap_or(usize::MAX);
    tally.acknowledged = ledger.acknowledged();
    println!("  shed {later}, slowest other answer {slowest} ms, memory {} MiB", memory >> 10);
    for (count, what) in [
        (u64::from(later == 0), "nothing was shed although five times the load came"),
        (without_time, "requests were shed without a time to come again"),
        (other + lost, "requests were neither accepted nor told to come again"),
        (u64::from(memory > MOST_MEMORY), "the hub took more memory than it may"),
        (u64::from(slowest > 10_000), "a request of another office waited longer than ten seconds"),
    ] {
        if count > 0 {
            tally.wrong.broken(format!("R22: {count} × {what}"));
        }
    }
    let all = ledger.snapshot();
    tally.wrong.join(bench.check(&world.hub, &members, &all, 40)?);
    Ok(tally)
}
