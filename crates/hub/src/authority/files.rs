//! The authority's folder: root, issuing certificate and keys, revocation list with its number.

use super::keys::new_key;
use super::own::HubProfile;
use crate::fail_points::fail_point;
use crate::surroundings::Surroundings;
use evidence::certificate::{
    Certificate, CertificateError, CrlError, CrlIssueError, DistinguishedName, IssueError, Issuer, KeyFileError,
    RandomSerial, Revocation, RevocationList, UnverifiedList, decrypt_key, encrypt_key, make_crl, make_issuing,
    make_root,
};
use evidence::{Curve, KeyError, Signer, SoftwareKey};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the authority's folder cannot be made or used.
#[derive(Debug, Error)]
pub enum FilesError {
    /// There is an authority already; it is never overwritten.
    #[error("there is already an authority in {0}")]
    Exists(PathBuf),
    /// A file cannot be read or written.
    #[error("{file} cannot be read or written")]
    File {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// A certificate cannot be read.
    #[error("a certificate of the authority cannot be read")]
    Certificate(#[from] CertificateError),
    /// A key cannot be made.
    #[error("a key of the authority cannot be made")]
    Key(#[from] KeyError),
    /// A key cannot be opened: wrong passphrase, or a damaged file.
    #[error("a key of the authority cannot be opened")]
    KeyFile(#[from] KeyFileError),
    /// A certificate cannot be made.
    #[error("a certificate of the authority cannot be made")]
    Issue(#[from] IssueError),
    /// What the hub's own certificates say cannot be read.
    #[error("the hub's profile cannot be read")]
    Profile(#[from] serde_json::Error),
    /// The revocation list cannot be read.
    #[error("the revocation list cannot be read")]
    Crl(#[from] CrlError),
    /// The revocation list cannot be made.
    #[error("the revocation list cannot be made")]
    MakeCrl(#[from] CrlIssueError),
}

/// What a new authority is called, and the passphrases of its keys.
#[derive(Debug)]
pub struct Founding<'f> {
    /// Who runs it; stands in the certificates.
    pub organisation: &'f str,
    /// Passphrase of the root key, needed every two years.
    pub root_passphrase: &'f str,
    /// Passphrase of the issuing key, needed when `ca serve` starts.
    pub issuing_passphrase: &'f str,
}

/// The folder of an authority.
#[derive(Debug, Clone)]
pub struct AuthorityFiles {
    folder: PathBuf,
}

impl AuthorityFiles {
    /// The folder, which need not exist yet.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Makes root, issuing authority and an empty revocation list.
    ///
    /// # Errors
    /// [`FilesError::Exists`] when there is one already; otherwise what could not be made.
    pub fn found(&self, founding: &Founding<'_>, surroundings: &Surroundings) -> Result<(), FilesError> {
        let root_file = self.path("root.pem");
        if root_file.exists() {
            return Err(FilesError::Exists(self.folder.clone()));
        }
        fs::create_dir_all(&self.folder).map_err(|source| self.error("", source))?;
        let (root_key, issuing_key) = (new_key(Curve::P384, surroundings)?, new_key(Curve::P256, surroundings)?);
        let name = |part: &str| DistinguishedName {
            organisation: founding.organisation.to_owned(),
            common_name: format!("Renkei {part} CA"),
        };
        let now = surroundings.now();
        let root = make_root(&name("Root"), &root_key, RandomSerial(surroundings.random()), now)?;
        let serial = RandomSerial(surroundings.random());
        let issuing = make_issuing(&root, &root_key, &name("Issuing"), issuing_key.public_key(), serial, now)?;
        self.write_key("root.key.pem", &root_key, founding.root_passphrase, surroundings)?;
        self.write_key("issuing.key.pem", &issuing_key, founding.issuing_passphrase, surroundings)?;
        self.write("issuing.pem", issuing.to_pem().as_bytes())?;
        self.next_crl(Issuer { certificate: &issuing, signer: &issuing_key }, &[], surroundings)?;
        // Last: its presence says that the authority is whole.
        self.write("root.pem", root.to_pem().as_bytes())
    }

    /// The root certificate.
    ///
    /// # Errors
    /// [`FilesError`].
    pub fn root(&self) -> Result<Certificate, FilesError> {
        Ok(Certificate::from_pem(&self.read_text("root.pem")?)?)
    }

    /// The issuing certificate.
    ///
    /// # Errors
    /// [`FilesError`].
    pub fn issuing(&self) -> Result<Certificate, FilesError> {
        Ok(Certificate::from_pem(&self.read_text("issuing.pem")?)?)
    }

    /// What certificates of the hub itself say.
    ///
    /// # Errors
    /// [`FilesError`].
    pub fn hub(&self) -> Result<HubProfile, FilesError> {
        Ok(serde_json::from_str(&self.read_text("hub.json")?)?)
    }

    /// Writes down what certificates of the hub itself say.
    ///
    /// # Errors
    /// [`FilesError`].
    pub fn describe_hub(&self, profile: &HubProfile) -> Result<(), FilesError> {
        self.write("hub.json", &serde_json::to_vec_pretty(profile)?)
    }

    /// The issuing key.
    ///
    /// # Errors
    /// [`FilesError::KeyFile`] when the passphrase is wrong.
    pub fn issuing_key(&self, passphrase: &str) -> Result<SoftwareKey, FilesError> {
        let pkcs8 = decrypt_key(&self.read_text("issuing.key.pem")?, passphrase)?;
        Ok(SoftwareKey::from_pkcs8(&pkcs8)?)
    }

    /// The present revocation list, its signature verified.
    ///
    /// # Errors
    /// [`FilesError`].
    pub fn crl(&self) -> Result<RevocationList, FilesError> {
        let der = fs::read(self.path("crl.der")).map_err(|source| self.error("crl.der", source))?;
        Ok(UnverifiedList::from_der(&der)?.verify(&self.issuing()?)?)
    }

    /// Makes the next revocation list and keeps it. Its number is one more than the last that was written, and is
    /// written first, so that no number is used twice.
    ///
    /// # Errors
    /// [`FilesError`].
    pub fn next_crl(
        &self,
        issuer: Issuer<'_>,
        revoked: &[Revocation],
        surroundings: &Surroundings,
    ) -> Result<RevocationList, FilesError> {
        let last = fs::read_to_string(self.path("crl.number")).ok().and_then(|text| text.trim().parse::<u64>().ok());
        let number = last.map_or(1, |last| last.saturating_add(1));
        self.write("crl.number", number.to_string().as_bytes())?;
        fail_point!("hub.ca.list-numbered");
        let list = make_crl(issuer, number, surroundings.now(), revoked)?;
        self.write("crl.der", list.der())?;
        fail_point!("hub.ca.list-made");
        Ok(list)
    }

    fn write_key(
        &self,
        name: &str,
        key: &SoftwareKey,
        passphrase: &str,
        surroundings: &Surroundings,
    ) -> Result<(), FilesError> {
        let pem = encrypt_key(&key.to_pkcs8(), passphrase, surroundings.random(), surroundings.random())?;
        self.write(name, pem.as_bytes())
    }

    fn read_text(&self, name: &str) -> Result<String, FilesError> {
        fs::read_to_string(self.path(name)).map_err(|source| self.error(name, source))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), FilesError> {
        write_whole(&self.path(name), bytes).map_err(|source| self.error(name, source))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn error(&self, name: &str, source: io::Error) -> FilesError {
        FilesError::File { file: self.path(name), source }
    }
}

/// Writes a file that only its owner may read: wholly or not at all, on disk when it returns.
pub(crate) fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = file.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options.open(&beside)?;
    open.write_all(bytes)?;
    fail_point!("hub.file.written");
    open.sync_all()?;
    fail_point!("hub.file.synced");
    drop(open);
    fs::rename(&beside, file)?;
    fail_point!("hub.file.renamed");
    match file.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
