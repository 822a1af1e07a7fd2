//! An office as a client of the hub: key, certificate, tokens, containers, receipts.

mod answers;
mod letter;

pub use answers::{client, code_of, json, problem};
pub use letter::Letter;

use crate::hub::TestHub;
use evidence::SoftwareKey;
use evidence::certificate::Certificate;
use evidence::cms::SigningIdentity;
use evidence::receipt::ReceiptKind;
use hub::surroundings::Surroundings;
use protocol::{PasswordChange, PasswordOf, SignIn, SignedIn, Submitted, TransmissionDetail};
use reqwest::{Method, RequestBuilder, Response};
use std::net::SocketAddr;
use std::sync::Arc;

/// One terminal of an office.
pub struct TestOffice {
    /// The office's number.
    pub number: String,
    /// Its connections.
    pub http: reqwest::Client,
    /// Where it finds the exchange API.
    pub base: String,
    /// This terminal's certificate.
    pub certificate: Certificate,
    /// Certificate and key as they sign.
    pub identity: SigningIdentity,
    /// Names and passwords, once it has them.
    pub names: Option<SignIn>,
    /// Tokens while it is signed in.
    pub tokens: Option<SignedIn>,
    key: Vec<u8>,
    root: Certificate,
    issuing: Certificate,
    pub(crate) surroundings: Surroundings,
}

impl TestOffice {
    /// A terminal with its key and certificate, not signed in.
    pub fn new(hub: &TestHub, number: &str, key: SoftwareKey, certificate: Certificate) -> Self {
        let (root, issuing) = (hub.root(), hub.issuing());
        let pkcs8 = key.to_pkcs8().to_vec();
        let http = client(&root, Some((&certificate, &issuing, &pkcs8)));
        let identity = SigningIdentity::new(Arc::new(key), certificate.clone(), &issuing).unwrap();
        let (names, tokens, surroundings) = (None, None, hub.surroundings.clone());
        let base = base(hub.running().exchange);
        let number = number.into();
        Self { number, http, base, certificate, identity, names, tokens, key: pkcs8, root, issuing, surroundings }
    }

    /// The same terminal at a hub that was started anew: new connections.
    pub fn reconnect(&mut self, hub: &TestHub) {
        self.connect_to(hub.running().exchange);
    }

    /// New connections to an address: a hub, or a proxy before it.
    pub fn connect_to(&mut self, address: SocketAddr) {
        self.base = base(address);
        self.http = client(&self.root, Some((&self.certificate, &self.issuing, &self.key)));
    }

    /// Names and first passwords, both changed, then the first sign-in.
    pub async fn begin(&mut self, hub: &TestHub) {
        let first = hub.account(&self.number).await;
        let own = crate::hub::with_own_passwords(&first);
        let changes = [
            (PasswordOf::Account, first.account_password, own.account_password.clone()),
            (PasswordOf::System, first.system_password, own.system_password.clone()),
        ];
        for (of, current, new) in changes {
            let change = PasswordChange { of, current, new };
            assert_eq!(self.post("/v1/session/password", &change).await.status(), 204);
        }
        self.names = Some(own);
        self.sign_in().await;
    }

    /// Signs in anew.
    pub async fn sign_in(&mut self) {
        let names = self.names.clone().unwrap();
        self.tokens = None;
        self.tokens = Some(json(self.post("/v1/session", &names).await, 200).await);
    }

    /// A request with the token that it has.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.base));
        match &self.tokens {
            Some(tokens) => request.bearer_auth(&tokens.access_token),
            None => request,
        }
    }

    /// GET; panics when no answer comes.
    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    /// DELETE; panics when no answer comes.
    pub async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path).send().await.unwrap()
    }

    /// POST of JSON; panics when no answer comes.
    pub async fn post(&self, path: &str, body: &impl serde::Serialize) -> Response {
        self.request(Method::POST, path).json(body).send().await.unwrap()
    }

    /// Submits a container; panics when no answer comes.
    pub async fn submit(&self, container: Vec<u8>) -> Response {
        self.try_submit(container).await.unwrap()
    }

    /// Submits a container over a way that may break.
    ///
    /// # Errors
    /// When no answer came.
    pub async fn try_submit(&self, container: Vec<u8>) -> reqwest::Result<Response> {
        let request = self.request(Method::POST, "/v1/transmissions");
        request.header("content-type", protocol::CONTAINER_MEDIA_TYPE).body(container).send().await
    }

    /// Sends a letter to `recipient`, which fetches it and hands in its receipt; gives the container.
    pub async fn deliver(&self, recipient: &Self, letter: &Letter) -> Vec<u8> {
        let bytes = self.seal(letter);
        json::<Submitted>(self.submit(bytes.clone()).await, 201).await;
        let path = format!("/v1/transmissions/{}", letter.id);
        let fetched = recipient.get(&format!("{path}/container")).await;
        assert_eq!(fetched.status(), 200);
        assert_eq!(fetched.bytes().await.unwrap(), bytes);
        let receipt = recipient.receipt(ReceiptKind::Received, letter, &bytes);
        json::<TransmissionDetail>(recipient.post(&format!("{path}/acknowledgement"), &receipt).await, 200).await;
        bytes
    }

    /// The serial of its certificate, as operators write it.
    pub fn serial(&self) -> String {
        self.certificate.identity().serial.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn base(exchange: SocketAddr) -> String {
    format!("https://localhost:{}", exchange.port())
}

/// The passwords that offices of tests choose.
pub fn password(of: PasswordOf) -> String {
    match of {
        PasswordOf::System => "三毛猫が縁側で昼寝をする".into(),
        PasswordOf::Account => "correct horse battery staple".into(),
    }
}
