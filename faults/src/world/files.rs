//! Folders: made, copied, removed.

use super::process::output;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// Makes a folder.
pub(crate) fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// Copies a folder with its rights; what is in the target already stays.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    make(to)?;
    // Sockets of processes that ended are left out.
    let script = r#"cd "$0" && tar cf - --exclude='*.sock' . | tar xpf - -C "$1""#;
    output(Command::new("sh").args(["-c", script]).arg(from).arg(to)).map(drop)
}

/// Removes a folder, if it is there.
pub(crate) fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(format!("{}: {error}", folder.display())),
        _ => Ok(()),
    }
}
