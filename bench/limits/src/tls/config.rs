//! Mutual TLS 1.3 with the certificates that `compare/certs.sh` makes.

use rustls::client::Resumption;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::version::TLS13;
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use std::path::Path;
use std::sync::Arc;

/// The server: asks for a certificate of the same authority; gives tickets only when sessions are resumed.
pub(crate) fn server(certs: &Path, kind: &str, resumed: bool) -> Arc<ServerConfig> {
    let verifier = WebPkiClientVerifier::builder_with_provider(roots(certs, kind), provider()).build().unwrap();
    let builder = ServerConfig::builder_with_provider(provider()).with_protocol_versions(&[&TLS13]).unwrap();
    let (chain, key) = identity(certs, kind, "server");
    let mut config = builder.with_client_cert_verifier(verifier).with_single_cert(chain, key).unwrap();
    config.send_tls13_tickets = usize::from(resumed);
    if resumed {
        config.ticketer = aws_lc_rs::Ticketer::new().unwrap();
    }
    Arc::new(config)
}

/// The client with its certificate.
pub(crate) fn client(certs: &Path, kind: &str, resumed: bool) -> Arc<ClientConfig> {
    let builder = ClientConfig::builder_with_provider(provider()).with_protocol_versions(&[&TLS13]).unwrap();
    let (chain, key) = identity(certs, kind, "client");
    let mut config = builder.with_root_certificates(roots(certs, kind)).with_client_auth_cert(chain, key).unwrap();
    if !resumed {
        config.resumption = Resumption::disabled();
    }
    Arc::new(config)
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

fn roots(certs: &Path, kind: &str) -> Arc<RootCertStore> {
    let mut roots = RootCertStore::empty();
    chain(&certs.join(format!("{kind}-ca.pem"))).into_iter().for_each(|root| roots.add(root).unwrap());
    Arc::new(roots)
}

fn identity(certs: &Path, kind: &str, end: &str) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
    let key = PrivateKeyDer::from_pem_file(certs.join(format!("{kind}-{end}.key"))).unwrap();
    (chain(&certs.join(format!("{kind}-{end}.pem"))), key)
}

fn chain(path: &Path) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_file_iter(path).unwrap().map(|certificate| certificate.unwrap()).collect()
}
