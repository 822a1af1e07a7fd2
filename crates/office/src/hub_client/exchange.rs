//! The exchange as this terminal calls it: every operation of version 1 that the office app needs.

use super::answer::{HubError, bytes, json, success};
use super::tls::client_config;
use crate::home::{Identity, Settings};
use protocol::{
    CONTAINER_MEDIA_TYPE, ClosingPage, ClosingQuery, EPOCH_HEADER, EventPage, IssuedCertificate, ListQuery, Me,
    NoticePage, OfficeBody, OfficePage, OfficeQuery, PasswordChange, ProblemCode, ReceiptList, ReceiptRequest,
    RefreshRequest, RenewRequest, SessionList, SignIn, SignedIn, Submitted, TerminalCertificateList, TerminalTokenMade,
    TerminalTokenRequest, TransmissionDetail, TransmissionPage,
};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

/// A connection must be made in this time.
const CONNECT: Duration = Duration::from_secs(10);
/// Nothing heard for this long: the connection is dead. Longer than the longest long poll.
const SILENCE: Duration = Duration::from_secs(60);

/// The exchange of one hub, with this terminal's certificate.
#[derive(Clone)]
pub struct ExchangeClient {
    http: Client,
    base: String,
    token: Option<Zeroizing<String>>,
    epoch: Arc<Mutex<Option<String>>>,
}

impl std::fmt::Debug for ExchangeClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExchangeClient").field("base", &self.base).finish_non_exhaustive()
    }
}

impl ExchangeClient {
    /// A client that is not signed in.
    ///
    /// # Errors
    /// [`HubError::Tls`] when the key does not fit the certificate.
    pub fn new(settings: &Settings, identity: &Identity) -> Result<Self, HubError> {
        let config = client_config(&identity.root, Some(identity)).map_err(HubError::Tls)?;
        let http = Client::builder()
            .tls_backend_preconfigured(config)
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .no_proxy()
            .build()
            .map_err(HubError::Unreachable)?;
        Ok(Self {
            http,
            base: format!("https://{}:{}", settings.host, settings.exchange_port),
            token: None,
            epoch: Arc::default(),
        })
    }

