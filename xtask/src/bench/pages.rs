//! `bench pages`: the pages of a hub with the offices of a country.

use super::figures::Figures;
use super::{limits, program, table};
use std::process::Command;

/// Offices of the country.
const COUNTRY: &str = "300000";
/// Offices of a quick run.
const FEW: &str = "20000";

pub(super) fn run(quick: bool) -> Result<(), String> {
    println!("building");
    let bench = program::build("bench/Cargo.toml", "bench-pages", "bench-pages")?;
    let offices = if quick { FEW } else { COUNTRY };
    println!("{offices} offices come in");
    let mut figures = Figures::default();
    figures.read(&program::output(Command::new(&bench).arg(offices))?);
    table::print(limits::PAGES, &figures);
    let json = program::folder().join("pages.json");
    std::fs::write(&json, figures.to_json()).map_err(|error| format!("{}: {error}", json.display()))?;
    println!("\nfigures: target/bench/pages.json");
    Ok(())
}
