//! `cargo xtask faults`: builds the programs as they are and as the controls break them, and runs the fault harness.

use crate::run::{built, cargo, program, root, run as run_program};
use crate::tools;
use std::fs;
use std::path::Path;

/// Programs that the controls break, with the feature that lets them.
const SABOTAGED: &[&str] =
    &["build", "--locked", "-p", "hub", "-p", "office", "--features", "hub/sabotage,hub/failpoints,office/sabotage"];
const NORMAL: &[&str] = &["build", "--locked", "-p", "hub", "-p", "office", "-p", "faults"];

/// Runs the harness; `args` are its own.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    tools::ensure_for_faults()?;
    let folder = root().join("target/faults");
    let programs = folder.join("programs");
    cargo(SABOTAGED)?;
    keep(&programs.join("sabotaged"), &["renkei-hub", "renkei"])?;
    cargo(NORMAL)?;
    keep(&programs.join("normal"), &["renkei-hub", "renkei", "faults"])?;
    let harness = programs.join("normal/faults").display().to_string();
    let mut command = program(&harness, &["--programs"]);
    command.arg(&programs).arg("--folder").arg(&folder).args(args);
    run_program(&mut command)
}

/// Copies what was just built: the next build overwrites it.
fn keep(folder: &Path, names: &[&str]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    for name in names {
        let kept = folder.join(name);
        // A program that is still being run cannot be written over, only taken away.
        if kept.exists() {
            fs::remove_file(&kept).map_err(failed)?;
        }
        fs::copy(built().join(name), kept).map_err(failed)?;
    }
    Ok(())
}
