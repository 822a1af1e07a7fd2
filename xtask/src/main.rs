//! The project's own commands: `cargo xtask demo | test | faults | fuzz | interop | ci | assets | screenshots | tidy | requirements | bench`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool talks to the person who called it")]

mod assets;
mod bench;
mod ci;
mod demo;
mod faults;
mod fuzz;
mod interop;
mod requirements;
mod run;
mod screenshots;
mod test;
mod tidy;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  demo [--exit]  a hub and two offices on this machine, a real set both ways, and the proof
  test [ARGS…]   all tests of the workspace; ARGS go to `cargo test`
  faults [KIND…] [--long] [--seed N]  crashes, power cuts, full disks… against real processes, each with its control
  fuzz [TARGET…] [--core-minutes N]   random input for every reader; the corpora are replayed by the tests
  interop        the served API against its own OpenAPI document, by schemathesis over mutual TLS
  ci             what .ci/run runs: format, clippy, tidy, deny, docs, test
  assets         fetches the browser files of others (npm) into the target folder
  screenshots    pictures of every page of the office app, to be looked at
  tidy           house rules that a program can see: sizes, crate edges, names
  requirements   writes docs/requirements.md from the names of the tests
  bench check    how fast documents are checked, beside the ways others would do it
  bench exchange how fast the hub accepts and gives out signed sets, beside what the machine allows
  bench pages    how long the pages of a hub take with 300,000 offices";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let done = match command {
        "test" => test::run(rest),
        "ci" => ci::run(),
        "assets" => tools::ensure_npm().and_then(|()| assets::fetch()),
        "demo" => demo::run(rest),
        "faults" => faults::run(rest),
        "screenshots" => screenshots::take(),
        "tidy" => tidy::run(),
        "bench" => bench::run(rest),
        "fuzz" => fuzz::run(rest),
        "interop" => interop::run(rest),
        "requirements" => requirements::write(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no such command: {command}\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::FAILURE
        }
    }
}
