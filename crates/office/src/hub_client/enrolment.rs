//! Enrolment: the root is fetched and compared with the code before anything secret is sent.

use super::answer::{HubError, json};
use super::tls::client_config;
use evidence::certificate::Certificate;
use protocol::{Authority, EnrolCode, EnrolRequest, IssuedCertificate};
use reqwest::Client;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme, version};
use std::sync::Arc;

/// Talks to the public listener of one hub.
#[derive(Debug)]
pub struct EnrolmentClient {
    base: String,
    code: EnrolCode,
}

/// What enrolment gives.
#[derive(Debug)]
pub struct Enrolled {
    /// The certificate and who issued it.
    pub issued: IssuedCertificate,
    /// The root that the code names.
    pub root: Certificate,
    /// The hub's network.
    pub network: String,
    /// Port of the exchange, as the hub tells it.
    pub exchange_port: u16,
}

impl EnrolmentClient {
    /// For the public listener at `host:port`.
    pub fn new(host: &str, port: u16, code: EnrolCode) -> Self {
        Self { base: format!("https://{host}:{port}"), code }
    }

    /// Hands in a certification request. Two connections: the first only asks for the public root and sends nothing of
    /// the office; the second trusts that root alone, and only it carries the code.
    ///
    /// # Errors
    /// [`HubError::OtherRoot`] when the hub is not the one that the code names.
    pub async fn enrol(&self, csr: String) -> Result<Enrolled, HubError> {
        let authority = authority_at(&self.base).await?;
        let root = Certificate::from_pem(&authority.root).map_err(|error| HubError::Unreadable(Box::new(error)))?;
        let fingerprint = root.fingerprint();
        if fingerprint.0.get(..10) != Some(self.code.root.as_slice()) {
            return Err(HubError::OtherRoot);
        }
        let config = client_config(&root, None).map_err(HubError::Tls)?;
        let client = client(config)?;
        let request = EnrolRequest { code: self.code.secret_text(), csr };
        let sent = client.post(format!("{}/v1/enrolments", self.base)).json(&request).send().await;
        let issued = json(sent.map_err(HubError::Unreachable)?).await?;
        Ok(Enrolled { issued, root, network: authority.network, exchange_port: authority.exchange_port })
    }
}

/// Asks the public listener at `host:port` who it is: whether a hub answers there. Whether it is the right one only the
/// code can tell.
///
/// # Errors
/// [`HubError`].
pub async fn who_is_there(host: &str, port: u16) -> Result<Authority, HubError> {
    authority_at(&format!("https://{host}:{port}")).await
}

async fn authority_at(base: &str) -> Result<Authority, HubError> {
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_protocol_versions(&[&version::TLS13])
        .map_err(HubError::Tls)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(ComparedLater))
        .with_no_client_auth();
    let sent = client(config)?.get(format!("{base}/v1/authority")).send().await;
    json(sent.map_err(HubError::Unreachable)?).await
}

fn client(config: ClientConfig) -> Result<Client, HubError> {
    Client::builder().tls_backend_preconfigured(config).no_proxy().build().map_err(HubError::Unreachable)
}

/// For the one connection that asks for the root: nothing is sent over it, and what comes is compared with the code.
#[derive(Debug)]
struct ComparedLater;

impl ServerCertVerifier for ComparedLater {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &rustls::pki_types::ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _certificate: &CertificateDer<'_>,
        _signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        Err(rustls::Error::General("only TLS 1.3 is spoken".into()))
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = rustls::crypto::aws_lc_rs::default_provider().signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        rustls::crypto::aws_lc_rs::default_provider().signature_verification_algorithms.supported_schemes()
    }
}
