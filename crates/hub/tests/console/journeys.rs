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
    browser.click("パスキーでログインする").await;
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
    browser.click("パスキーでログインする").await;
    browser.at("/").await;
    browser.see("運用 ito").await;
    browser.axe().await;
    browser.click("ログアウト").await;
    browser.see("ログアウトしました。").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// A page as it is: no violation, no sideways scroll, pictures to look at.
pub(super) async fn looked_at(browser: &Browser, operator: &Operator, path: &str, name: &str) {
    browser.open(&format!("{}{path}", operator.base)).await;
    browser.axe().await;
    browser.look("console", name).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_brings_offices_in_grants_announces_and_stops() {
    let hub = hub_with_console().await;
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    settle(&browser, &operator).await;
    let file = hub.folder.path().join("offices.csv");
    let line = |number| format!("13{number:08},架空ケアセンター{number},カクウケアセンター,13,43 11\n");
    std::fs::write(&file, (1..=60).map(line).collect::<String>()).unwrap();
    looked_at(&browser, &operator, "/imports", "imports").await;
    browser.drop_files(&[file]).await;
    browser.see("60件を登録する").await;
    browser.axe().await;
    browser.look("console", "import").await;
    browser.click("60件を登録する").await;
    browser.see("60件の登録が終わりました。").await;
    looked_at(&browser, &operator, "/offices", "offices").await;
    browser.type_into("事業所番号、名称、カナ", "けあせんたー7").await;
    browser.click("探す").await;
    browser.click("架空ケアセンター7").await;
    browser.see("まだありません。").await;
    browser.axe().await;
    browser.click("ライセンスを発行する").await;
    browser.click("請求書による振り込み").await;
    browser.axe().await;
    browser.look("console", "grant").await;
    browser.click("発行する").await;
    browser.see("ライセンスを発行しました。").await;
    browser.click("IDとパスワード").await;
    browser.axe().await;
    browser.look("console", "account").await;
    browser.click("事業所のユーザIDを発行する").await;
    browser.see("ログインのご案内").await;
    browser.axe().await;
    browser.look("console", "letter").await;
    browser.open(&format!("{}/offices/1300000007/freeze", operator.base)).await;
    browser.axe().await;
    browser.look("console", "freeze").await;
    browser.type_into("停止する理由（運営者の控え）", "調査のため").await;
    browser.click_on("button[value=freeze]").await;
    browser.see("停止中").await;
    browser.axe().await;
    browser.look("console", "office").await;
    browser.open(&format!("{}/notices/new", operator.base)).await;
    browser.type_into("見出し", "年度末の受付について").await;
    browser.type_into("本文", "3月31日は、17時に受付を終わります。").await;
    browser.type_into("表示の終わり", "2099-03-31 17:00").await;
    browser.click("内容を確かめる").await;
    browser.see("まだ公開していません。").await;
    browser.axe().await;
    browser.look("console", "notice-preview").await;
    browser.click("公開する").await;
    browser.see("お知らせを公開しました。").await;
    browser.axe().await;
    browser.look("console", "notice").await;
    browser.click("写して新しく書く").await;
    browser.axe().await;
    browser.look("console", "notice-new").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_console_is_without_violations() {
    let hub = hub_with_console().await;
    let (sender, recipient) = hub.two_offices().await;
    for _ in 0..3 {
        let letter = sender.letter(&recipient.number);
        sender.deliver(&recipient, &letter).await;
    }
    hub.hub().count_figures().await.unwrap();
    hub.hub().store.take_stock(hub.hub().now()).await.unwrap();
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    settle(&browser, &operator).await;
    let number = &sender.number;
    let pages = [
        ("/", "home"),
        ("/figures?days=90", "figures"),
        ("/audit", "audit"),
        ("/audit/export", "audit-export"),
        ("/certificates", "certificates"),
        ("/office-licences", "licences"),
        ("/approvals", "approvals"),
        ("/notices", "notices"),
        ("/maintenance", "maintenance"),
        ("/maintenance/plan", "maintenance-plan"),
        ("/operators", "operators"),
        ("/support", "support"),
        ("/offices/new", "office-new"),
        ("/audit?subject=1370000001", "audit-office"),
        ("/prove?to=/offices", "prove"),
    ];
    for (path, name) in pages {
        looked_at(&browser, &operator, path, name).await;
    }
    looked_at(&browser, &operator, &format!("/certificates?q={number}"), "certificates-found").await;
    looked_at(&browser, &operator, &format!("/offices/{number}/close"), "close").await;
    browser.open(&format!("{}/certificates?q={number}", operator.base)).await;
    browser.click("失効させる").await;
    browser.axe().await;
    browser.look("console", "revoke").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn s29_after_some_minutes_the_passkey_is_asked_for_again() {
    let hub = hub_with_console().await;
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    settle(&browser, &operator).await;
    hub.register("1370000001").await;
    hub.advance(6 * 60);
    browser.open(&format!("{}/offices/1370000001/close", operator.base)).await;
    browser.at("/prove").await;
    browser.axe().await;
    browser.click("パスキーで確かめる").await;
    browser.at("/offices/1370000001/close").await;
    browser.type_into("廃止する理由（運営者の控え）", "届け出 第12号").await;
    browser.click("内容を確かめる").await;
    browser.see("まだ廃止していません").await;
    browser.axe().await;
    browser.look("console", "close-sure").await;
    browser.type_into("確認のため、廃止する事業所の番号", "1370000001").await;
    browser.click("廃止する").await;
    browser.see("廃止しました。").await;
}
