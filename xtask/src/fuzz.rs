//! `cargo xtask fuzz`: builds the fuzz targets and runs them in turn, counting processor time, not the clock.

mod cpu;
mod session;
mod targets;

use crate::run::{program, root, run as run_program};
use crate::{assets, tools};
use session::Session;
use std::path::PathBuf;
use targets::{TARGETS, Target};

const USAGE: &str = "\
cargo xtask fuzz [TARGET…] [--core-minutes N] [--until HH:MM]
    Builds the fuzz targets (all, or the ones named) and runs them in turn until each has had N minutes of processor
    time (default 1; earlier runs count), at the lowest priority. The clock does not count: on a busy machine it takes longer, and `--until`
    (UTC) ends it early. What is found new is kept in target/fuzz/corpus, inputs that fail in target/fuzz/findings.
    An input that fails: mend the cause, and add it to fuzz/corpus/TARGET, which the tests replay.";

/// How long one target runs before the next one has its turn, in seconds by the clock.
const TURN_SECONDS: u64 = 60;

/// Builds and runs what the arguments name.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    let plan = Plan::parse(arguments).ok_or(USAGE)?;
    let programs = build()?;
    let mut sessions = plan.targets.iter().map(|target| Session::open(target)).collect::<Result<Vec<_>, _>>()?;
    let wanted = plan.core_minutes * 60.0;
    while let Some(next) =
        sessions.iter_mut().filter(|one| one.seconds < wanted).min_by(|a, b| a.seconds.total_cmp(&b.seconds))
    {
        let Some(turn) = plan.turn()? else { break };
        next.take_turn(&programs, turn)?;
        println!("{next}");
    }
    println!();
    sessions.iter().for_each(|session| println!("{session}"));
    match sessions.iter().map(|session| session.findings).sum::<usize>() {
        0 => Ok(()),
        findings => Err(format!("{findings} inputs fail; they are in target/fuzz/findings")),
    }
}

/// Builds all targets; gives the folder of the programs.
fn build() -> Result<PathBuf, String> {
    tools::ensure_cargo_fuzz()?;
    tools::ensure_npm()?;
    let assets = assets::fetched()?;
    let folder = root().join("target/fuzz");
    let mut build = program("cargo", &["fuzz", "build", "--fuzz-dir", "fuzz"]);
    // The instrumentation is an unstable option of the compiler; its version stays the pinned one.
    run_program(build.env("RUSTC_BOOTSTRAP", "1").env("CARGO_TARGET_DIR", &folder).env("UI_ASSETS_DIR", assets))?;
    let said = program("rustc", &["-vV"]).output().map_err(|error| format!("rustc: {error}"))?;
    let said = String::from_utf8_lossy(&said.stdout);
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    Ok(folder.join(host).join("release"))
}

struct Plan {
    targets: Vec<&'static Target>,
    core_minutes: f64,
    /// Seconds of the day in UTC.
    until: Option<u64>,
}

impl Plan {
    fn parse(arguments: &[String]) -> Option<Self> {
        let mut plan = Self { targets: Vec::new(), core_minutes: 1.0, until: None };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--core-minutes" => plan.core_minutes = rest.next()?.parse().ok().filter(|minutes| *minutes > 0.0)?,
                "--until" => {
                    let (hours, minutes) = rest.next()?.split_once(':')?;
                    plan.until = Some(hours.parse::<u64>().ok()? * 3600 + minutes.parse::<u64>().ok()? * 60);
                }
                name => plan.targets.push(TARGETS.iter().find(|target| target.name == name)?),
            }
        }
        if plan.targets.is_empty() {
            plan.targets = TARGETS.iter().collect();
        }
        Some(plan)
    }

    /// Seconds of the next turn; `None` when the time is over.
    fn turn(&self) -> Result<Option<u64>, String> {
        let Some(until) = self.until else { return Ok(Some(TURN_SECONDS)) };
        let now = cpu::seconds_of_the_day()?;
        // An end that is earlier in the day is tomorrow's, unless it was just now.
        let left = (until + 86_400 - now) % 86_400;
        Ok((left > 2 && left < 23 * 3600).then_some(left.min(TURN_SECONDS)))
    }
}
