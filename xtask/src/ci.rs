//! `cargo xtask ci`: everything a change must pass, quickest first.

use crate::run::{cargo, program, run as run_program};
use crate::{assets, faults, test, tidy, tools};

pub(crate) fn run() -> Result<(), String> {
    cargo(&["fmt", "--all", "--check"])?;
    tidy::run()?;
    tools::ensure_for_tests()?;
    assets::fetch()?;
    cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"])?;
    tools::ensure_cargo_deny()?;
    cargo(&["deny", "check", "bans", "licenses", "sources"])?;
    let mut docs = program("cargo", &["doc", "--workspace", "--no-deps", "--locked", "--document-private-items"]);
    run_program(docs.env("RUSTDOCFLAGS", "--deny warnings"))?;
    test::run(&[])?;
    faults::run(&[])
}
