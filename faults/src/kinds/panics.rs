//! R26: a handler panics. The request is answered with 500, everything else goes on, nothing half is left.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::load::{Answers, Load, Weight};

pub(super) const KIND: Kind = Kind {
    name: "panics",
    proves: "R26",
    about: "panics in handlers under load: 500, and the process lives",
    short: 20,
    long: 1_000,
    run,
    // The same points end the process.
    controls: &[Control { broken: "end-instead", rounds: 3 }],
};

/// Where the handlers panic.
const POINTS: &[&str] = &[
    "hub.submit.received",
    "hub.submit.verified",
    "hub.submit.stored",
    "hub.fetch.found",
    "hub.acknowledge.verified",
    "hub.acknowledge.stored",
    "hub.withdraw.stored",
];

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("panics", attempt)?;
    world.hub.sabotage = None;
    let what = if attempt.broken.is_some() { "return(exit)" } else { "panic" };
    let points: Vec<String> = POINTS.iter().map(|point| format!("{point}=5%{what}")).collect();
    world.hub.fail_points = Some(points.join(";"));
    world.hub.start(&[])?;
    let members = world.members()?;
    let load = Load::start(bench.handle(), &members, attempt.seed, Weight { pause: 10, ..Weight::USUAL });
    let mut tally = Tally::default();
    let rounds = attempt.rounds as u64;
    let enough = clock::until("enough panics", || {
        let lives = world.hub.lives()?;
        Ok(!lives || Answers::of(&load.answers.failed) >= rounds)
    });
    tally.injected = usize::try_from(Answers::of(&load.answers.failed)).unwrap_or(usize::MAX);
    let (lost, counted) = (Answers::of(&load.answers.lost), world.hub.asked("/metrics").unwrap_or_default());
    let ledger = load.stop(bench.handle());
    if let Err(reason) = enough {
        tally.wrong.broken(format!("R26: {reason}"));
    }
    if lost > 0 {
        tally.wrong.broken(format!("R26: {lost} requests got no answer"));
    }
    if !world.hub.lives()? {
        tally.wrong.broken("R26: the process ended");
        return Ok(tally);
    }
    if !counted.lines().any(|line| line.contains("panics") && !line.starts_with('#') && !line.ends_with(" 0")) {
        tally.wrong.broken("R26: the panics are not counted");
    }
    world.hub.kill_server()?;
    world.hub.fail_points = None;
    world.hub.start_server()?;
    let all = ledger.snapshot();
    tally.acknowledged = ledger.acknowledged();
    tally.wrong.join(bench.check(&world.hub, &members, &all, all.len())?);
    Ok(tally)
}
