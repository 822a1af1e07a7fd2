//! Where the data of this office is kept when nothing else is said.

use std::path::PathBuf;

/// The data folder of the user: `%LOCALAPPDATA%\Renkei` on Windows, `~/.local/share/renkei` on Linux.
pub(crate) fn default_data_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "Renkei").map(|dirs| dirs.data_local_dir().to_owned())
}
