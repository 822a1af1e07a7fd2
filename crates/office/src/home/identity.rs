//! This terminal's key and certificate, together in one file, so that they change together or not at all. The key is
//! made here and never leaves it (S9, S76).

use super::{Home, write_whole};
use crate::Surroundings;
use crate::platform::{self, SecretError};
use evidence::Curve;
use evidence::certificate::profile::{DELEGATED_URI, OFFICE_URI};
use evidence::certificate::{
    Certificate, CertificateError, KeyFileError, OfficeCertificateKind, decrypt_key, encrypt_key,
};
use evidence::{KeyError, SoftwareKey};
use std::io;
use thiserror::Error;
use zeroize::Zeroizing;

/// Key (encrypted), certificate, issuing certificate and root, in PEM.
pub(super) const FILE: &str = "identity.pem";
/// A copy of the root for people who verify evidence with it.
const ROOT: &str = "root.pem";
/// Where the key ends and the certificates begin.
const CERTIFICATES: &str = "-----BEGIN CERTIFICATE-----";

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
    /// Not the three certificates that belong there.
    #[error("a certificate of the data folder is missing")]
    Incomplete,
    /// The certificate was issued for another key or by another authority.
    #[error("certificate and key of the data folder do not belong together")]
    Mismatch,
}

impl From<SecretError> for IdentityError {
    fn from(error: SecretError) -> Self {
        Self::Secret(Box::new(error))
    }
}

impl Identity {
    /// Key and certificates that belong together.
    ///
    /// # Errors
    /// [`IdentityError::Mismatch`].
    pub fn new(
        key: SoftwareKey,
        certificate: Certificate,
        issuing: Certificate,
        root: Certificate,
    ) -> Result<Self, IdentityError> {
        let own = evidence::Signer::public_key(&key);
        let belongs = certificate.key().spki() == own && certificate.identity().issuer == issuing.subject();
        if belongs { Ok(Self { key, certificate, issuing, root }) } else { Err(IdentityError::Mismatch) }
    }

    /// 事業所番号, as the certificate names it.
    pub fn office(&self) -> Option<String> {
        let named = |uri: &String| uri.strip_prefix(OFFICE_URI).map(str::to_owned);
        self.certificate.uris().iter().find_map(named)
    }

    /// Which of the two kinds of certificate it is.
    pub fn kind(&self) -> OfficeCertificateKind {
        kind_of(&self.certificate)
    }

    /// The certificate alone. The key stays closed: opening it takes a moment, on purpose.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn certificate_of(home: &Home) -> Result<Certificate, IdentityError> {
        let text = std::fs::read_to_string(home.file(FILE))?;
        let certificates = text.get(text.find(CERTIFICATES).unwrap_or(text.len())..).unwrap_or_default();
        Certificate::all_from_pem(certificates)?.into_iter().next().ok_or(IdentityError::Incomplete)
    }

    /// Reads key and certificates of a data folder.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn read(home: &Home) -> Result<Self, IdentityError> {
        let secret = platform::read_secret(home.folder())?;
        let (key, certificates) = parts(&std::fs::read_to_string(home.file(FILE))?, &secret)?;
        Self::of(key, certificates)
    }

    /// Keeps key and certificates of a terminal that enrols. A secret that is there stays: the store is sealed under it.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn write(&self, home: &Home, surroundings: &Surroundings) -> Result<(), IdentityError> {
        let secret = secret(home, surroundings)?;
        write_whole(&home.file(FILE), self.text(&secret, surroundings)?.as_bytes())?;
        Ok(write_whole(&home.file(ROOT), self.root.to_pem().as_bytes())?)
    }

    /// Bytes that change when key and certificate do; reading them costs little.
    pub(crate) fn mark(home: &Home) -> io::Result<Vec<u8>> {
        std::fs::read(home.file(FILE))
    }

    pub(super) fn of(key: SoftwareKey, certificates: Vec<Certificate>) -> Result<Self, IdentityError> {
        let [certificate, issuing, root] =
            <[Certificate; 3]>::try_from(certificates).map_err(|_| IdentityError::Incomplete)?;
        Self::new(key, certificate, issuing, root)
    }

    pub(super) fn text(&self, secret: &str, surroundings: &Surroundings) -> Result<String, IdentityError> {
        let certificates = [&self.certificate, &self.issuing, &self.root].map(Certificate::to_pem).concat();
        Ok(format!("{}{certificates}", encrypted(&self.key, secret, surroundings)?))
    }
}

/// Which of the two kinds of certificate an office's is.
pub(crate) fn kind_of(certificate: &Certificate) -> OfficeCertificateKind {
    let delegated = certificate.uris().iter().any(|uri| uri == DELEGATED_URI);
    if delegated { OfficeCertificateKind::DelegatedCarePlan } else { OfficeCertificateKind::CareInsurance }
}

/// The secret of a data folder, which is made when there is none.
pub(super) fn secret(home: &Home, surroundings: &Surroundings) -> Result<Zeroizing<String>, IdentityError> {
    std::fs::create_dir_all(home.folder())?;
    #[cfg(unix)]
    std::fs::set_permissions(home.folder(), std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    if let Some(secret) = platform::find_secret(home.folder())? {
        return Ok(secret);
    }
    let fresh = Zeroizing::new(surroundings.random::<32>()?);
    let secret = Zeroizing::new(fresh.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    platform::keep_secret(home.folder(), &secret)?;
    Ok(secret)
}

/// A fresh key of this terminal.
///
/// # Errors
/// When the system gives no random bytes.
pub fn fresh_key(surroundings: &Surroundings) -> Result<SoftwareKey, IdentityError> {
    // About once in 2^32 the bytes are outside of the curve's range.
    for _ in 0..3 {
        let random = Zeroizing::new(surroundings.random::<32>()?);
        if let Ok(key) = SoftwareKey::from_random(Curve::P256, random.as_slice()) {
            return Ok(key);
        }
    }
    let random = Zeroizing::new(surroundings.random::<32>()?);
    Ok(SoftwareKey::from_random(Curve::P256, random.as_slice())?)
}

pub(super) fn encrypted(key: &SoftwareKey, secret: &str, surroundings: &Surroundings) -> Result<String, IdentityError> {
    let (salt, iv) = (surroundings.random::<16>()?, surroundings.random::<16>()?);
    Ok(encrypt_key(&key.to_pkcs8(), secret, salt, iv)?)
}

pub(super) fn parts(text: &str, secret: &str) -> Result<(SoftwareKey, Vec<Certificate>), IdentityError> {
    let (key, certificates) = text.split_at(text.find(CERTIFICATES).unwrap_or(text.len()));
    let certificates = Certificate::all_from_pem(certificates)?;
    Ok((SoftwareKey::from_pkcs8(&decrypt_key(key, secret)?)?, certificates))
}
