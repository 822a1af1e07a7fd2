//! The key and certificate that are to take the place of those in use: a renewal that is on its way.

use super::identity::{self, Identity, IdentityError};
use super::write::{remove, rename};
use super::{Home, write_whole};
use crate::{Surroundings, platform};
use evidence::SoftwareKey;
use std::io;

/// Key and certificates as in the file in use; until the certificate is there, the key alone.
const NEXT: &str = "identity-next.pem";

/// What a renewal has left.
#[derive(Debug)]
pub enum Next {
    /// Nothing, or nothing that can be used.
    Nothing,
    /// The key, made before it was certified.
    Key(SoftwareKey),
    /// Key and certificate, not in use yet.
    Whole(Box<Identity>),
}

impl Next {
    /// What a renewal that was stopped has left.
    ///
    /// # Errors
    /// When file or secret cannot be read.
    pub fn read(home: &Home) -> Result<Self, IdentityError> {
        let text = match std::fs::read_to_string(home.file(NEXT)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Nothing),
            text => text?,
        };
        let secret = platform::read_secret(home.folder())?;
        // The file is written whole, so what cannot be read is of another time and is made anew.
        let Ok((key, certificates)) = identity::parts(&text, &secret) else { return Ok(Self::Nothing) };
        if certificates.is_empty() {
            return Ok(Self::Key(key));
        }
        Ok(Identity::of(key, certificates).map_or(Self::Nothing, |identity| Self::Whole(Box::new(identity))))
    }

    /// The key of an enrolment, kept before its code is used: when the answer is lost, the same code gives the
    /// certificate for the same key again, and only for it.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn key_to_enrol(home: &Home, surroundings: &Surroundings) -> Result<SoftwareKey, IdentityError> {
        identity::secret(home, surroundings)?;
        match Self::read(home)? {
            Self::Key(key) => Ok(key),
            Self::Whole(next) => Ok(next.key),
            Self::Nothing => {
                let key = identity::fresh_key(surroundings)?;
                Self::keep_key(&key, home, surroundings)?;
                Ok(key)
            }
        }
    }

    /// Keeps a fresh key before anybody certifies it.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn keep_key(key: &SoftwareKey, home: &Home, surroundings: &Surroundings) -> Result<(), IdentityError> {
        let secret = platform::read_secret(home.folder())?;
        Ok(write_whole(&home.file(NEXT), identity::encrypted(key, &secret, surroundings)?.as_bytes())?)
    }

    /// Keeps key and certificate beside those in use.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn keep(identity: &Identity, home: &Home, surroundings: &Surroundings) -> Result<(), IdentityError> {
        let secret = platform::read_secret(home.folder())?;
        Ok(write_whole(&home.file(NEXT), identity.text(&secret, surroundings)?.as_bytes())?)
    }

    /// Puts the next key and certificate into use, in one step.
    ///
    /// # Errors
    /// When the file cannot be renamed; then the old ones stay in use.
    pub fn take_over(home: &Home) -> io::Result<()> {
        rename(&home.file(NEXT), &home.file(identity::FILE))
    }

    /// Throws away what cannot be used.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn discard(home: &Home) -> io::Result<()> {
        remove(&home.file(NEXT))
    }
}
