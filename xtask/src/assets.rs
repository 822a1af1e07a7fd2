//! `cargo xtask assets`: brings the browser files of others into the target folder, checked against package-lock.json.

use crate::run::{program, root, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the list of files stands.
const LISTS: [&str; 2] = ["package.json", "package-lock.json"];

/// Fetches what is not there yet. `build.rs` of crate `web` embeds it, and the browser tests find axe-core in it.
pub(crate) fn fetch() -> Result<(), String> {
    fetched().map(drop)
}

/// The same; gives where they are, for a build with a target folder of its own (`UI_ASSETS_DIR`).
pub(crate) fn fetched() -> Result<PathBuf, String> {
    let folder = target()?.join("ui-assets");
    let source = root().join("crates/web");
    let files = folder.join("node_modules");
    if is_current(&source, &folder) {
        return Ok(files);
    }
    let said = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| format!("{path}: {error}")
    };
    fs::create_dir_all(&folder).map_err(said(&folder))?;
    for list in LISTS {
        fs::copy(source.join(list), folder.join(list)).map_err(said(&source.join(list)))?;
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    run(program(npm, &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder))?;
    Ok(files)
}

/// True when npm finished with this lock file: it writes its own list last.
fn is_current(source: &Path, folder: &Path) -> bool {
    let same = |list: &str| fs::read(source.join(list)).ok() == fs::read(folder.join(list)).ok();
    LISTS.iter().all(|list| same(list)) && folder.join("node_modules/.package-lock.json").is_file()
}

/// The target folder that cargo uses.
fn target() -> Result<PathBuf, String> {
    let output = program("cargo", &["metadata", "--no-deps", "--format-version", "1"]).output();
    let output = output.map_err(|error| format!("cargo metadata: {error}"))?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("cargo metadata: {}", String::from_utf8_lossy(&output.stderr)))?;
    let folder = metadata.get("target_directory").and_then(Value::as_str);
    folder.map(PathBuf::from).ok_or_else(|| "cargo metadata names no target folder".to_owned())
}
