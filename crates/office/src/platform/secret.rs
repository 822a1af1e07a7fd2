//! The secret that opens this terminal's key: in the keeping of the operating system, on Linux a file for its owner.

use std::path::Path;
use thiserror::Error;
use zeroize::Zeroizing;

/// Why the secret cannot be kept or read.
#[derive(Debug, Error)]
pub(crate) enum SecretError {
    /// The file.
    #[error("the file cannot be read or written")]
    #[cfg(not(any(windows, target_os = "macos")))]
    Io(#[from] std::io::Error),
    /// The operating system's store.
    #[error("the secret store of the system refused")]
    #[cfg(any(windows, target_os = "macos"))]
    Store(#[from] keyring::Error),
}

/// Keeps the secret of the data folder.
#[cfg(not(any(windows, target_os = "macos")))]
pub(crate) fn keep_secret(folder: &Path, secret: &str) -> Result<(), SecretError> {
    Ok(crate::home::write_whole(&folder.join("secret"), secret.as_bytes())?)
}

/// Reads the secret of the data folder.
#[cfg(not(any(windows, target_os = "macos")))]
pub(crate) fn read_secret(folder: &Path) -> Result<Zeroizing<String>, SecretError> {
    Ok(Zeroizing::new(std::fs::read_to_string(folder.join("secret"))?))
}

/// Keeps the secret of the data folder.
#[cfg(any(windows, target_os = "macos"))]
pub(crate) fn keep_secret(folder: &Path, secret: &str) -> Result<(), SecretError> {
    Ok(entry(folder)?.set_password(secret)?)
}

/// Reads the secret of the data folder.
#[cfg(any(windows, target_os = "macos"))]
pub(crate) fn read_secret(folder: &Path) -> Result<Zeroizing<String>, SecretError> {
    Ok(Zeroizing::new(entry(folder)?.get_password()?))
}

#[cfg(any(windows, target_os = "macos"))]
fn entry(folder: &Path) -> Result<keyring::Entry, keyring::Error> {
    keyring::Entry::new("renkei", &folder.display().to_string())
}
