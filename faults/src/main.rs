//! The fault harness: breaks real hubs and offices at random moments and looks for anything lost or shown twice.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool talks to the person who called it")]

mod arguments;
mod clock;
mod dice;
mod invariants;
mod kinds;
mod load;
mod report;
mod seeds;
mod world;

use arguments::Arguments;
use kinds::{Attempt, Bench, Control, Kind, Tally};
use report::{ControlResult, Row};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("faults: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// True when nothing was found and every control was noticed.
fn run() -> Result<bool, String> {
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    let fresh = match arguments.seed {
        Some(seed) => seed,
        None => fresh_seed()?,
    };
    println!("seed {fresh}; the same draws again: cargo xtask faults KIND --seed {fresh}");
    let bench = Bench::new(&arguments.programs, &arguments.folder)?;
    let mut rows = Vec::new();
    for kind in &arguments.kinds {
        println!("\n{}: {}", kind.name, kind.about);
        let row = run_kind(&bench, kind, &arguments, fresh);
        print!("{}", row.tally.wrong);
        rows.push(row);
    }
    println!("\n{}", report::table(&rows));
    let file = arguments.folder.join("report.json");
    std::fs::write(&file, format!("{:#}\n", report::as_json(&rows)))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(rows.iter().all(Row::is_good))
}

fn run_kind(bench: &Bench, kind: &'static Kind, arguments: &Arguments, fresh: u64) -> Row {
    let began = clock::now();
    let whole = arguments.rounds.unwrap_or(if arguments.long { kind.long } else { kind.short });
    let mut plan = if arguments.seed.is_some() { Vec::new() } else { seeds::kept(kind.name) };
    let kept: usize = plan.iter().map(|(_, rounds)| rounds).sum();
    plan.push((fresh, whole.saturating_sub(kept).max(1)));
    let mut tally = Tally::default();
    for (seed, rounds) in &plan {
        let done = (kind.run)(bench, &Attempt { seed: *seed, rounds: *rounds, broken: None });
        tally.join(done.unwrap_or_else(|reason| failed(&reason)));
        println!("  seed {seed}: {} faults, {} acknowledged so far", tally.injected, tally.acknowledged);
    }
    let controls = if arguments.no_controls { &[] } else { kind.controls };
    let controls = controls.iter().map(|control| run_control(bench, kind, control, fresh)).collect();
    let seeds = plan.iter().map(|(seed, _)| *seed).collect();
    Row { kind, seeds, tally, controls, seconds: began.elapsed().as_secs() }
}

/// A run that could not go on has proven nothing.
fn failed(reason: &str) -> Tally {
    let mut tally = Tally::default();
    tally.wrong.broken(reason);
    tally
}

fn run_control(bench: &Bench, kind: &Kind, control: &Control, seed: u64) -> ControlResult {
    let attempt = Attempt { seed, rounds: control.rounds, broken: Some(control.broken) };
    let red_after = match (kind.run)(bench, &attempt) {
        Ok(tally) if tally.wrong.is_empty() => None,
        Ok(tally) => {
            println!("  control {}: noticed after {} faults, as it must be", control.broken, tally.injected);
            print!("{}", tally.wrong);
            Some(tally.injected)
        }
        Err(reason) => {
            println!("  control {}: could not be run: {reason}", control.broken);
            None
        }
    };
    ControlResult { broken: control.broken, red_after, seed }
}

fn fresh_seed() -> Result<u64, String> {
    let mut bytes = [0; 8];
    (clock::surroundings().random)(&mut bytes).map_err(|error| error.to_string())?;
    Ok(u64::from_be_bytes(bytes))
}
