//! `cargo xtask bench`: measures, and says which limits and goals are met. Figures, never a test.

mod app;
mod check;
mod exchange;
mod figures;
mod limits;
mod pages;
mod program;
mod table;

const USAGE: &str = "\
cargo xtask bench app [--quick]
    How long the window of the office app takes: its first page, lists of 10,000, a month's 600 files, its memory.
    --quick           one pass instead of five
    The figures go to target/bench/app.json.

cargo xtask bench check [--quick] [--python PROGRAM]
    How fast documents are checked, beside the ways others would do it, on the same generated data.
    --quick           3 passes over 200 MB instead of 5, and the memory on 200 MB instead of 1 GB; under a minute
    --python PROGRAM  a Python that has the validators to compare with (frictionless); default python3
    The figures go to target/bench/check.json; what each means stands in bench/README.md.

cargo xtask bench exchange [--quick]
    How fast a hub accepts and gives out signed sets over real mutual TLS at 32 connections, and what the machine allows
    at most, measured in the same run; then that everything accepted is there, once.
    --quick           one pass of 4,000 sets instead of three of 12,000; about a minute
    The figures go to target/bench/exchange.json.

cargo xtask bench pages [--quick]
    How long a file of 300,000 offices takes to come in, and each page of the console and of the apply site after that.
    --quick           20,000 offices
    The figures go to target/bench/pages.json.";

/// Runs the bench that the arguments name.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.split_first() {
        Some((name, [])) if name == "app" => app::run(false),
        Some((name, [quick])) if name == "app" && quick == "--quick" => app::run(true),
        Some((name, [])) if name == "pages" => pages::run(false),
        Some((name, [quick])) if name == "pages" && quick == "--quick" => pages::run(true),
        Some((name, [])) if name == "exchange" => exchange::run(false),
        Some((name, [quick])) if name == "exchange" && quick == "--quick" => exchange::run(true),
        Some((name, rest)) if name == "check" => check::run(&check::Plan::parse(rest).ok_or(USAGE)?),
        _ => Err(USAGE.to_owned()),
    }
}
