//! Back, forward and reload in every step of the apply site, the session's end in the middle, and two browsers of one office.

use super::desk::{Desk, OFFICE, OWN, TRUSTING};
use browser::{Browser, Scripts};
use exchange::mail::MailAddress;
use serde_json::json;
use standard::OfficeNumber;
use testkit::TestHub;

fn office() -> OfficeNumber {
    OfficeNumber::parse(OFFICE).unwrap()
}

/// Back, forward and reload, each with the same words on the page: never the browser's question whether to send again.
async fn stays(browser: &Browser, path: &str, words: &str) {
    for step in ["back", "forward", "reload"] {
        match step {
            "back" => browser.back().await,
            "forward" => browser.forward().await,
            _ => browser.reload().await,
        }
        browser.at(path).await;
        browser.see(words).await;
    }
}

async fn value(browser: &Browser, css: &str) -> serde_json::Value {
    browser.value(&format!("document.querySelector('{css}').value")).await
}

async fn sign_in(browser: &Browser, desk: &Desk) {
    browser.type_into("事業所のユーザID", &desk.account).await;
    browser.type_into("パスワード", OWN).await;
    browser.click("ログインする").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_step_of_applying_stands_back_forward_and_reload() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::Off, &TRUSTING).await;
    desk.sign_in(&browser, &desk.account, "wrong").await;
    browser.see("ログインできませんでした").await;
    browser.back().await;
    browser.at("/sign-in").await;
    browser.forward().await;
    browser.at("/sign-in").await;
    desk.settle(&browser).await;
    browser.click("利用申請をはじめる").await;
    browser.click("請求書による振り込み").await;
    browser.click("同意して申請する").await;
    browser.see("終わりまで読み").await;
    narrow(&browser, "portals", "apply-refused").await;
    stays(&browser, "/apply", "利用規約に同意します").await;
    assert_eq!(value(&browser, "[name=payment]:checked").await, json!("invoice"), "what was chosen is kept");
    assert_eq!(browser.count("[name=agreed]:checked").await, 0, "consent is given anew");
    browser.click("利用規約に同意します").await;
    browser.click("同意して申請する").await;
    browser.see("この画面は一度だけ表示されます").await;
    // The browser may have the page as it was left, button and all: pressed again it leads to what it led to.
    browser.back().await;
    browser.at("/apply").await;
    if browser.text("body").await.contains("同意して申請する") {
        browser.click("同意して申請する").await;
        browser.see("もう表示できません").await;
    }
    browser.open(&desk.hub.public_url("/apply")).await;
    browser.see("いま申請する必要はありません。").await;
    assert_eq!(desk.hub.hub().store.ledger(office()).await.unwrap().charges().len(), 1, "done once");
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.click("取りやめの内容を確かめる").await;
    browser.see("取りやめ").await;
    browser.back().await;
    browser.see("ライセンス").await;
    browser.forward().await;
    browser.at("/licence").await;
    assert_eq!(desk.hub.hub().store.ledger(office()).await.unwrap().charges().len(), 1);
    browser.open(&desk.hub.public_url("/certificates")).await;
    browser.click("証明書発行用パスワードを発行する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.open(&desk.hub.public_url("/certificates")).await;
    browser.click("請求委任事業所用ケアプラン証明書").await;
    browser.type_into("証明書発行用パスワード", "chigau").await;
    browser.click("発行コードを発行する").await;
    browser.see("入力を確かめてください").await;
    stays(&browser, "/certificates", "発行コードを発行する").await;
    assert_eq!(value(&browser, "[name=kind]:checked").await, json!("care-plan"));
    assert_eq!(value(&browser, "[name=password]").await, json!(""), "a password is never kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_ends_in_the_middle_and_the_text_is_there_and_saved_once() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    desk.settle(&browser).await;
    browser.open(&desk.hub.public_url("/office")).await;
    browser.type_into("メールアドレス", "jimu").await;
    browser.click("登録する").await;
    browser.see("「@」が1つ必要です").await;
    stays(&browser, "/office", "入力した内容を残してあります。").await;
    browser.axe().await;
    browser.look("portals", "office-kept").await;
    assert_eq!(value(&browser, "[name=address]").await, json!("jimu"));
    browser.type_into("メールアドレス", "jimu@example.jp").await;
    desk.hub.advance(40 * 60);
    browser.click("登録する").await;
    browser.at("/sign-in").await;
    browser.see("30分以上操作がなかったため").await;
    browser.axe().await;
    browser.look("portals", "sign-in-again").await;
    sign_in(&browser, &desk).await;
    browser.at("/office").await;
    browser.see("入力した内容を残してあります。").await;
    assert_eq!(value(&browser, "[name=address]").await, json!("jimu@example.jp"));
    assert!(desk.hub.hub().store.contact(office()).await.unwrap().is_none(), "nothing is done by itself");
    browser.reload().await;
    assert_eq!(value(&browser, "[name=address]").await, json!("jimu@example.jp"));
    browser.click("登録する").await;
    browser.see("メールアドレスを登録しました。").await;
    let contact = desk.hub.hub().store.contact(office()).await.unwrap().unwrap();
    assert_eq!(Some(contact.address), MailAddress::parse("jimu@example.jp"));
    stays_done(&browser, &desk.hub).await;
}

/// A picture of a window that is 768 pixels wide: nothing scrolls sideways.
async fn narrow(browser: &Browser, group: &str, name: &str) {
    browser.window(browser::Window { name: "768", width: 768, height: 900, scale: 1 }).await;
    browser.picture(group, &format!("{name}-768")).await;
    let sideways = browser.value("Math.max(0, document.documentElement.scrollWidth - innerWidth)").await;
    assert_eq!(sideways, json!(0), "{name}: the page scrolls sideways");
    browser.window(browser::OFFICE).await;
    browser.picture(group, &format!("{name}-1366")).await;
}

/// After it was done nothing is offered again.
async fn stays_done(browser: &Browser, hub: &TestHub) {
    browser.back().await;
    browser.at("/office").await;
    browser.open(&hub.public_url("/office")).await;
    browser.see_no("入力した内容を残してあります。").await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_browsers_of_one_office_apply_at_once_and_it_is_one_licence() {
    let desk = Desk::new(OFFICE).await;
    let (one, two) = (Browser::with(Scripts::Off, &TRUSTING).await, Browser::with(Scripts::Off, &TRUSTING).await);
    desk.settle(&one).await;
    two.open(&desk.hub.public_url("/sign-in")).await;
    sign_in(&two, &desk).await;
    for browser in [&one, &two] {
        browser.open(&desk.hub.public_url("/apply")).await;
        browser.click("請求書による振り込み").await;
        browser.click("利用規約に同意します").await;
    }
    tokio::join!(one.click("同意して申請する"), two.click("同意して申請する"));
    let told = async |browser: &Browser| {
        browser
            .until("an answer", async |browser| {
                let text = browser.text("body").await;
                let once = text.contains("この画面は一度だけ表示されます");
                let known = text.contains("もう一度の申請はいりません") || text.contains("ライセンスを更新しました");
                (once || known).then_some(once)
            })
            .await
    };
    let shown = [told(&one).await, told(&two).await];
    assert_eq!(shown.iter().filter(|once| **once).count(), 1, "SystemId and password are shown in one of them");
    let ledger = desk.hub.hub().store.ledger(office()).await.unwrap();
    assert_eq!(ledger.charges().len(), 1, "one licence, one payment");
}
