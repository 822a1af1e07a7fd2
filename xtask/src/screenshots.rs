//! `cargo xtask screenshots`: every page in the windows of offices, as pictures in the target folder. Look at them; they are
//! never committed.

use crate::{assets, run, tools};

/// Runs the tests that look at pages; they leave the pictures.
pub(crate) fn take() -> Result<(), String> {
    tools::ensure_for_tests()?;
    assets::fetch()?;
    run::cargo(&["test", "--locked", "-p", "desk", "--test", "desk", "--", "looks::", "journeys::"])?;
    run::cargo(&["test", "--locked", "-p", "office", "--test", "office", "--", "window::"])?;
    run::cargo(&["test", "--locked", "-p", "hub", "--test", "hub", "--", "portals::"])?;
    println!(
        "\nThe pictures are in the target folder, `pictures/desk`, `pictures/office` and `pictures/portals`: 1366x768, 1366x625 and 200 % zoom. Look at all of them."
    );
    Ok(())
}
