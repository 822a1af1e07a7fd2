//! R19: the system asks the hub to stop under load: it finishes what it has begun, answers it, and ends well.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use crate::invariants::{Wrong, check_database};
use crate::load::{Entry, Ledger, Load, Weight};
use crate::world::{Hub, signal};
use std::process::ExitStatus;

pub(super) const KIND: Kind = Kind {
    name: "stop",
    proves: "R19",
    about: "SIGTERM under load: drains, answers what it accepted, exits 0",
    short: 6,
    long: 200,
    run,
    // The same with kill -9 instead of the request to stop.
    controls: &[Control { broken: "kill-instead", rounds: 3 }],
};

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("stop", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(&[])?;
    let members = world.members()?;
    let weight = Weight { workers: 4, pause: 5, ..Weight::USUAL };
    let (mut dice, mut tally) = (Dice::new(attempt.seed), Tally::default());
    let mut ledger = Ledger::default();
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        let load = Load::go_on(bench.handle(), &members, dice.next(), weight, ledger);
        load.wait_for(5)?;
        clock::pass_ms(dice.below(100));
        let status = if attempt.broken.is_some() { killed(&mut world.hub)? } else { asked(&mut world.hub)? };
        tally.injected += 1;
        if !status.success() {
            tally.wrong.broken(format!("R19: the hub ended with {status}"));
        }
        ledger = load.stop(bench.handle());
        world.hub.start_server()?;
        tally.wrong.join(unanswered(&world.hub, &ledger)?);
    }
    let all = ledger.snapshot();
    tally.acknowledged = ledger.acknowledged();
    if !attempt.is_settled(&tally.wrong) {
        tally.wrong.join(bench.check(&world.hub, &members, &all, all.len())?);
    }
    Ok(tally)
}

fn asked(hub: &mut Hub) -> Result<ExitStatus, String> {
    signal(hub.server().ok_or("the hub does not run")?, "TERM")?;
    hub.wait_for_end()
}

fn killed(hub: &mut Hub) -> Result<ExitStatus, String> {
    signal(hub.server().ok_or("the hub does not run")?, "KILL")?;
    hub.wait_for_end()
}

/// What was accepted before the end was also answered before the end: nothing without an answer is there.
fn unanswered(hub: &Hub, ledger: &Ledger) -> Result<Wrong, String> {
    let mut open: Vec<Entry> = ledger.snapshot().into_iter().filter(|entry| entry.promised.is_none()).collect();
    open.iter_mut().for_each(|entry| entry.refused = true);
    check_database(&hub.database(), &open)
}
