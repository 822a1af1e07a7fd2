//! Certificate and key on disk. A renewal that was cut off at any step leaves a pair that fits.

use crate::authority::{OwnCertificate, write_whole};
use crate::data_folder::DataFolder;
use crate::fail_points::fail_point;
use evidence::certificate::Certificate;
use evidence::{Signer, SoftwareKey};
use std::io;
use std::path::PathBuf;

use super::renew::RenewError;

/// Where a certificate and its key lie.
pub(crate) struct Places {
    /// The certificate with its issuer.
    pub(crate) certificate: PathBuf,
    /// The key.
    pub(crate) key: PathBuf,
    /// The key of the next certificate; it takes the key's place once that certificate is there.
    pub(crate) next_key: PathBuf,
}

/// A certificate with the key that fits it.
pub(crate) struct Pair {
    /// The certificate first, then its issuer where it was kept.
    pub(crate) chain: Vec<Certificate>,
    /// Its key.
    pub(crate) key: SoftwareKey,
}

impl Places {
    /// Of one certificate.
    pub(crate) fn of(folder: &DataFolder, which: OwnCertificate) -> Self {
        match which {
            OwnCertificate::Server => Self {
                certificate: folder.server_certificate(),
                key: folder.server_key(),
                next_key: folder.server_key_next(),
            },
            OwnCertificate::Receipts => Self {
                certificate: folder.receipt_certificate(),
                key: folder.receipt_key(),
                next_key: folder.receipt_key_next(),
            },
        }
    }

    /// Reads the pair. When only the next key fits, a renewal was cut off at its last step, which is done now.
    pub(crate) fn read(&self) -> Result<Pair, RenewError> {
        let text = std::fs::read_to_string(&self.certificate).map_err(|source| file(&self.certificate, source))?;
        let chain = Certificate::all_from_pem(&text)?;
        let key = self.read_key(&self.key)?;
        let fits = |key: &SoftwareKey| chain.first().is_some_and(|leaf| leaf.key().spki() == key.public_key());
        if !fits(&key) && self.next_key.exists() {
            let next = self.read_key(&self.next_key)?;
            if fits(&next) {
                self.promote()?;
                return Ok(Pair { chain, key: next });
            }
        }
        Ok(Pair { chain, key })
    }

    /// Writes a renewed pair: first the key beside the present one, then the certificate, then the key takes its place.
    pub(super) fn write(&self, pair: &Pair) -> Result<(), RenewError> {
        write_whole(&self.next_key, &pair.key.to_pkcs8()).map_err(|source| file(&self.next_key, source))?;
        fail_point!("hub.own.key-written");
        let pem: String = pair.chain.iter().map(Certificate::to_pem).collect();
        write_whole(&self.certificate, pem.as_bytes()).map_err(|source| file(&self.certificate, source))?;
        fail_point!("hub.own.certificate-written");
        self.promote()?;
        fail_point!("hub.own.promoted");
        Ok(())
    }

    fn promote(&self) -> Result<(), RenewError> {
        std::fs::rename(&self.next_key, &self.key).map_err(|source| file(&self.key, source))
    }

    fn read_key(&self, path: &PathBuf) -> Result<SoftwareKey, RenewError> {
        Ok(SoftwareKey::from_pkcs8(&std::fs::read(path).map_err(|source| file(path, source))?)?)
    }
}

/// A certificate and its issuer, as they stand in a file.
pub(crate) fn chain(certificate: &Certificate, issuing: &Certificate) -> String {
    format!("{}{}", certificate.to_pem(), issuing.to_pem())
}

fn file(file: &std::path::Path, source: io::Error) -> RenewError {
    RenewError::File { file: file.to_owned(), source }
}
