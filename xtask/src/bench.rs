//! `cargo xtask bench`: measures, and says which limits and goals are met. Figures, never a test.

mod check;
mod figures;
mod limits;
mod program;
mod table;

const USAGE: &str = "\
cargo xtask bench check [--quick] [--python PROGRAM]
    How fast documents are checked, beside the ways others would do it, on the same generated data.
    --quick           3 passes over 200 MB instead of 5, and the memory on 200 MB instead of 1 GB; under a minute
    --python PROGRAM  a Python that has the validators to compare with (frictionless); default python3
    The figures go to target/bench/check.json; what each means stands in bench/README.md.";

/// Runs the bench that the arguments name.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.split_first() {
        Some((name, rest)) if name == "check" => check::run(&check::Plan::parse(rest).ok_or(USAGE)?),
        _ => Err(USAGE.to_owned()),
    }
}
