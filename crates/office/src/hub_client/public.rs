//! The hub's public listener after enrolment: the issuing certificates and the revocation list, over the pinned root.

use super::answer::{HubError, bytes, json};
use super::tls::client_config;
use crate::home::Settings;
use evidence::certificate::Certificate;
use protocol::Authority;
use reqwest::Client;
use std::time::Duration;

/// The public listener.
#[derive(Debug)]
pub struct PublicClient {
    http: Client,
    base: String,
}

impl PublicClient {
    /// For the hub of the settings; only this root is trusted.
    ///
    /// # Errors
    /// [`HubError::Tls`].
    pub fn new(settings: &Settings, root: &Certificate) -> Result<Self, HubError> {
        let config = client_config(root, None).map_err(HubError::Tls)?;
        let http = Client::builder()
            .tls_backend_preconfigured(config)
            .connect_timeout(Duration::from_secs(10))
            .read_timeout(Duration::from_secs(60))
            .no_proxy()
            .build()
            .map_err(HubError::Unreachable)?;
        Ok(Self { http, base: format!("https://{}:{}", settings.host, settings.public_port) })
    }

    /// Root and issuing certificates.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn authority(&self) -> Result<Authority, HubError> {
        let sent = self.http.get(format!("{}/v1/authority", self.base)).send().await;
        json(sent.map_err(HubError::Unreachable)?).await
    }

    /// The revocation list, DER.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn crl(&self) -> Result<Vec<u8>, HubError> {
        let sent = self.http.get(format!("{}/v1/crl", self.base)).send().await;
        bytes(sent.map_err(HubError::Unreachable)?).await
    }
}
