//! R11, R12: `renkei watch` on both sides is killed again and again while it takes sets from a folder and puts what came
//! into another.

use super::{Attempt, Bench, Control, Kind, Tally};
use crate::clock;
use crate::dice::Dice;
use crate::invariants::{Wrong, count_transmissions};
use crate::world::{Running, Terminal, World};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) const KIND: Kind = Kind {
    name: "watch",
    proves: "R11, R12",
    about: "kill -9 of `renkei watch` on both sides",
    // Each kill takes seconds, because a file must lie still before it is taken.
    short: 0,
    long: 100,
    run,
    controls: &[Control { broken: "no-fingerprint", rounds: 40 }],
};

/// The set that is sent, with another serial each time.
const SET: [(&str, &[u8]); 3] = [
    (
        "UPHOSOKU",
        include_bytes!(
            "../../../crates/standard/samples/202407/K2/UPHOSOKU_202505_1370000001_43_1370000002_11_20250425102000.CSV"
        ),
    ),
    (
        "UPPLAN",
        include_bytes!(
            "../../../crates/standard/samples/202407/K2/UPPLAN_202505_1370000001_43_1370000002_11_20250425102000.CSV"
        ),
    ),
    (
        "UPSIKYU",
        include_bytes!(
            "../../../crates/standard/samples/202407/K2/UPSIKYU_202505_1370000001_43_1370000002_11_20250425102000.CSV"
        ),
    ),
];
/// The offices of the set.
const FROM: &str = "1370000001";
const TO: &str = "1370000002";
/// Sets that are put into the folder together.
const TOGETHER: usize = 3;
/// A file must lie still for five seconds before it is taken; a kill before that would only hit an idle program.
const SETTLED: Duration = Duration::from_millis(5_500);
/// The time over which kills are spread after that, in milliseconds.
const BUSY: u64 = 4_000;

/// A folder that is watched, and the program that watches it.
struct Side {
    terminal: Terminal,
    folder: PathBuf,
    running: Option<Running>,
}

fn run(bench: &Bench, attempt: &Attempt) -> Result<Tally, String> {
    let mut world = bench.world("watch", attempt)?;
    world.hub.sabotage = None;
    world.hub.start(&[])?;
    let mut sides = [side(&world, FROM, attempt), side(&world, TO, attempt)];
    let (mut dice, mut tally, mut handed) = (Dice::new(attempt.seed), Tally::default(), Vec::new());
    while tally.injected < attempt.rounds {
        for one in &mut sides {
            one.begin()?;
        }
        hand_over(&sides, &mut handed)?;
        clock::pass(SETTLED);
        for one in &mut sides {
            clock::pass_ms(dice.below(BUSY));
            tally.injected += usize::from(one.kill()?);
        }
    }
    for one in &mut sides {
        one.begin()?;
    }
    tally.wrong.join(arrived(&sides, &handed)?);
    let held = count_transmissions(&world.hub.database())?;
    if held > handed.len() {
        tally.wrong.twice("the recipient's inbox", format!("{held} arrivals of {} sets", handed.len()));
    }
    tally.acknowledged = handed.len();
    Ok(tally)
}

fn side(world: &World, number: &str, attempt: &Attempt) -> Side {
    let mut terminal = world.terminal(number);
    terminal.sabotage = attempt.broken.map(str::to_owned);
    Side { terminal, folder: world.folder.join(format!("watched-{number}")), running: None }
}

impl Side {
    fn begin(&mut self) -> Result<(), String> {
        if self.running.is_none() {
            let (out, came) = (self.out().display().to_string(), self.came().display().to_string());
            self.running = Some(self.terminal.start(&["watch", "--outbox", &out, "--inbox", &came])?);
        }
        Ok(())
    }

    fn kill(&mut self) -> Result<bool, String> {
        self.running.take().map_or(Ok(false), |running| running.kill().map(|status| !status.success()))
    }

    fn out(&self) -> PathBuf {
        self.folder.join("out")
    }

    fn came(&self) -> PathBuf {
        self.folder.join("in")
    }
}

/// Puts new sets into the sender's folder, as care software does.
fn hand_over(sides: &[Side; 2], handed: &mut Vec<String>) -> Result<(), String> {
    let [sender, _] = sides;
    let failed = |error: std::io::Error| format!("{}: {error}", sender.folder.display());
    fs::create_dir_all(sender.out()).map_err(failed)?;
    for _ in 0..TOGETHER {
        let serial = 20_250_425_102_000 + handed.len() as u64;
        for (kind, content) in SET {
            let name = format!("{kind}_202505_{}_43_{}_11_{serial}.CSV", FROM, TO);
            fs::write(sender.out().join(name), content).map_err(failed)?;
        }
        handed.push(serial.to_string());
    }
    Ok(())
}

/// Waits until both programs have nothing left to do, and compares.
fn arrived(sides: &[Side; 2], handed: &[String]) -> Result<Wrong, String> {
    let [sender, recipient] = sides;
    let all = handed.len() * SET.len();
    let is_done = || Ok(names(&recipient.came())?.values().sum::<usize>() >= all && is_empty(&sender.out()));
    let mut wrong = Wrong::default();
    if let Err(reason) = clock::until("everything has arrived", is_done) {
        wrong.broken(format!("R11: {reason}"));
    }
    let came = names(&recipient.came())?;
    for serial in handed {
        for (kind, _) in SET {
            let name = format!("{kind}_202505_{}_43_{}_11_{serial}.CSV", FROM, TO);
            match came.get(&name) {
                None => wrong.lost(&name, "it was handed over and did not arrive"),
                Some(1) => {}
                Some(times) => wrong.twice(&name, format!("it was saved {times} times")),
            }
        }
    }
    for name in came.keys().filter(|name| !name.ends_with(".CSV") || name.contains('(')) {
        wrong.broken(format!("R12: {name} is in the recipient's folder"));
    }
    Ok(wrong)
}

/// How often each name stands in a folder and below.
fn names(folder: &Path) -> Result<BTreeMap<String, usize>, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Some(name) = path.file_name() {
                *found.entry(name.to_string_lossy().into_owned()).or_default() += 1;
            }
        }
    }
    Ok(found)
}

/// Nothing waits to be sent.
fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| entries.filter_map(Result::ok).all(|entry| entry.path().is_dir()))
}
