//! `cargo xtask test`: all tests of the workspace, after making sure that the programs they call are there.

use crate::{assets, run, tools};

pub(crate) fn run(args: &[String]) -> Result<(), String> {
    tools::ensure_for_tests()?;
    assets::fetch()?;
    let mut command = vec!["test", "--workspace", "--locked"];
    command.extend(args.iter().map(String::as_str));
    run::cargo(&command)
}
