//! R3: the process ends at every named step; started again, nothing acknowledged is lost and the deed can be done again.

mod copies;
mod deeds;
mod plan;

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use crate::invariants::Wrong;
use crate::load::{Ledger, Load, Weight};
use crate::world::{Member, World};
use deeds::Deed;
use std::os::unix::process::ExitStatusExt as _;

pub(super) const KIND: Kind = Kind {
    name: "points",
    proves: "R3",
    about: "the process ends at each fail point of hub and store, and is started again",
    short: 64,
    long: 1_000,
    run,
    controls: &[Control { broken: "answer-before-commit", rounds: 12 }],
};

/// Points that show an answer that went out too early.
const OF_CONTROL: &str = "store.write.committing";
/// The signal that ends a process at a point, as a crash would.
const ENDED: i32 = 9;

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("points", attempt)?;
    world.hub.start(&[])?;
    let members = world.members()?;
    let (mut dice, mut tally, mut ledger) = (Dice::new(attempt.seed), Tally::default(), Ledger::default());
    let mut reached = 0;
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        for (point, deed) in plan::points() {
            let wanted = attempt.broken.is_none() || point == OF_CONTROL;
            if !wanted || tally.injected >= attempt.rounds || attempt.is_settled(&tally.wrong) {
                continue;
            }
            let wrong = match deed {
                Deed::Traffic => traffic(bench, &mut world, &members, &mut ledger, point, &mut dice)?,
                other => deeds::run(other, &mut world, point)?,
            };
            tally.injected += 1;
            reached += usize::from(wrong.is_empty());
            tally.wrong.join(wrong);
            tally.wrong.join(bench.check(&world.hub, &members, &ledger.snapshot(), 4)?);
        }
    }
    println!("  {reached} of {} deeds went on well after their crash", tally.injected);
    tally.acknowledged = ledger.acknowledged();
    let all = ledger.snapshot();
    if !attempt.is_settled(&tally.wrong) {
        tally.wrong.join(bench.check(&world.hub, &members, &all, all.len())?);
    }
    Ok(tally)
}

/// Ends the hub at a point that the usual traffic passes.
fn traffic(
    bench: &Bench,
    world: &mut World,
    members: &[Member],
    ledger: &mut Ledger,
    point: &str,
    dice: &mut Dice,
) -> Result<Wrong, String> {
    world.hub.kill_server()?;
    // Not always the first time that it is passed.
    world.hub.fail_points = Some(format!("{point}={}*off->return(exit)", dice.below(12)));
    world.hub.launch()?;
    let weight = Weight { pause: 10, ..Weight::USUAL };
    let load = Load::go_on(bench.handle(), members, dice.next(), weight, std::mem::take(ledger));
    let ended = world.hub.wait_for_end();
    *ledger = load.stop(bench.handle());
    world.hub.fail_points = None;
    let mut wrong = Wrong::default();
    match ended {
        Ok(status) if status.signal() == Some(ENDED) => {}
        Ok(status) => wrong.broken(format!("R3: at {point} the hub ended with {status}")),
        Err(_) => {
            wrong.broken(format!("R3: {point} was not reached by the traffic"));
            world.hub.kill_server()?;
        }
    }
    clock::pass_ms(dice.below(20));
    world.hub.start_server()?;
    Ok(wrong)
}
