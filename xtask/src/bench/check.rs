//! `bench check`: interleaved passes over our check and the ways others would do it.

use super::figures::Figures;
use super::{limits, program, table};
use crate::run::root;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How much is measured, and with what.
#[derive(Debug)]
pub(crate) struct Plan {
    quick: bool,
    python: String,
}

impl Plan {
    /// Reads the arguments; `None` when they make no sense.
    pub(super) fn parse(arguments: &[String]) -> Option<Self> {
        let mut plan = Self { quick: false, python: "python3".to_owned() };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--quick" => plan.quick = true,
                "--python" => plan.python.clone_from(rest.next()?),
                _ => return None,
            }
        }
        Some(plan)
    }

    fn passes(&self) -> usize {
        if self.quick { 3 } else { 5 }
    }
}

/// The programs and files of one run.
struct Bench {
    program: PathBuf,
    renkei: Option<PathBuf>,
    middle: PathBuf,
    set: PathBuf,
    largest: PathBuf,
}

pub(super) fn run(plan: &Plan) -> Result<(), String> {
    let mut figures = Figures::default();
    let bench = prepare(plan, &mut figures)?;
    for pass in 1..=plan.passes() {
        println!("pass {pass} of {}", plan.passes());
        figures.read(&program::output(Command::new(&bench.program).arg("pass").arg(data()))?);
        compare(plan, &bench.middle, &mut figures);
        if let Some(renkei) = &bench.renkei {
            let mut start = Command::new(&bench.program);
            start.args(["start", "50"]).arg(renkei).arg("check").arg(&bench.set);
            match program::output(&mut start) {
                Ok(output) => figures.read(&output),
                Err(why) => figures.miss("start_ms", &format!("renkei check failed: {why}")),
            }
        }
    }
    figures.read(&program::output(Command::new(&bench.program).arg("memory").arg(&bench.largest))?);
    table::print(limits::CHECK, &figures);
    let json = program::folder().join("check.json");
    std::fs::write(&json, figures.to_json()).map_err(|error| format!("{}: {error}", json.display()))?;
    println!("\nfigures: target/bench/check.json");
    Ok(())
}

fn data() -> PathBuf {
    program::folder().join("data")
}

fn prepare(plan: &Plan, figures: &mut Figures) -> Result<Bench, String> {
    println!("building, and making the data where it is not there yet");
    let program = program::build("bench/Cargo.toml", "bench-check", "bench-check")?;
    let mut generate = Command::new(&program);
    generate.arg("generate").arg(data());
    if !plan.quick {
        generate.arg("large");
    }
    let made = program::output(&mut generate)?;
    let file = |name: &str| {
        let line = made.lines().find_map(|line| line.strip_prefix(&format!("FILE {name} ")));
        line.map(PathBuf::from).ok_or_else(|| format!("no {name} data was made"))
    };
    let largest = file(if plan.quick { "middle" } else { "large" })?;
    Ok(Bench { renkei: build_renkei(figures), middle: file("middle")?, set: file("set")?, largest, program })
}

/// The program of the office, where it is there.
fn build_renkei(figures: &mut Figures) -> Option<PathBuf> {
    if !root().join("crates/office/Cargo.toml").exists() {
        figures.miss("start_ms", "there is no crate office");
        return None;
    }
    program::build("Cargo.toml", "office", "renkei").map_err(|why| figures.miss("start_ms", &why)).ok()
}

/// The validators that are installed, on a slice of the same data. None of them is needed.
fn compare(plan: &Plan, file: &Path, figures: &mut Figures) {
    let script = root().join("bench/compare/validators.py");
    let mut python = Command::new(&plan.python);
    // Beside the file, so that new data makes new slices.
    python.arg(script).arg(file).arg(file.with_file_name("slices"));
    match program::output(&mut python) {
        Ok(output) => figures.read(&output),
        Err(why) => {
            for name in ["python_csv_mb_s", "python_csv_rules_mb_s", "qsv_mb_s", "qsv_schema_mb_s", "frictionless_mb_s"]
            {
                figures.miss(name, &why);
            }
        }
    }
}
