//! R1: kill -9 of hub, authority and offices at random moments under load.

use super::mail::Mail;
use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use crate::load::{Load, Weight};
use crate::world::World;

pub(super) const KIND: Kind = Kind {
    name: "kill",
    proves: "R1",
    about: "kill -9 of hub, authority and offices under load",
    short: 60,
    long: 1_000,
    run,
    controls: &[Control { broken: "answer-before-commit", rounds: 30 }, Control { broken: "no-dedupe", rounds: 40 }],
};

/// Newest transmissions that are looked at through the exchange after each fault; all of them at the end.
const LOOKED_AT: usize = 8;

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("kill", attempt)?;
    world.hub.start(&[])?;
    let members = world.members()?;
    let load = Load::start(bench.handle(), &members, attempt.seed, Weight::USUAL);
    let mut mail = Mail::new(&world, None);
    let (mut dice, mut tally) = (Dice::new(attempt.seed), Tally::default());
    load.wait_for(5)?;
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        mail.begin(&mut dice)?;
        clock::pass_ms(dice.below(250));
        tally.injected += hit(&mut world, &mut mail, &mut dice)?;
        let promises = load.ledger.snapshot();
        tally.wrong.join(bench.check(&world.hub, &members, &promises, LOOKED_AT)?);
    }
    tally.wrong.join(mail.finish()?);
    let ledger = load.stop(bench.handle());
    let all = ledger.snapshot();
    tally.acknowledged = ledger.acknowledged() + mail.arrived();
    if !attempt.is_settled(&tally.wrong) {
        tally.wrong.join(bench.check(&world.hub, &members, &all, all.len())?);
    }
    Ok(tally)
}

/// Kills one or two, and starts again what must run.
fn hit(world: &mut World, mail: &mut Mail, dice: &mut Dice) -> Result<usize, String> {
    match dice.below(10) {
        0..5 => world.hub.kill_server()?,
        5 => {
            world.hub.kill_server()?;
            world.hub.kill_authority()?;
            world.hub.start_authority()?;
        }
        6 => {
            // The hub with an office in the middle of something.
            mail.sending.take().map_or(Ok(()), |running| running.kill().map(drop))?;
            world.hub.kill_server()?;
        }
        7 | 8 => return mail.sending.take().map_or(Ok(0), |running| running.kill().map(|_| 1)),
        _ => return mail.fetching.take().map_or(Ok(0), |running| running.kill().map(|_| 1)),
    }
    world.hub.start_server()?;
    Ok(1)
}
