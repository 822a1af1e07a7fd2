//! An office before the public pages: with its 事業所のユーザID, in a browser or as plain requests.

use super::reachable_hub;
use browser::Browser;
use testkit::TestHub;
pub(crate) use testkit::visitor::{OWN, Visitor, own_password};

pub(crate) const OFFICE: &str = "1370000001";

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
