//! What this terminal knows of its hub and its office.

use super::{Home, write_whole};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Written once when the terminal enrols, changed in the settings later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    /// The hub's host name.
    pub host: String,
    /// Port of the exchange.
    pub exchange_port: u16,
    /// Port of the public listener.
    pub public_port: u16,
    /// The hub's network.
    pub network: String,
    /// 事業所番号 of this office.
    pub office: String,
}

/// Why the settings cannot be used.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// The terminal has not enrolled yet.
    #[error("this terminal has not enrolled yet")]
    NotEnrolled,
    /// The file.
    #[error("{file} cannot be read or written")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The file's content.
    #[error("{file} is damaged")]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        #[source]
        source: serde_json::Error,
    },
}

const FILE: &str = "settings.json";

impl Settings {
    /// Reads the settings of a data folder.
    ///
    /// # Errors
    /// [`SettingsError`].
    pub fn read(home: &Home) -> Result<Self, SettingsError> {
        let file = home.file(FILE);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(SettingsError::NotEnrolled),
            Err(source) => return Err(SettingsError::File { file, source }),
        };
        serde_json::from_str(&text).map_err(|source| SettingsError::Damaged { file, source })
    }

    /// Writes them.
    ///
    /// # Errors
    /// [`SettingsError::File`].
    pub fn write(&self, home: &Home) -> Result<(), SettingsError> {
        let file = home.file(FILE);
        let text =
            serde_json::to_vec_pretty(self).map_err(|source| SettingsError::Damaged { file: file.clone(), source })?;
        write_whole(&file, &text).map_err(|source| SettingsError::File { file, source })
    }
}
