//! A person before the public pages, without a browser.

use crate::TestHub;
use exchange::Actor;
use exchange::account::{AccountId, CredentialName};
use exchange::store::PasswordChange;
use reqwest::StatusCode;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};

/// The password that offices of tests choose.
pub const OWN: &str = "三毛猫が縁側で昼寝をする";

/// Sets the password that tests use.
pub async fn own_password(hub: &TestHub, account: &str) {
    use exchange::ports::PasswordHasher as _;
    let shared = hub.hub();
    let change = PasswordChange {
        name: CredentialName::Account(AccountId::parse(account).unwrap()),
        password: shared.hasher.hash(OWN).await.unwrap(),
        first_until: None,
        expected: None,
        ends_sessions: true,
    };
    let act = shared.context(shared.now()).act(Actor::Hub);
    assert!(shared.store.set_password(change, act).await.unwrap());
}

/// What came back.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Where it leads, or nothing.
    pub location: String,
    /// The page.
    pub body: String,
}

/// A browser of our own: cookies and forms, no scripts, no pictures.
pub struct Visitor {
    /// Its connections; no redirect is followed.
    pub client: reqwest::Client,
    origin: String,
    /// Its cookie.
    pub cookie: String,
    proof: String,
}

impl Visitor {
    /// Nobody yet.
    pub fn new(hub: &TestHub) -> Self {
        let client = client(hub);
        Self { client, origin: hub.public_url(""), cookie: String::new(), proof: String::new() }
    }

    /// Signed in with the password that tests use.
    pub async fn signed_in(hub: &TestHub, account: &str) -> Self {
        let mut visitor = Self::new(hub);
        visitor.enter(account).await;
        visitor
    }

    /// Signs in.
    pub async fn enter(&mut self, account: &str) {
        self.get("/sign-in").await;
        let entered = self.post("/sign-in", &[("account", account), ("password", OWN), ("do", "enter")]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    }

    /// Opens a page and remembers its form.
    pub async fn get(&mut self, path: &str) -> Answer {
        let asked = self.client.get(format!("{}{path}", self.origin)).header(COOKIE, &self.cookie);
        self.answer(asked.send().await.unwrap()).await
    }

    /// Sends the form of the page that was opened last.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let proof = [("proof", self.proof.as_str())];
        let body = serde_html(proof.iter().chain(fields));
        let asked = self.client.post(format!("{}{path}", self.origin));
        let asked = asked.header(COOKIE, &self.cookie).header("origin", &self.origin);
        let asked = asked.header("sec-fetch-site", "same-origin");
        let asked = asked.header("content-type", "application/x-www-form-urlencoded").body(body);
        self.answer(asked.send().await.unwrap()).await
    }

    /// A form of a page and what it leads to.
    pub async fn press(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.get(path).await;
        let answer = self.post(path, fields).await;
        if answer.location.is_empty() { answer } else { self.get(&answer.location.clone()).await }
    }

    async fn answer(&mut self, response: reqwest::Response) -> Answer {
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if let Some((cookie, _)) = header(SET_COOKIE).split_once(';') {
            self.cookie = cookie.to_owned();
        }
        let (status, location) = (response.status(), header(LOCATION).to_owned());
        let body = response.text().await.unwrap();
        if let Some((_, rest)) = body.rsplit_once("name=\"proof\" value=\"") {
            self.proof = rest.split('"').next().unwrap().to_owned();
        }
        Answer { status, location, body }
    }
}

fn serde_html<'a>(fields: impl Iterator<Item = &'a (&'a str, &'a str)>) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let value: String = value.bytes().map(|byte| format!("%{byte:02x}")).collect();
        body.push_str(&format!("{}{name}={value}", if body.is_empty() { "" } else { "&" }));
    }
    body
}

/// A client that follows no redirect.
pub fn client(hub: &TestHub) -> reqwest::Client {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let root = reqwest::Certificate::from_der(hub.root().der()).unwrap();
    let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    builder.tls_certs_only([root]).build().unwrap()
}
