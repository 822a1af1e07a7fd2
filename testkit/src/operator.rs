//! A person with an operator's certificate and role before the console, over mutual TLS without a browser.

use crate::TestHub;
use ::hub::admin::AdminQuestion;
use ::hub::authority::{AuthorityClient, new_key};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use evidence::certificate::Certificate;
use evidence::{Curve, Signer as _, SoftwareKey};
use exchange::operator::{OperatorSession, Passkey, RegistrationSecret};
use exchange::{Act, Actor, OperatorId, Sha256};
use reqwest::header::{COOKIE, ORIGIN};
use reqwest::{Response, StatusCode};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;

/// A hub with a console that is opened as `localhost`.
pub async fn hub_with_console() -> TestHub {
    TestHub::with(|config| {
        config.names = vec!["localhost".to_owned()];
        config.contact = Some("ヘルプデスク 0120-000-000（平日 9:00～17:00）".to_owned());
        config.app_from = Some("https://app.example.jp/renkei/".to_owned());
        let listen = "127.0.0.1:0".parse().unwrap();
        config.console = Some(hub::config::Console { listen, name: "localhost".to_owned() });
    })
    .await
}

/// A person with a certificate, as the command adds one.
pub struct Operator {
    /// Who it is.
    pub id: OperatorId,
    /// The operator's certificate.
    pub certificate: Certificate,
    /// Its key.
    pub key: SoftwareKey,
    /// The one-time code, as the person got it.
    pub code: String,
    /// Connections with that certificate; no redirect is followed.
    pub http: reqwest::Client,
    /// What stands before the path.
    pub base: String,
    /// The session, once there is one.
    pub cookie: String,
}

/// Adds an operator, who has done nothing yet.
pub async fn operator(hub: &TestHub, id: &str, role: &str) -> Operator {
    let key = new_key(Curve::P256, &hub.surroundings).unwrap();
    let authority = AuthorityClient::new(&hub.data.authority_socket());
    let pem = authority.issue_operator(id, key.public_key()).await.unwrap();
    let name = format!("運用 {id}");
    let add = AdminQuestion::AddOperator { id: id.into(), name, role: role.into(), certificate: pem.clone() };
    let lines = hub.admin(add).await;
    let code = lines[0].strip_prefix("登録コード: ").unwrap().to_owned();
    let certificate = Certificate::from_pem(&pem).unwrap();
    let http = client(hub, Some((&certificate, &key)));
    let base = format!("https://localhost:{}", hub.running().console.unwrap().port());
    Operator { id: OperatorId::parse(id).unwrap(), certificate, key, code, http, base, cookie: String::new() }
}

/// An operator who is signed in.
pub async fn signed_in(hub: &TestHub, id: &str, role: &str) -> Operator {
    let mut operator = operator(hub, id, role).await;
    operator.enter(hub).await;
    operator
}

/// A client that follows no redirect.
pub fn client(hub: &TestHub, identity: Option<(&Certificate, &SoftwareKey)>) -> reqwest::Client {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    builder.tls_backend_preconfigured(tls(hub, identity)).build().unwrap()
}

impl Operator {
    /// Signs in as the pages do it when the verifier has believed the passkey.
    pub async fn enter(&mut self, hub: &TestHub) {
        let (shared, token) = (hub.hub(), hub.surroundings.random::<32>());
        let at = shared.now();
        let act = || Act { actor: Actor::Operator(self.id.clone()), at, salt: [7; 16] };
        let passkey = Passkey { id: self.id.as_str().into(), data: "{}".into(), added_at: at };
        let secret = RegistrationSecret::parse(&self.code).unwrap().hash(&self.id);
        let store = &shared.store;
        store.register_passkey(self.id.clone(), secret, passkey.clone(), act()).await.unwrap();
        let session = OperatorSession {
            token: Sha256::of(&token),
            operator: self.id.clone(),
            certificate: self.certificate.fingerprint(),
            started_at: at,
            last_used_at: at,
            proven_at: at,
        };
        assert!(store.open_operator_session(session, passkey, act()).await.unwrap());
        self.cookie = format!("__Host-renkei-console={}", URL_SAFE_NO_PAD.encode(token));
    }

    /// The answer to a page.
    pub async fn get(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.base)).header(COOKIE, &self.cookie).send().await.unwrap()
    }

    /// The text of a page that is shown.
    pub async fn see(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.text().await.unwrap()
    }

    /// A form as a browser of this site sends it, whatever its proof.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let asked = self.http.post(format!("{}{path}", self.base)).header(COOKIE, &self.cookie);
        let asked = asked.header(ORIGIN, &self.base).header("sec-fetch-site", "same-origin");
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        asked.header("content-type", "application/x-www-form-urlencoded").body(pairs.join("&")).send().await.unwrap()
    }

    /// Opens a page and sends its form with these fields; the page that a refused form leads back to is looked at.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let answer = self.press(path, fields).await;
        match answer.headers().get("location").map(reqwest::header::HeaderValue::as_bytes) {
            Some(to) if to == path.as_bytes() => self.get(path).await,
            _ => answer,
        }
    }

    async fn press(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let page = self.see(path).await;
        let proof = proof(&page);
        let mut all = vec![("proof", proof.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    /// Sends a form that leads on; gives where to.
    pub async fn done(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.press(path, fields).await;
        let status = answer.status();
        let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
        to.unwrap_or_else(|| panic!("{path}: {status}"))
    }
}

impl Operator {
    /// Puts a file in; gives where that led.
    pub async fn put_in(&self, file: &str) -> String {
        let proof = proof(&self.see("/imports").await);
        let boundary = "offices-of-the-country";
        let part = |name: &str, more: &str, value: &str| {
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
        };
        let (proof, read) = (part("proof", "", &proof), part("do", "", "read"));
        let body = format!("{proof}{read}{}--{boundary}--\r\n", part("files", "; filename=\"事業所.csv\"", file));
        let asked = self.http.post(format!("{}/imports", self.base)).header(COOKIE, &self.cookie);
        let asked = asked.header(ORIGIN, &self.base).header("sec-fetch-site", "same-origin");
        let asked = asked.header("content-type", format!("multipart/form-data; boundary={boundary}")).body(body);
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        answer.headers()["location"].to_str().unwrap().to_owned()
    }

    /// Looks at a page until it says this.
    pub async fn wait_for(&self, path: &str, words: &str) -> String {
        loop {
            let page = self.see(path).await;
            if page.contains(words) {
                return page;
            }
            assert!(page.contains("確認中") || page.contains("登録中"), "{page}");
        }
    }
}

/// A value as forms write it.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// The proof in the last form of a page: the one before it signs out.
pub fn proof(page: &str) -> String {
    let (_, rest) = page.rsplit_once("name=\"proof\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// TLS that trusts the hub, with a client certificate or without.
pub fn tls(hub: &TestHub, identity: Option<(&Certificate, &SoftwareKey)>) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(hub.root().der().to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let builder = builder.with_root_certificates(roots);
    let Some((certificate, key)) = identity else { return builder.with_no_client_auth() };
    let chain = [certificate, &hub.issuing()].map(|one| CertificateDer::from(one.der().to_vec())).into();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.to_pkcs8().to_vec()));
    builder.with_client_auth_cert(chain, key).unwrap()
}
