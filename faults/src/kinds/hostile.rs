//! R24: connections that say nothing, drip, or flood. The hub ends them in time, and other offices do not notice.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::invariants::Wrong;
use crate::world::{Member, Running, World};
use serde_json::Value;
use std::fs;
use std::process::Command;

pub(super) const KIND: Kind = Kind {
    name: "hostile",
    proves: "R24",
    about: "silent, dripping and flooding connections (HTTP/2 resets, empty frames, endless heads)",
    short: 6,
    long: 60,
    run,
    // Nothing limits how long a connection may take.
    controls: &[Control { broken: "no-limits", rounds: 2 }],
};

/// Short times, so that the test is short.
const LIMITS: &[&str] = &["handshake_seconds = 2", "head_seconds = 2"];
const NO_LIMITS: &[&str] = &["handshake_seconds = 3600", "head_seconds = 3600", "body_bytes_per_second = 0"];

/// An attack.
struct Attack {
    name: &'static str,
    connections: usize,
    seconds: u64,
    /// Whether the hub must end every connection. Otherwise it must only stay well.
    must_end: bool,
}

const ATTACKS: &[Attack] = &[
    Attack { name: "silent", connections: 100, seconds: 8, must_end: true },
    Attack { name: "slow-head", connections: 60, seconds: 10, must_end: true },
    Attack { name: "slow-body", connections: 60, seconds: 20, must_end: true },
    Attack { name: "resets", connections: 3, seconds: 8, must_end: true },
    Attack { name: "empty-frames", connections: 2, seconds: 8, must_end: false },
    Attack { name: "endless-head", connections: 3, seconds: 8, must_end: true },
];

/// The slowest answer that another office may get meanwhile, in milliseconds.
const SLOWEST: u128 = 5_000;
/// KiB of memory that the hub may take.
const MOST_MEMORY: u64 = 300 << 10;

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("hostile", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(if attempt.broken.is_some() { NO_LIMITS } else { LIMITS })?;
    let script = world.folder.join("attack.py");
    fs::write(&script, include_str!("hostile/attack.py")).map_err(|error| format!("{}: {error}", script.display()))?;
    let members = world.members()?;
    let bystander = members.first().ok_or("no offices")?;
    let mut tally = Tally::default();
    for attack in ATTACKS.iter().cycle() {
        if tally.injected >= attempt.rounds || attempt.is_settled(&tally.wrong) {
            break;
        }
        tally.wrong.join(one(bench, &world, bystander, attack)?);
        tally.injected += 1;
    }
    if !world.hub.lives()? {
        tally.wrong.broken("R24: the hub has ended");
    }
    Ok(tally)
}

fn one(bench: &Bench, world: &World, bystander: &Member, attack: &Attack) -> Result<Wrong, String> {
    let said = world.folder.join("attack.json");
    // What the attack before said does not count.
    let _none = fs::remove_file(&said);
    let mut command = Command::new("python3");
    command.arg(world.folder.join("attack.py")).arg(attack.name).arg(world.hub.ports().public.to_string());
    command.arg(attack.connections.to_string()).arg(attack.seconds.to_string());
    let mut attacker = Running::start(command, "attack.py", &said)?;
    let (mut slowest, mut memory, mut wrong) = (0, 0, Wrong::default());
    clock::until("the attack ends", || {
        let began = clock::now();
        if let Err(error) = bench.handle().block_on(bystander.client.me()) {
            wrong.broken(format!("R24: during {} another office is not served: {error}", attack.name));
        }
        slowest = slowest.max(began.elapsed().as_millis());
        memory = memory.max(world.hub.memory()?);
        Ok(attacker.ended()?.is_some())
    })?;
    let text = fs::read_to_string(&said).map_err(|error| format!("{}: {error}", said.display()))?;
    let counts: Value = serde_json::from_str(&text).map_err(|error| format!("attack.py said {text}: {error}"))?;
    let count = |name| counts.get(name).and_then(Value::as_u64).unwrap_or_default();
    let (opened, closed) = (count("opened"), count("closed"));
    println!(
        "  {}: {closed} of {opened} ended by the hub; others waited at most {slowest} ms; {} MiB",
        attack.name,
        memory >> 10
    );
    if attack.must_end && closed < opened {
        wrong.broken(format!("R24: {} of {opened} connections of {} were not ended", opened - closed, attack.name));
    }
    if slowest > SLOWEST {
        wrong.broken(format!("R24: during {} another office waited {slowest} ms", attack.name));
    }
    if memory > MOST_MEMORY {
        wrong.broken(format!("R24: during {} the hub took {} MiB", attack.name, memory >> 10));
    }
    Ok(wrong)
}
