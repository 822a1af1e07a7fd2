//! Whom the hub trusts now: the authority, its revocation list, and the verifier of the listener, swapped together.

use crate::listener::{ClientVerifier, VerifierError};
use crate::ports::BoundedChainCache;
use evidence::Timestamp;
use evidence::VerificationTime;
use evidence::certificate::{
    Authority, AuthorityError, Certificate, CertificateIdentity, CrlError, Naming, RevocationPolicy, TrustStore,
};
use evidence::cms::{TimeRule, Verification};
use rustls::pki_types::CertificateDer;
use std::sync::{Arc, PoisonError, RwLock};
use thiserror::Error;

/// Paths that are remembered; some 3 KB each.
const PATHS: usize = 20_000;

/// Why a revocation list cannot be taken.
#[derive(Debug, Error)]
pub enum TrustError {
    /// Root and issuing certificates do not fit.
    #[error("the authority's certificates do not fit each other")]
    Authority(#[from] AuthorityError),
    /// Not a list of our authority.
    #[error("the revocation list is refused")]
    Crl(#[from] CrlError),
    /// Its time is over or has not begun.
    #[error("the revocation list is of {from} and ended on {until}")]
    Stale {
        /// When it was made.
        from: Timestamp,
        /// When it ended.
        until: Timestamp,
    },
    /// The listener cannot take it.
    #[error(transparent)]
    Verifier(#[from] VerifierError),
}

/// Trust as it stands.
#[derive(Debug)]
pub struct Trust {
    authority: Authority,
    verifier: Arc<ClientVerifier>,
    cache: BoundedChainCache,
    current: RwLock<Arc<Current>>,
}

/// One revocation list with the trust that it makes.
#[derive(Debug)]
pub struct Current {
    /// Authorities and list.
    pub store: TrustStore,
    /// The list in DER.
    pub crl: Vec<u8>,
    /// When it was made.
    pub made: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
}

impl Trust {
    /// Trusts a root with its issuing certificates, and a revocation list that holds now.
    ///
    /// # Errors
    /// [`TrustError`].
    pub fn new(root: Certificate, issuing: Vec<Certificate>, crl: &[u8], now: Timestamp) -> Result<Self, TrustError> {
        let root_der = CertificateDer::from(root.der().to_vec());
        let authority = Authority::new(root, issuing, Naming::Profile)?;
        let current = Current::new(&authority, crl, now)?;
        let verifier = Arc::new(ClientVerifier::new(&[root_der], vec![crl.to_vec().into()])?);
        Ok(Self { authority, verifier, cache: BoundedChainCache::new(PATHS), current: RwLock::new(Arc::new(current)) })
    }

    /// Takes the next list without a restart; the present one stays when it is refused.
    ///
    /// # Errors
    /// [`TrustError`].
    pub fn swap(&self, crl: &[u8], now: Timestamp) -> Result<(), TrustError> {
        let next = Current::new(&self.authority, crl, now)?;
        self.verifier.swap(vec![crl.to_vec().into()])?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(())
    }

    /// The list and trust of now.
    pub fn current(&self) -> Arc<Current> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The authority.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The verifier of the exchange listener.
    pub fn verifier(&self) -> Arc<ClientVerifier> {
        Arc::clone(&self.verifier)
    }

    /// How something that came over a connection is verified.
    pub fn verification<'a>(
        &'a self,
        current: &'a Current,
        now: Timestamp,
        account: &'a CertificateIdentity,
    ) -> Verification<'a> {
        Verification {
            trust: &current.store,
            cache: &self.cache,
            time: TimeRule::At(VerificationTime::Now(now)),
            revocation: RevocationPolicy::Required,
            account: Some(account),
        }
    }
}

impl Current {
    fn new(authority: &Authority, crl: &[u8], now: Timestamp) -> Result<Self, TrustError> {
        let mut store = TrustStore::new();
        store.add_authority(authority.clone());
        store.add_crl(crl)?;
        let times = store.lists().next().map(|list| (list.this_update(), list.next_update()));
        let (made, ends) = times.unwrap_or((Timestamp::LAST, Timestamp::LAST));
        if now < made || now >= ends {
            return Err(TrustError::Stale { from: made, until: ends });
        }
        Ok(Self { store, crl: crl.to_vec(), made, ends })
    }
}
