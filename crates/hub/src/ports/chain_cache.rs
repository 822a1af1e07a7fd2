//! Verified certificate paths of before, a bounded number of them.

use evidence::Sha256;
use evidence::certificate::{ChainCache, TrustedCertificate};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// Remembers paths; when it is full it begins anew.
#[derive(Debug)]
pub struct BoundedChainCache {
    most: usize,
    known: RwLock<HashMap<Sha256, Arc<TrustedCertificate>>>,
}

impl BoundedChainCache {
    /// Remembers at most so many.
    pub fn new(most: usize) -> Self {
        Self { most, known: RwLock::default() }
    }
}

impl ChainCache for BoundedChainCache {
    fn find(&self, fingerprint: &Sha256) -> Option<Arc<TrustedCertificate>> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(fingerprint).cloned()
    }

    fn keep(&self, certificate: &Arc<TrustedCertificate>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= self.most {
            known.clear();
        }
        known.insert(certificate.certificate().fingerprint(), Arc::clone(certificate));
    }
}
