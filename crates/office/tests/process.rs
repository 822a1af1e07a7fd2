//! The binary itself: exit codes, pipes that nobody writes to, large files, standard input.

use crate::run::samples;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const RESULT: &str = "UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV";

fn renkei(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).env("NO_COLOR", "1");
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn exit_codes() {
    let folder = samples().join("202407/K5");
    assert_eq!(renkei(&folder, &["check", "."]).status.code(), Some(0));
    let spoilt = tempfile::tempdir().unwrap();
    fs::write(spoilt.path().join(RESULT), b"").unwrap();
    assert_eq!(renkei(spoilt.path(), &["check", RESULT]).status.code(), Some(1));
    for args in [&["check", "nowhere"][..], &["check"], &[], &["chek"], &["check", "--fromat"], &["check", "-"]] {
        assert_eq!(renkei(&folder, args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn relative_paths_are_shown_as_given() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(RESULT), b"").unwrap();
    let ran = renkei(folder.path(), &["check", RESULT]);
    assert!(text(&ran.stdout).contains(&format!("--> {RESULT}\n")), "{}", text(&ran.stdout));
    let ran = renkei(folder.path(), &["check", "./"]);
    assert!(text(&ran.stdout).contains(&format!("--> ./{RESULT}\n")), "{}", text(&ran.stdout));
}

#[test]
fn standard_input_under_a_name() {
    let bytes = fs::read(samples().join("202407/K5").join(RESULT)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei"));
    command
        .args(["check", "-", "--name", RESULT, "--as-of", "2025-06-10"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(&bytes).unwrap();
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stdout));
    assert!(text(&ran.stdout).contains("23件"), "{}", text(&ran.stdout));
}

#[test]
fn a_file_of_nothing_but_nuls_is_decided_at_once() {
    let folder = tempfile::tempdir().unwrap();
    File::create(folder.path().join(RESULT)).unwrap().set_len(2 << 30).unwrap();
    let ran = renkei(folder.path(), &["check", "--format", "json", RESULT]);
    assert_eq!(ran.status.code(), Some(1));
    let result: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
    let file = &result["sets"][0]["files"][0];
    assert!(file["bytes"].as_u64().unwrap() < 1 << 20, "{file}");
    assert_eq!(file["errors"], 1);
}

#[test]
fn the_reader_may_go_away() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renkei"));
    command.args(["check", "--format", "json"]).arg(samples()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let ran = child.wait_with_output().unwrap();
    assert_eq!(text(&ran.stderr), "");
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_never_opened() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(samples().join("202407/K5").join(RESULT), folder.path().join(RESULT)).unwrap();
    let pipe = RESULT.replace("090000", "090001");
    let made = Command::new("mkfifo").arg(folder.path().join(&pipe)).status().unwrap();
    assert!(made.success());
    let ran = renkei(folder.path(), &["check", "."]);
    assert_eq!(ran.status.code(), Some(0), "{}", text(&ran.stdout));
    assert!(text(&ran.stdout).contains("装置やパイプ"), "{}", text(&ran.stdout));
    for path in [pipe.as_str(), "/dev/zero"] {
        let ran = renkei(folder.path(), &["check", path]);
        assert_eq!(ran.status.code(), Some(2), "{}", text(&ran.stdout));
    }
}

#[test]
fn the_program_behind_the_icon_prints_version_and_help_and_ends() {
    for (asked, said) in [("--version", env!("CARGO_PKG_VERSION")), ("--help", "renkei app"), ("-h", "renkei app")] {
        let ran = Command::new(env!("CARGO_BIN_EXE_renkei-app")).arg(asked).stdin(Stdio::null()).output().unwrap();
        assert!(ran.status.success() && text(&ran.stdout).contains(said), "{asked}: {ran:?}");
    }
}
