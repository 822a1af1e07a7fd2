//! The text files of the repository that the house rules are about.

use crate::run::program;
use std::path::{Path, PathBuf};

/// A file with its text.
pub(crate) struct Source {
    /// Path from the root.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn is_rust(&self) -> bool {
        self.path.extension().is_some_and(|extension| extension == "rs")
    }
}

/// Reads all tracked and new text files that git does not ignore.
pub(crate) fn read(root: &Path) -> Result<Vec<Source>, String> {
    let listed = program("git", &["ls-files", "--cached", "--others", "--exclude-standard"])
        .output()
        .map_err(|error| format!("git ls-files: {error}"))?;
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    let text_of = |name: &str| {
        let text = std::fs::read_to_string(root.join(name)).ok()?;
        Some(Source { path: PathBuf::from(name), text })
    };
    Ok(names.lines().filter_map(text_of).collect())
}
