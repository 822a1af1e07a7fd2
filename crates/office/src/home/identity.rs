//! This terminal's key and certificate. The key is made here and never leaves it (S9, S76).

use super::{Home, write_whole};
use crate::platform::{self, SecretError};
use evidence::certificate::{Certificate, CertificateError, KeyFileError, decrypt_key, encrypt_key};
use evidence::{KeyError, SoftwareKey};
use std::io;
use thiserror::Error;

/// Key, certificate, issuing certificate and root.
#[derive(Debug)]
pub struct Identity {
    /// The key.
    pub key: SoftwareKey,
    /// This terminal's certificate.
    pub certificate: Certificate,
    /// Who issued it.
    pub issuing: Certificate,
    /// The only root that is trusted.
    pub root: Certificate,
}

/// Why key and certificate cannot be used.
#[derive(Debug, Error)]
pub enum IdentityError {
    /// A file.
    #[error("a file of the data folder cannot be read or written")]
    Io(#[from] io::Error),
    /// A certificate.
    #[error("a certificate of the data folder cannot be read")]
    Certificate(#[from] CertificateError),
    /// The encrypted key.
    #[error("the key of the data folder cannot be opened")]
    KeyFile(#[from] KeyFileError),
    /// The key.
    #[error("the key of the data folder cannot be used")]
    Key(#[from] KeyError),
    /// The secret that opens the key.
    #[error("the secret of the data folder cannot be read or kept")]
    Secret(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The certificate was issued for another key.
    #[error("certificate and key of the data folder do not belong together")]
    Mismatch,
}

impl From<SecretError> for IdentityError {
    fn from(error: SecretError) -> Self {
        Self::Secret(Box::new(error))
    }
}

impl Identity {
    /// Reads key and certificates of a data folder.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn read(home: &Home) -> Result<Self, IdentityError> {
        let text = |name: &str| std::fs::read_to_string(home.file(name));
        let secret = platform::read_secret(home.folder())?;
        let pkcs8 = decrypt_key(&text("key.pem")?, &secret)?;
        let identity = Self {
            key: SoftwareKey::from_pkcs8(&pkcs8)?,
            certificate: Certificate::from_pem(&text("certificate.pem")?)?,
            issuing: Certificate::from_pem(&text("issuing.pem")?)?,
            root: Certificate::from_pem(&text("root.pem")?)?,
        };
        let own = evidence::Signer::public_key(&identity.key);
        if identity.certificate.key().spki() == own { Ok(identity) } else { Err(IdentityError::Mismatch) }
    }

    /// Keeps key and certificates in a data folder; the key encrypted under a fresh secret. `random` gives 64 bytes.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn write(&self, home: &Home, random: [u8; 64]) -> Result<(), IdentityError> {
        let (secret, rest) = random.split_at(32);
        let (salt, iv) = rest.split_at(16);
        let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let as_array = |bytes: &[u8]| <[u8; 16]>::try_from(bytes).unwrap_or_default();
        let key = encrypt_key(&self.key.to_pkcs8(), &secret, as_array(salt), as_array(iv))?;
        std::fs::create_dir_all(home.folder())?;
        #[cfg(unix)]
        std::fs::set_permissions(home.folder(), std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        platform::keep_secret(home.folder(), &secret)?;
        write_whole(&home.file("key.pem"), key.as_bytes())?;
        write_whole(&home.file("root.pem"), self.root.to_pem().as_bytes())?;
        write_whole(&home.file("issuing.pem"), self.issuing.to_pem().as_bytes())?;
        Ok(write_whole(&home.file("certificate.pem"), self.certificate.to_pem().as_bytes())?)
    }
}