    /// The same client with a session or terminal token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(Zeroizing::new(token.to_owned())), ..self.clone() }
    }

    /// Whether both have the same token.
    pub fn has_token_of(&self, other: &Self) -> bool {
        self.token == other.token
    }

    /// The epoch that the hub named last, to this client or another of the same connection; `None` before its first answer,
    /// and from a hub that names none.
    pub fn epoch(&self) -> Option<String> {
        self.epoch.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Signs in.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn sign_in(&self, sign_in: &SignIn) -> Result<SignedIn, HubError> {
        self.post("/v1/session", sign_in).await
    }

    /// The next pair of tokens.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn refresh(&self, refresh_token: &str) -> Result<SignedIn, HubError> {
        self.post("/v1/session/refresh", &RefreshRequest { refresh_token: refresh_token.to_owned() }).await
    }

    /// Signs out.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn sign_out(&self) -> Result<(), HubError> {
        success(self.carry(self.request(Method::DELETE, "/v1/session")).await?).await.map(drop)
    }

    /// Changes a password. No session is needed: a first password lets nobody in.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn change_password(&self, change: &PasswordChange) -> Result<(), HubError> {
        let request = self.request(Method::POST, "/v1/session/password").json(change);
        success(self.carry(request).await?).await.map(drop)
    }

    /// Makes a token for `watch`.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn make_terminal_token(&self, request: &TerminalTokenRequest) -> Result<TerminalTokenMade, HubError> {
        self.post("/v1/terminal-tokens", request).await
    }

    /// Ends a token for `watch`.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn revoke_terminal_token(&self, id: &str) -> Result<(), HubError> {
        let request = self.request(Method::DELETE, &format!("/v1/terminal-tokens/{id}"));
        success(self.carry(request).await?).await.map(drop)
    }

    /// The next certificate of this terminal, for a new key.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn renew_certificate(&self, request: &RenewRequest) -> Result<IssuedCertificate, HubError> {
        self.post("/v1/certificates/renewal", request).await
    }

    /// Office, licence, certificate and the state of the exchange.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn me(&self) -> Result<Me, HubError> {
        self.get("/v1/me", &()).await
    }

    /// Searches the directory.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn offices(&self, query: &OfficeQuery) -> Result<OfficePage, HubError> {
        self.get("/v1/offices", query).await
    }

    /// One office of the directory.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn office(&self, number: &str) -> Result<OfficeBody, HubError> {
        self.get(&format!("/v1/offices/{number}"), &()).await
    }

    /// Offices that are closed or will be. A hub that does not know the question knows of none.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn closings(&self, query: &ClosingQuery) -> Result<ClosingPage, HubError> {
        match self.get("/v1/closings", query).await {
            Err(error) if error.code() == Some(ProblemCode::NotFound) => Ok(ClosingPage::default()),
            other => other,
        }
    }

    /// Submits a container; the same bytes again are the same transmission.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn submit(&self, container: Vec<u8>) -> Result<Submitted, HubError> {
        let request = self.request(Method::POST, "/v1/transmissions").header(CONTENT_TYPE, CONTAINER_MEDIA_TYPE);
        json(self.carry(request.body(container)).await?).await
    }

    /// A page of the inbox.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn inbox(&self, query: &ListQuery) -> Result<TransmissionPage, HubError> {
        self.get("/v1/inbox", query).await
    }

    /// A page of what was sent.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn sent(&self, query: &ListQuery) -> Result<TransmissionPage, HubError> {
        self.get("/v1/sent", query).await
    }

    /// One transmission with its history.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn transmission(&self, id: &str) -> Result<TransmissionDetail, HubError> {
        self.get(&format!("/v1/transmissions/{id}"), &()).await
    }

    /// The container of a transmission. For the recipient this begins the fetch.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn container(&self, id: &str) -> Result<Vec<u8>, HubError> {
        self.get_bytes(&format!("/v1/transmissions/{id}/container")).await
    }

    /// Hands in the signed receipt.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn acknowledge(&self, id: &str, receipt: &ReceiptRequest) -> Result<TransmissionDetail, HubError> {
        self.post(&format!("/v1/transmissions/{id}/acknowledgement"), receipt).await
    }

    /// Tells the result of the import.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn report_import(&self, id: &str, receipt: &ReceiptRequest) -> Result<TransmissionDetail, HubError> {
        self.post(&format!("/v1/transmissions/{id}/import"), receipt).await
    }

    /// Takes a transmission back.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn withdraw(&self, id: &str) -> Result<TransmissionDetail, HubError> {
        let path = format!("/v1/transmissions/{id}/withdrawal");
        json(self.carry(self.request(Method::POST, &path)).await?).await
    }

    /// All receipts of a transmission.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn receipts(&self, id: &str) -> Result<ReceiptList, HubError> {
        self.get(&format!("/v1/transmissions/{id}/receipts"), &()).await
    }

    /// The evidence bundle of a transmission, a ZIP.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn evidence(&self, id: &str) -> Result<Vec<u8>, HubError> {
        self.get_bytes(&format!("/v1/transmissions/{id}/evidence")).await
    }

    /// Events after a number; waits up to `wait` seconds for the first.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn events(&self, after: u64, wait: u16) -> Result<EventPage, HubError> {
        self.get("/v1/events/poll", &protocol::PollQuery { after, wait: Some(wait) }).await
    }

    /// The certificates of this office.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn certificates(&self) -> Result<TerminalCertificateList, HubError> {
        self.get("/v1/certificates", &()).await
    }

    /// Takes a certificate of this office out of use.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn revoke_certificate(&self, serial: &str) -> Result<(), HubError> {
        let request = self.request(Method::DELETE, &format!("/v1/certificates/{serial}"));
        success(self.carry(request).await?).await.map(drop)
    }

    /// The sessions of this office that have not ended.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn sessions(&self) -> Result<SessionList, HubError> {
        self.get("/v1/sessions", &()).await
    }

    /// The office has read a notice.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn mark_notice_read(&self, id: &str) -> Result<(), HubError> {
        let request = self.request(Method::POST, &format!("/v1/notices/{id}/read"));
        success(self.carry(request).await?).await.map(drop)
    }

    /// Notices, newest first.
    ///
    /// # Errors
    /// [`HubError`].
    pub async fn notices(&self) -> Result<NoticePage, HubError> {
        self.get("/v1/notices", &()).await
    }

    async fn carry(&self, request: RequestBuilder) -> Result<Response, HubError> {
        let response = request.send().await.map_err(HubError::Unreachable)?;
        if let Some(named) = response.headers().get(EPOCH_HEADER).and_then(|value| value.to_str().ok()) {
            *self.epoch.lock().unwrap_or_else(PoisonError::into_inner) = Some(named.to_owned());
        }
        Ok(response)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.token {
            Some(token) => request.bearer_auth(token.as_str()),
            None => request,
        }
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, query: &impl Serialize) -> Result<T, HubError> {
        json(self.carry(self.request(Method::GET, path).query(query)).await?).await
    }

    async fn get_bytes(&self, path: &str) -> Result<Vec<u8>, HubError> {
        bytes(self.carry(self.request(Method::GET, path)).await?).await
    }

    async fn post<T: DeserializeOwned>(&self, path: &str, body: &impl Serialize) -> Result<T, HubError> {
        json(self.carry(self.request(Method::POST, path).json(body)).await?).await
    }
}
