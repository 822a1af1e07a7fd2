//! Verifies client certificates against the authority and a fresh revocation list that can be swapped (S5, S7).

use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, Error, RootCertStore, SignatureScheme};
use std::sync::{Arc, PoisonError, RwLock};
use thiserror::Error;

/// Why a verifier cannot be built. The hub does not start without a revocation list.
#[derive(Debug, Error)]
pub enum VerifierError {
    /// A root cannot be used.
    #[error("a root certificate cannot be used")]
    Root(#[source] Error),
    /// No or unusable revocation list.
    #[error("the revocation list cannot be used")]
    RevocationList(#[source] rustls::server::VerifierBuilderError),
}

/// The verifier of the exchange listener.
#[derive(Debug)]
pub struct ClientVerifier {
    roots: Arc<RootCertStore>,
    current: RwLock<Arc<dyn ClientCertVerifier>>,
}

impl ClientVerifier {
    /// A verifier for certificates below these roots. Revocation lists are for the issuing authorities: an unknown
    /// state is refused, an outdated list refuses all.
    ///
    /// # Errors
    /// [`VerifierError`].
    pub fn new(
        roots: &[CertificateDer<'static>],
        lists: Vec<CertificateRevocationListDer<'static>>,
    ) -> Result<Self, VerifierError> {
        let mut store = RootCertStore::empty();
        for root in roots {
            store.add(root.clone()).map_err(VerifierError::Root)?;
        }
        let roots = Arc::new(store);
        let current = RwLock::new(build(&roots, lists)?);
        Ok(Self { roots, current })
    }

    /// Takes the next revocation lists without a restart. On an error the present ones stay.
    ///
    /// # Errors
    /// [`VerifierError::RevocationList`].
    pub fn swap(&self, lists: Vec<CertificateRevocationListDer<'static>>) -> Result<(), VerifierError> {
        let next = build(&self.roots, lists)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// The roots below which certificates are believed.
    pub(super) fn roots(&self) -> Arc<RootCertStore> {
        Arc::clone(&self.roots)
    }

    fn current(&self) -> Arc<dyn ClientCertVerifier> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

fn build(
    roots: &Arc<RootCertStore>,
    lists: Vec<CertificateRevocationListDer<'static>>,
) -> Result<Arc<dyn ClientCertVerifier>, VerifierError> {
    let builder = WebPkiClientVerifier::builder_with_provider(Arc::clone(roots), super::tls::provider());
    builder
        .with_crls(lists)
        .only_check_end_entity_revocation()
        .enforce_revocation_expiration()
        .build()
        .map_err(VerifierError::RevocationList)
}

impl ClientCertVerifier for ClientVerifier {
    /// None: which authorities are trusted is nobody's business before a certificate is shown.
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.current().verify_client_cert(end_entity, intermediates, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.current().verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.current().verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.current().supported_verify_schemes()
    }
}
