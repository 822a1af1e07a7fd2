//! `bench app`: the window of the office app beside a hub that runs, with long lists and a month's files.

use super::exchange::{Hub, Programs, office};
use super::figures::Figures;
use super::{limits, program, table};
use std::path::Path;
use std::process::Command;

/// Transmissions in each list.
const LISTED: &str = "10000";

pub(super) fn run(quick: bool) -> Result<(), String> {
    println!("building");
    let programs = Programs::build()?;
    let bench = program::build("bench/Cargo.toml", "bench-app", "bench-app")?;
    let folder = program::empty_folder("app")?;
    println!("starting a hub; two offices enrol");
    let hub = Hub::start(&programs, &folder.join("hub"))?;
    let offices = folder.join("offices");
    office::enrol(&hub, &programs, &offices, 1)?;
    let (home, files) = (offices.join("1370000101"), folder.join("files"));
    office::sign_in(&programs, &offices, "1370000101")?;
    let ask = |arguments: &[&Path]| program::output(Command::new(&bench).args(arguments));
    ask(&[Path::new("fill"), &home, Path::new(LISTED)])?;
    ask(&[Path::new("files"), &files, Path::new("1370000101")])?;
    let mut figures = Figures::default();
    let passes = if quick { 1 } else { 5 };
    for pass in 1..=passes {
        println!("pass {pass} of {passes}");
        figures.read(&ask(&[Path::new("measure"), &programs.renkei, &home, &files])?);
    }
    table::print(limits::APP, &figures);
    let json = program::folder().join("app.json");
    std::fs::write(&json, figures.to_json()).map_err(|error| format!("{}: {error}", json.display()))?;
    println!("\nfigures: target/bench/app.json");
    Ok(())
}
