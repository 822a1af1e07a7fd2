//! TLS of the listeners: version 1.3 only, no resumption, no early data (S1, S6).

use super::verifier::ClientVerifier;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{ClientHello, NoServerSessionStorage, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, version};
use std::sync::{Arc, PoisonError, RwLock};
use thiserror::Error;

/// Certificate chain and key of a listener.
#[derive(Debug)]
pub struct TlsKey {
    /// The leaf first.
    pub chain: Vec<CertificateDer<'static>>,
    /// The leaf's key.
    pub key: PrivateKeyDer<'static>,
}

/// Why a listener's TLS cannot be set up.
#[derive(Debug, Error)]
#[error("TLS cannot be set up with this certificate and key")]
pub struct TlsError(#[from] rustls::Error);

/// The certificate that listeners show; the next one is taken without a restart.
#[derive(Debug)]
pub struct ServerCertificate(RwLock<Arc<CertifiedKey>>);

impl ServerCertificate {
    /// Shows this one.
    ///
    /// # Errors
    /// [`TlsError`] when the key does not fit the certificate.
    pub fn new(key: TlsKey) -> Result<Self, TlsError> {
        Ok(Self(RwLock::new(certified(key)?)))
    }

    /// Shows this one from now on; connections that are open go on.
    ///
    /// # Errors
    /// [`TlsError`] when the key does not fit the certificate; the present one stays.
    pub fn swap(&self, key: TlsKey) -> Result<(), TlsError> {
        let next = certified(key)?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }
}

impl ResolvesServerCert for ServerCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

fn certified(key: TlsKey) -> Result<Arc<CertifiedKey>, TlsError> {
    Ok(Arc::new(CertifiedKey::from_der(key.chain, key.key, &provider())?))
}

/// Suites and groups of S1, the group that withstands quantum computers first.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    use aws_lc_rs::{cipher_suite as suite, kx_group as group};
    let mut provider = aws_lc_rs::default_provider();
    provider.cipher_suites =
        vec![suite::TLS13_AES_256_GCM_SHA384, suite::TLS13_CHACHA20_POLY1305_SHA256, suite::TLS13_AES_128_GCM_SHA256];
    provider.kx_groups = vec![group::X25519MLKEM768, group::X25519, group::SECP256R1, group::SECP384R1];
    Arc::new(provider)
}

/// The exchange API: a client certificate is demanded and verified.
///
/// # Errors
/// [`TlsError`] when the cryptography cannot do TLS 1.3.
pub fn exchange_config(
    shown: Arc<ServerCertificate>,
    clients: Arc<ClientVerifier>,
) -> Result<Arc<ServerConfig>, TlsError> {
    mutual_config(shown, clients)
}

/// A listener on which a client certificate is demanded, and verified by this verifier.
///
/// # Errors
/// [`TlsError`] when the cryptography cannot do TLS 1.3.
pub fn mutual_config(
    shown: Arc<ServerCertificate>,
    clients: Arc<dyn ClientCertVerifier>,
) -> Result<Arc<ServerConfig>, TlsError> {
    let builder = ServerConfig::builder_with_provider(provider()).with_protocol_versions(&[&version::TLS13])?;
    harden(builder.with_client_cert_verifier(clients).with_cert_resolver(shown))
}

/// The public listener: no client certificate.
///
/// # Errors
/// [`TlsError`] when the cryptography cannot do TLS 1.3.
pub fn public_config(shown: Arc<ServerCertificate>) -> Result<Arc<ServerConfig>, TlsError> {
    let builder = ServerConfig::builder_with_provider(provider()).with_protocol_versions(&[&version::TLS13])?;
    harden(builder.with_no_client_auth().with_cert_resolver(shown))
}

/// A resumed connection would skip the look at the revocation list: there is none (security.md §1, fact 2).
fn harden(mut config: ServerConfig) -> Result<Arc<ServerConfig>, TlsError> {
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    config.max_early_data_size = 0;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
