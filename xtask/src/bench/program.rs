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
    build_all(manifest, &[(package, name)])?;
    Ok(built(name))
}

/// Builds programs in release, by package and name; together, so that what they share is built once.
pub(super) fn build_all(manifest: &str, programs: &[(&str, &str)]) -> Result<(), String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--release", "--quiet"]);
    for (package, name) in programs {
        cargo.args(["--package", package, "--bin", name]);
    }
    cargo.arg("--manifest-path").arg(root().join(manifest)).arg("--target-dir").arg(target());
    let status = cargo.status().map_err(|error| format!("cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{manifest}: {programs:?} do not build")) }
}

/// Where a program lies that was built.
pub(super) fn built(name: &str) -> PathBuf {
    target().join("release").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

fn target() -> PathBuf {
    folder().join("build")
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

/// A folder of this name for one run, with nothing in it.
pub(super) fn empty_folder(name: &str) -> Result<PathBuf, String> {
    let folder = self::folder().join(name);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(format!("{}: {error}", folder.display()));
        }
        _ => {}
    }
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}
