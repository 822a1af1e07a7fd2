//! R11, R12: the office's program is killed between any two steps of sending, fetching, saving and signing.

use super::mail::Mail;
use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use std::time::Duration;

pub(super) const KIND: Kind = Kind {
    name: "mailbox",
    proves: "R11, R12",
    about: "kill -9 of the office's program while it sends, fetches, saves and signs",
    short: 30,
    long: 1_000,
    run,
    controls: &[
        Control { broken: "no-fingerprint", rounds: 40 },
        Control { broken: "acknowledge-before-saving", rounds: 60 },
    ],
};

/// Documents that are handed over together.
const TOGETHER: usize = 4;
/// Kills of each program before it is let finish.
const KILLS: usize = 3;

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("mailbox", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(&[])?;
    let mut mail = Mail::new(&world, attempt.broken);
    let (mut dice, mut tally) = (Dice::new(attempt.seed), Tally::default());
    // How long whole runs take on this machine today: the kills are spread over that.
    let (sending, fetching) = whole_runs(&mut mail, &mut dice)?;
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        for _ in 0..TOGETHER {
            mail.hand_over(&mut dice)?;
        }
        for _ in 0..KILLS {
            let running = mail.start_sending()?;
            clock::pass(sending.mul_f64(share(&mut dice)));
            tally.injected += usize::from(!running.kill()?.success());
        }
        mail.send_all(&mut tally.wrong);
        for _ in 0..KILLS {
            let running = mail.start_fetching()?;
            clock::pass(fetching.mul_f64(share(&mut dice)));
            tally.injected += usize::from(!running.kill()?.success());
        }
        tally.wrong.join(mail.finish()?);
    }
    tally.acknowledged = mail.arrived();
    Ok(tally)
}

/// Between nothing and a little more than the whole.
fn share(dice: &mut Dice) -> f64 {
    f64::from(u32::try_from(dice.below(105)).unwrap_or(0)) / 100.0
}

fn whole_runs(mail: &mut Mail, dice: &mut Dice) -> Result<(Duration, Duration), String> {
    for _ in 0..TOGETHER {
        mail.hand_over(dice)?;
    }
    let began = clock::now();
    mail.start_sending()?.wait()?;
    let sending = began.elapsed();
    let began = clock::now();
    mail.start_fetching()?.wait()?;
    Ok((sending, began.elapsed()))
}
