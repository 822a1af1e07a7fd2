//! An office before the public pages: with its 事業所のユーザID, in a browser or as plain requests.

use super::reachable_hub;
use browser::Browser;
use exchange::Actor;
use exchange::account::{AccountId, CredentialName};
use exchange::store::PasswordChange;
use reqwest::StatusCode;
use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use testkit::TestHub;

pub(crate) const OFFICE: &str = "1370000001";
pub(crate) const OWN: &str = "三毛猫が縁側で昼寝をする";

/// The hub's root is made for the test; the browser does not know it.
pub(crate) const TRUSTING: [&str; 1] = ["--ignore-certificate-errors"];

/// A hub with an office that has 事業所のユーザID and a first password, and nothing else yet.
pub(crate) struct Desk {
    pub(crate) hub: TestHub,
    pub(crate) account: String,
    pub(crate) first: String,
}

impl Desk {
    pub(crate) async fn new(number: &str) -> Self {
        Self::at(reachable_hub().await, number).await
    }

    pub(crate) async fn at(hub: TestHub, number: &str) -> Self {
        hub.register(number).await;
        let (account, first) = hub.account_of_portals(number, "KJ0000000000ZZ").await;
        Self { hub, account, first }
    }

    pub(crate) async fn sign_in(&self, browser: &Browser, account: &str, password: &str) {
        browser.open(&self.hub.public_url("/sign-in")).await;
        browser.type_into("事業所のユーザID", account).await;
        browser.type_into("パスワード", password).await;
        browser.click("ログインする").await;
    }

    /// From the first password to one's own.
    pub(crate) async fn settle(&self, browser: &Browser) {
        self.sign_in(browser, &self.account, &self.first).await;
        browser.see("いまは仮パスワードです").await;
        browser.type_into("いまのパスワード", &self.first).await;
        browser.type_into("新しいパスワード", OWN).await;
        browser.type_into("新しいパスワード（もう一度）", OWN).await;
        browser.click("変更する").await;
        browser.see("パスワードを変更しました。").await;
    }

    /// Signed in with a password of its own, without a browser.
    pub(crate) async fn visitor(&self) -> Visitor {
        own_password(&self.hub, &self.account).await;
        Visitor::signed_in(&self.hub, &self.account).await
    }
}

/// Sets the password that tests use.
pub(crate) async fn own_password(hub: &TestHub, account: &str) {
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
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
}

/// A browser of our own: cookies and forms, no scripts, no pictures.
pub(crate) struct Visitor {
    client: reqwest::Client,
    origin: String,
    cookie: String,
    proof: String,
}

impl Visitor {
    pub(crate) fn new(hub: &TestHub) -> Self {
        let client = super::guards::client(hub);
        Self { client, origin: hub.public_url(""), cookie: String::new(), proof: String::new() }
    }

    pub(crate) async fn signed_in(hub: &TestHub, account: &str) -> Self {
        let mut visitor = Self::new(hub);
        visitor.enter(account).await;
        visitor
    }

    pub(crate) async fn enter(&mut self, account: &str) {
        self.get("/sign-in").await;
        let entered = self.post("/sign-in", &[("account", account), ("password", OWN), ("do", "enter")]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
    }

    /// Opens a page and remembers its form.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let asked = self.client.get(format!("{}{path}", self.origin)).header(COOKIE, &self.cookie);
        self.answer(asked.send().await.unwrap()).await
    }

    /// Sends the form of the page that was opened last.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let proof = [("proof", self.proof.as_str())];
        let body = serde_html(proof.iter().chain(fields));
        let asked = self.client.post(format!("{}{path}", self.origin));
        let asked = asked.header(COOKIE, &self.cookie).header("origin", &self.origin);
        let asked = asked.header("sec-fetch-site", "same-origin");
        let asked = asked.header("content-type", "application/x-www-form-urlencoded").body(body);
        self.answer(asked.send().await.unwrap()).await
    }

    /// A form of a page and what it leads to.
    pub(crate) async fn press(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
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
