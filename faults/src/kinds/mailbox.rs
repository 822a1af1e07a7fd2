//! R11, R12: the office's program is killed between any two steps of sending, fetching, saving and signing.

use super::mail::Mail;
use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;

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

/// After so many kills the folders are compared.
const LOOKED_AT: usize = 10;

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("mailbox", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(&[])?;
    let mut mail = Mail::new(&world, attempt.broken);
    let (mut dice, mut tally) = (Dice::new(attempt.seed), Tally::default());
    // How long a whole run takes on this machine today: the kills are spread over it.
    let began = clock::now();
    tally.wrong.join(mail.begin(&mut dice).and_then(|()| mail.finish())?);
    let whole = u64::try_from(began.elapsed().as_millis()).unwrap_or(1_000).max(20);
    while tally.injected < attempt.rounds && !attempt.is_settled(&tally.wrong) {
        mail.begin(&mut dice)?;
        clock::pass_ms(dice.below(whole));
        if let Some(running) = mail.sending.take() {
            tally.injected += usize::from(!running.kill()?.success());
        }
        clock::pass_ms(dice.below(whole / 4));
        if let Some(running) = mail.fetching.take() {
            tally.injected += usize::from(!running.kill()?.success());
        }
        if tally.injected % LOOKED_AT == 0 {
            tally.wrong.join(mail.finish()?);
        }
    }
    tally.wrong.join(mail.finish()?);
    tally.acknowledged = mail.arrived();
    Ok(tally)
}
