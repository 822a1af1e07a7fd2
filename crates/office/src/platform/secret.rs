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

/// The secret of the data folder, if one was ever kept there. What cannot be read is an error, not an absence: the
/// store is sealed under it.
#[cfg(not(any(windows, target_os = "macos")))]
pub(crate) fn find_secret(folder: &Path) -> Result<Option<Zeroizing<String>>, SecretError> {
    match read_secret(folder) {
        Ok(secret) => Ok(Some(secret)),
        Err(SecretError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The secret of the data folder, if one was ever kept there.
#[cfg(any(windows, target_os = "macos"))]
pub(crate) fn find_secret(folder: &Path) -> Result<Option<Zeroizing<String>>, SecretError> {
    match read_secret(folder) {
        Ok(secret) => Ok(Some(secret)),
        Err(SecretError::Store(keyring::Error::NoEntry)) => Ok(None),
        Err(error) => Err(error),
    }
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
