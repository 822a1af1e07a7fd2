//! Only one process of an office sends; it holds this lock. The system lets go of it when the process dies.

use crate::home::Home;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;

/// Held while sending.
#[derive(Debug)]
pub struct SenderLock {
    _file: File,
}

impl SenderLock {
    /// Takes the lock; `None` when another process has it.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub fn take(home: &Home) -> io::Result<Option<Self>> {
        let file = open(home, "sender.lock")?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Waits until no other process renews the session: a refresh token is good only once.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub(crate) fn of_session(home: &Home) -> io::Result<Self> {
        Self::wait(home, "session.lock")
    }

    /// Waits until no other process renews the certificate.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub(crate) fn of_renewal(home: &Home) -> io::Result<Self> {
        Self::wait(home, "renewal.lock")
    }

    fn wait(home: &Home, name: &str) -> io::Result<Self> {
        let file = open(home, name)?;
        file.lock()?;
        Ok(Self { _file: file })
    }

    /// Waits until no other process puts a set into the outbox: of two that look at once, both would find nothing.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub(crate) fn of_outbox(home: &Home) -> io::Result<Self> {
        Self::wait(home, "outbox.lock")
    }

    /// Waits until no other process saves documents.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub(crate) fn of_saving(home: &Home) -> io::Result<Self> {
        Self::wait(home, "saving.lock")
    }
}

fn open(home: &Home, name: &str) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(home.file(name))
}
