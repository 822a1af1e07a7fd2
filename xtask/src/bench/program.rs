//! Building and calling the programs that measure.

use crate::run::root;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where all that a bench makes is kept.
pub(super) fn folder() -> PathBuf {
    root().join("target").join("bench")
}

/// Builds a program in release; gives where it lies.
pub(super) fn build(manifest: &str, package: &str, name: &str) -> Result<PathBuf, String> {
    let target = folder().join("build");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--quiet", "--package", package, "--bin", name]);
    cargo.arg("--manifest-path").arg(root().join(manifest)).arg("--target-dir").arg(&target);
    let status = cargo.status().map_err(|error| format!("cargo: {error}"))?;
    if !status.success() {
        return Err(format!("{package} does not build"));
    }
    Ok(target.join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// What a program prints; an error when it fails.
pub(super) fn output(command: &mut Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("{name}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{name}: {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
