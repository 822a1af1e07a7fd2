//! The hub's own certificates as the running hub uses them; a renewed one is taken without a restart.

use super::files::{Pair, Places};
use super::renew::{RenewError, is_due, renew};
use crate::authority::{AuthorityClient, OwnCertificate};
use crate::data_folder::DataFolder;
use crate::hub::Hub;
use crate::listener::{ServerCertificate, TlsError, TlsKey};
use crate::ports::HubSigner;
use crate::surroundings::Surroundings;
use evidence::certificate::Certificate;
use evidence::cms::{SignError, SigningIdentity};
use evidence::{NetworkName, Timestamp};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use thiserror::Error;

/// Why a pair cannot be used.
#[derive(Debug, Error)]
pub enum UseError {
    /// It cannot be read or renewed.
    #[error(transparent)]
    Renew(#[from] RenewError),
    /// Key and certificate do not fit for signing.
    #[error("到達証の鍵と証明書が合いません。renkei-hub init で作ったものをそのまま使ってください")]
    Sign(#[from] SignError),
    /// Key and certificate do not fit for TLS.
    #[error("TLSを準備できません。サーバー証明書と鍵を確かめてください")]
    Tls(#[from] TlsError),
}

/// Certificates and keys in use.
pub struct OwnCertificates {
    /// The listeners'.
    pub server: Arc<ServerCertificate>,
    /// Signs receipts.
    pub signer: HubSigner,
    current: RwLock<BTreeMap<OwnCertificate, Certificate>>,
}

impl OwnCertificates {
    /// Reads both from the folder.
    pub(crate) fn open(folder: &DataFolder, issuing: &[Certificate], network: NetworkName) -> Result<Self, UseError> {
        let server = Places::of(folder, OwnCertificate::Server).read()?;
        let receipts = Places::of(folder, OwnCertificate::Receipts).read()?;
        let leaves = [(OwnCertificate::Server, &server), (OwnCertificate::Receipts, &receipts)];
        let current = leaves.into_iter().filter_map(|(which, pair)| Some((which, pair.chain.first()?.clone())));
        Ok(Self {
            current: RwLock::new(current.collect()),
            server: Arc::new(ServerCertificate::new(tls_key(&server))?),
            signer: HubSigner::new(identity(receipts, issuing)?, network),
        })
    }

    /// Has the authority issue both anew, and reads them.
    pub(crate) async fn renewed(
        folder: &DataFolder,
        authority: &AuthorityClient,
        issuing: &[Certificate],
        network: NetworkName,
        surroundings: &Surroundings,
    ) -> Result<Self, UseError> {
        for which in OwnCertificate::ALL {
            renew(folder, authority, issuing, which, surroundings).await?;
        }
        Self::open(folder, issuing, network)
    }

    /// The certificate in use.
    pub fn current(&self, which: OwnCertificate) -> Option<Certificate> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).get(&which).cloned()
    }

    fn take(&self, which: OwnCertificate, pair: Pair, issuing: &[Certificate]) -> Result<Option<Timestamp>, UseError> {
        let leaf = pair.chain.first().cloned();
        match which {
            OwnCertificate::Server => self.server.swap(tls_key(&pair))?,
            OwnCertificate::Receipts => self.signer.swap(identity(pair, issuing)?),
        }
        let end = leaf.as_ref().map(Certificate::not_after);
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        current.extend(leaf.map(|leaf| (which, leaf)));
        Ok(end)
    }
}

impl Hub {
    /// Renews those of its own certificates whose end is near; gives which.
    ///
    /// # Errors
    /// [`UseError`]; the present one goes on.
    pub async fn renew_due(&self) -> Result<Vec<OwnCertificate>, UseError> {
        let now = self.surroundings.now();
        let issuing = self.trust.authority().issuing();
        let near = |which: &OwnCertificate| self.own.current(*which).is_some_and(|one| is_due(&one, issuing, now));
        let due: Vec<OwnCertificate> = OwnCertificate::ALL.into_iter().filter(near).collect();
        for which in &due {
            self.renew_own(*which).await?;
        }
        Ok(due)
    }

    /// Renews one of its own certificates now; gives when the new one ends.
    ///
    /// # Errors
    /// [`UseError`]; the present one goes on.
    pub async fn renew_own(&self, which: OwnCertificate) -> Result<Option<Timestamp>, UseError> {
        let issuing = self.trust.authority().issuing();
        let pair = renew(&self.folder, &self.authority, issuing, which, &self.surroundings).await?;
        let end = self.own.take(which, pair, issuing)?;
        tracing::info!(certificate = which.as_str(), end = end.map(Timestamp::unix), "an own certificate was renewed");
        Ok(end)
    }
}

fn tls_key(pair: &Pair) -> TlsKey {
    let chain = pair.chain.iter().map(|one| CertificateDer::from(one.der().to_vec())).collect();
    TlsKey { chain, key: PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(pair.key.to_pkcs8().to_vec())) }
}

fn identity(pair: Pair, issuing: &[Certificate]) -> Result<SigningIdentity, UseError> {
    let leaf = pair.chain.into_iter().next().ok_or(RenewError::Unexpected)?;
    let issuer = issuing.iter().find(|one| one.subject() == leaf.identity().issuer).ok_or(RenewError::Unexpected)?;
    Ok(SigningIdentity::new(Arc::new(pair.key), leaf, issuer)?)
}
