//! TLS to the hub: one root, name check, version 1.3; there is no switch to accept anything else (S3).

use crate::home::Identity;
use evidence::certificate::Certificate;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore, version};
use std::sync::Arc;

fn der(certificate: &Certificate) -> CertificateDer<'static> {
    CertificateDer::from(certificate.der().to_vec())
}

/// Trusts this root only. With an identity its certificate is shown to the hub.
pub(super) fn client_config(root: &Certificate, identity: Option<&Identity>) -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.add(der(root))?;
    let builder = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&version::TLS13])?
        .with_root_certificates(roots);
    match identity {
        Some(identity) => {
            let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(identity.key.to_pkcs8().to_vec()));
            builder.with_client_auth_cert(vec![der(&identity.certificate), der(&identity.issuing)], key)
        }
        None => Ok(builder.with_no_client_auth()),
    }
}
