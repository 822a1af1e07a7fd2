//! Reads an evidence bundle and examines it offline.

use std::collections::BTreeMap;

use super::error::BundleError;
use super::examine::{Evidence, examine_with};
use super::report::Report;
use super::{CONTAINER_ENTRY, ProofFile, README_ENTRY, RECEIPT_KINDS, SUMMARY_ENTRY, zip_limits};
use crate::certificate::{Certificate, CrlError, TrustStore};
use crate::container::Limits;
use crate::receipt::SignedReceipt;
use crate::time::Timestamp;
use crate::zip;

/// A bundle as read. Texts for people are not kept, and nothing in it is trusted.
#[derive(Debug, Clone)]
pub struct Bundle {
    container: Vec<u8>,
    receipts: Vec<SignedReceipt>,
    proofs: Vec<ProofFile>,
    certificates: Vec<Certificate>,
    lists: Vec<String>,
}

impl Bundle {
    /// Reads a bundle.
    ///
    /// # Errors
    /// [`BundleError`].
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, BundleError> {
        let archive = zip::read(bytes, &zip_limits(limits))?;
        let mut files: BTreeMap<&str, Vec<u8>> =
            archive.entries.into_iter().map(|entry| (entry.name, entry.content.into_owned())).collect();
        let mut take = |name: &str| files.remove(name);
        let missing = |name: &str| BundleError::MissingFile(name.to_owned());
        let container = take(CONTAINER_ENTRY).ok_or_else(|| missing(CONTAINER_ENTRY))?;
        take(README_ENTRY).ok_or_else(|| missing(README_ENTRY))?;
        take(SUMMARY_ENTRY).ok_or_else(|| missing(SUMMARY_ENTRY))?;
        let mut receipts = Vec::new();
        for kind in RECEIPT_KINDS {
            let (json, signature) = (format!("receipts/{kind}.json"), format!("receipts/{kind}.p7s"));
            match (take(&json), take(&signature)) {
                (Some(json), Some(signature)) => receipts.push(SignedReceipt { json, signature }),
                (None, None) => {}
                (None, Some(_)) => return Err(BundleError::MissingFile(json)),
                (Some(_), None) => return Err(BundleError::MissingFile(signature)),
            }
        }
        let mut bundle = Self { container, receipts, proofs: Vec::new(), certificates: Vec::new(), lists: Vec::new() };
        for (name, content) in files {
            bundle.add(name, content)?;
        }
        Ok(bundle)
    }

    fn add(&mut self, name: &str, content: Vec<u8>) -> Result<(), BundleError> {
        let is_pem = |folder: &str| {
            let stem = name.strip_prefix(folder).and_then(|rest| rest.strip_suffix(".pem"));
            stem.is_some_and(|stem| !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        };
        if ProofFile::has_proper_name(name) {
            self.proofs.push(ProofFile { name: name.to_owned(), content });
        } else if is_pem("certificates/") {
            self.certificates.extend(Certificate::all_from_pem(&text(name, content)?)?);
        } else if is_pem("crl/") {
            self.lists.push(text(name, content)?);
        } else {
            return Err(BundleError::UnknownFile(name.to_owned()));
        }
        Ok(())
    }

    /// Examines it with the roots that the caller trusts; those inside are never trusted. `at` is the person's wish.
    ///
    /// # Errors
    /// [`BundleError::Crl`] when a revocation list inside is damaged or forged.
    pub fn examine(&self, trust: &TrustStore, at: Option<Timestamp>, limits: &Limits) -> Result<Report, BundleError> {
        let mut trust = trust.clone();
        for certificate in self.certificates.iter().filter(|one| one.is_authority()) {
            // The root inside, and authorities of roots that we do not trust, are of no use and do no harm.
            let _ = trust.add_issuing(certificate);
        }
        for list in &self.lists {
            match trust.add_crl_pem(list) {
                // A list of somebody else says nothing about ours.
                Ok(()) | Err(CrlError::UnknownIssuer) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let evidence = Evidence { container: &self.container, receipts: &self.receipts, at };
        Ok(examine_with(&evidence, &self.proofs, &trust, limits))
    }

    /// The container's bytes.
    pub fn container(&self) -> &[u8] {
        &self.container
    }

    /// The receipts.
    pub fn receipts(&self) -> &[SignedReceipt] {
        &self.receipts
    }

    /// The files of the log beside the receipts.
    pub fn proofs(&self) -> &[ProofFile] {
        &self.proofs
    }

    /// The certificates, roots included.
    pub fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }
}

fn text(name: &str, content: Vec<u8>) -> Result<String, BundleError> {
    String::from_utf8(content).map_err(|_| BundleError::NotText(name.to_owned()))
}
