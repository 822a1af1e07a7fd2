//! Runs `openssl`, `unzip` and `sh`. A tool that is missing fails the test: nothing is skipped.

use std::path::Path;
use std::process::{Command, Output};

pub fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"))
}

/// Runs and must succeed; gives both outputs as one text.
pub fn ok(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = run(folder, program, arguments);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{program} {arguments:?}: {text}");
    text
}

pub fn openssl(folder: &Path, line: &str) -> String {
    ok(folder, "openssl", &line.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>())
}

pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}
