//! What operators do, in Chromium with a virtual authenticator.

use super::bridge::bridge;
use super::*;
use browser::{Browser, Scripts};
use serde_json::json;

/// A browser with the operator's certificate and an authenticator that says yes.
pub(super) async fn browser_of(hub: &TestHub, operator: &Operator) -> Browser {
    let flags = bridge(hub, operator).await;
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let browser = Browser::with(Scripts::On, &flags).await;
    browser.devtools("WebAuthn.enable", json!({})).await;
    let options = json!({
        "protocol": "ctap2", "transport": "internal", "hasUserVerification": true, "isUserVerified": true,
        "hasResidentKey": true, "automaticPresenceSimulation": true
    });
    browser.devtools("WebAuthn.addVirtualAuthenticator", json!({ "options": options })).await;
    browser
}

/// From the code on paper to the first page.
pub(super) async fn settle(browser: &Browser, operator: &Operator) {
    browser.open(&operator.base).await;
    browser.at("/register").await;
    browser.type_into("登録コード", &operator.code).await;
    browser.click("次へ進む").await;
    browser.see("パスキーを登録します").await;
    browser.click("パスキーを登録する").await;
    browser.see("パスキーを登録しました。").await;
    browser.click("パスキーでサインインする").await;
    browser.at("/").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s22_from_the_code_to_the_first_page() {
    let hub = hub_with_console().await;
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    browser.open(&operator.base).await;
    browser.at("/register").await;
    browser.axe().await;
    browser.look("console", "register").await;
    browser.type_into("登録コード", "ABCD-ABCD-ABCD-ABCD-ABCD").await;
    browser.click("次へ進む").await;
    browser.see("この登録コードは使えません。").await;
    browser.axe().await;
    browser.type_into("登録コード", &operator.code.to_lowercase()).await;
    browser.click("次へ進む").await;
    browser.see("パスキーを登録します").await;
    browser.axe().await;
    browser.look("console", "register-passkey").await;
    browser.click("パスキーを登録する").await;
    browser.see("パスキーを登録しました。").await;
    browser.axe().await;
    browser.look("console", "sign-in").await;
    browser.click("パスキーでサインインする").await;
    browser.at("/").await;
    browser.see("運用 ito").await;
    browser.axe().await;
    browser.click("ログアウト").await;
    browser.see("ログアウトしました。").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}
