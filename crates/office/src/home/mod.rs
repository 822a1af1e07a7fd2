//! The data folder: one folder is one office on one terminal, with its key, its certificate and its store.

mod identity;
mod next;
mod settings;
mod write;

pub(crate) use identity::kind_of;
pub use identity::{Identity, IdentityError, fresh_key};
pub use next::Next;
pub use settings::{Settings, SettingsError};
pub(crate) use write::write_whole;

use crate::platform;
use std::path::{Path, PathBuf};

/// The data folder.
#[derive(Debug, Clone)]
pub struct Home {
    folder: PathBuf,
}

impl Home {
    /// The folder that was given, else the one of the user; `None` when the user has none.
    pub fn find(given: Option<PathBuf>) -> Option<Self> {
        given.or_else(platform::default_data_folder).map(|folder| Self { folder })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}
