//! What the program `renkei` saved for the recipient: each document that was handed over, once and whole.

use super::Wrong;
use evidence::Sha256;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A document that was handed to the sender's program.
#[derive(Debug, Clone)]
pub(crate) struct Handed {
    pub(crate) name: String,
    pub(crate) sha256: String,
}

/// Compares the recipient's folder with what was handed over.
pub(crate) fn check(folder: &Path, handed: &[Handed]) -> Result<Wrong, String> {
    let mut found = BTreeMap::new();
    walk(folder, &mut found)?;
    let mut wrong = Wrong::default();
    for one in handed {
        match found.remove(&one.sha256) {
            None => wrong.lost(&one.name, "it was sent and is not in the recipient's folder"),
            Some(paths) if paths.len() > 1 => wrong.twice(&one.name, format!("saved {} times", paths.len())),
            Some(_) => {}
        }
    }
    for path in found.into_values().flatten() {
        wrong.broken(format!("{path}: nobody sent this"));
    }
    Ok(wrong)
}

fn walk(folder: &Path, found: &mut BTreeMap<String, Vec<String>>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            walk(&path, found)?;
        } else if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".renkei-part")) {
            // Half a file is cleared away by the next run.
            found.entry(format!("left over: {}", path.display())).or_default().push(path.display().to_string());
        } else {
            let bytes = fs::read(&path).map_err(failed)?;
            found.entry(Sha256::of(&bytes).to_string()).or_default().push(path.display().to_string());
        }
    }
    Ok(())
}
