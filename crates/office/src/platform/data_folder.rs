//! Where the data of this office and what it receives are kept when nothing else is said.

use std::path::PathBuf;

/// The data folder of the user: `%LOCALAPPDATA%\Renkei` on Windows, `~/.local/share/renkei` on Linux.
pub(crate) fn default_data_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "Renkei").map(|dirs| dirs.data_local_dir().to_owned())
}

/// Where received files go when nobody chooses: in the documents of the user, else in their home.
pub(crate) fn default_save_folder() -> Option<PathBuf> {
    let user = directories::UserDirs::new()?;
    let documents = user.document_dir().filter(|folder| folder.is_dir());
    Some(documents.unwrap_or_else(|| user.home_dir()).join("れんけい").join("受信"))
}
