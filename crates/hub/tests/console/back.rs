//! Back, forward and reload in the console's most used forms, in Chromium; and without scripts.

use super::journeys::{browser_of, settle};
use super::money::{today, with_charges};
use super::*;
use browser::{Browser, Scripts};
use serde_json::{Value, json};

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

async fn value(browser: &Browser, name: &str) -> Value {
    browser.value(&format!("document.querySelector('main form:last-of-type [name={name}]').value")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn s29_notice_campaign_and_charge_stand_back_forward_reload_and_the_passkey() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let operator = operator(&hub, "ito", "admin").await;
    let browser = browser_of(&hub, &operator).await;
    settle(&browser, &operator).await;
    notice(&browser, &hub, &operator).await;
    campaign(&browser, &hub, &operator).await;
    charge(&browser, &hub, &operator).await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

async fn notice(browser: &Browser, hub: &TestHub, operator: &Operator) {
    browser.open(&format!("{}/notices", operator.base)).await;
    browser.click("お知らせを書く").await;
    browser.type_into("見出し", "年度末の受付").await;
    browser.type_into("本文", "3月31日は、17時に終わります。").await;
    browser.click("内容を確かめる").await;
    browser.see("いつまで表示するかを入力してください。").await;
    stays(browser, "/notices/new", "入力した内容を残してあります。").await;
    browser.axe().await;
    browser.look("console", "notice-kept").await;
    assert_eq!(value(browser, "title").await, json!("年度末の受付"));
    browser.type_into("表示の終わり", "2099-03-31 17:00").await;
    // The session ends while the person looks for the date.
    hub.advance(40 * 60);
    browser.click("内容を確かめる").await;
    browser.at("/sign-in").await;
    browser.see("30分以上操作がなかったため").await;
    browser.axe().await;
    browser.look("console", "sign-in-again").await;
    browser.click("パスキーでログインする").await;
    browser.at("/notices/new").await;
    browser.see("入力した内容を残してあります。").await;
    assert_eq!(value(browser, "until").await, json!("2099-03-31 17:00"));
    browser.click("内容を確かめる").await;
    browser.see("まだ公開していません。").await;
    assert!(hub.hub().store.published_notices().await.unwrap().is_empty(), "nothing is done by itself");
    browser.click("公開する").await;
    browser.see("お知らせを公開しました。").await;
    browser.back().await;
    browser.at("/notices/new").await;
    browser.see_no("入力した内容を残してあります。").await;
    browser.forward().await;
    let published = hub.hub().store.published_notices().await.unwrap();
    assert_eq!(published.len(), 1, "done once");
    browser.at(&format!("/notices/{}", published[0].notice.id)).await;
}

async fn campaign(browser: &Browser, hub: &TestHub, operator: &Operator) {
    browser.open(&format!("{}/campaigns/new", operator.base)).await;
    browser.type_into("名前", "春のフリーパス").await;
    browser.click("加える").await;
    browser.see("入力を確かめてください").await;
    stays(browser, "/campaigns/new", "入力した内容を残してあります。").await;
    browser.type_into("最初の日", &today(hub)).await;
    browser.type_into("最後の日", "2099-03-31").await;
    hub.advance(6 * 60);
    browser.click("加える").await;
    browser.at("/prove").await;
    browser.see("パスキーで、もう一度確かめてください").await;
    browser.back().await;
    browser.at("/prove").await;
    browser.forward().await;
    browser.click("パスキーで確かめる").await;
    browser.at("/campaigns/new").await;
    browser.see("パスキーを確かめました。").await;
    browser.axe().await;
    browser.look("console", "campaign-kept").await;
    assert_eq!(value(browser, "name").await, json!("春のフリーパス"));
    assert_eq!(value(browser, "last").await, json!("2099-03-31"));
    assert!(hub.hub().store.campaigns().await.unwrap().is_empty(), "nothing is done by itself");
    browser.click("加える").await;
    browser.see("フリーパスの期間を加えました。").await;
    browser.back().await;
    browser.see_no("入力した内容を残してあります。").await;
    assert_eq!(hub.hub().store.campaigns().await.unwrap().len(), 1, "done once");
}

async fn charge(browser: &Browser, hub: &TestHub, operator: &Operator) {
    browser.open(&format!("{}/payments/unpaid", operator.base)).await;
    browser.click("支払いを見る").await;
    browser.see("入金を記録する").await;
    let path = browser.value("location.pathname").await.as_str().unwrap().to_owned();
    browser.type_into("金額", "2100").await;
    browser.type_into("入金日", &today(hub)).await;
    browser.type_into("控え", "明細 0425-17").await;
    browser.click("内容を確かめる").await;
    browser.see("入力を確かめてください").await;
    stays(browser, &path, "入力した内容を残してあります。").await;
    assert_eq!(value(browser, "reference").await, json!("明細 0425-17"));
    browser.type_into("金額", "21000").await;
    browser.click("内容を確かめる").await;
    browser.see("この内容で記録しますか").await;
    browser.window(browser::Window { name: "768", width: 768, height: 900, scale: 1 }).await;
    browser.picture("console", "charge-confirm-768").await;
    let sideways = browser.value("Math.max(0, document.documentElement.scrollWidth - innerWidth)").await;
    assert_eq!(sideways, json!(0), "the page scrolls sideways");
    browser.window(browser::OFFICE).await;
    stays(browser, &path, "入力した内容を残してあります。").await;
    assert_eq!(value(browser, "amount").await, json!("21000"), "the question is gone, the text is not");
    browser.click("内容を確かめる").await;
    browser.click("この内容で記録する").await;
    browser.see("の入金を記録しました。").await;
    browser.back().await;
    browser.at(&path).await;
    browser.see("することはありません。").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_form_of_the_console_works_without_scripts() {
    let hub = hub_with_console().await;
    with_charges(&hub).await;
    let operator = signed_in(&hub, "ito", "admin").await;
    let flags = super::bridge::bridge(&hub, &operator).await;
    let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
    let browser = Browser::with(Scripts::Off, &flags).await;
    // Browsers offer a passkey to scripts only; the session begins as if it had been used.
    let (name, token) = operator.cookie.split_once('=').unwrap();
    let cookie =
        json!({ "name": name, "value": token, "url": operator.base, "secure": true, "httpOnly": true, "path": "/" });
    browser.devtools("Network.setCookie", cookie).await;
    let file = hub.folder.path().join("offices.csv");
    std::fs::write(&file, "1370000009,架空ケアセンター,カクウケアセンター,13,43\n").unwrap();
    browser.open(&format!("{}/imports", operator.base)).await;
    browser.click("読み込む").await;
    browser.see("ファイルを読み込めませんでした").await;
    browser.choose_files("[type=file]", &[file]).await;
    browser.click("読み込む").await;
    let import = browser.below("/imports/").await;
    operator.wait_for(&import, "1件を登録する").await;
    browser.reload().await;
    browser.click("1件を登録する").await;
    browser.see_no("1件を登録する").await;
    operator.wait_for(&import, "登録が終わりました").await;
    browser.open(&format!("{}/offices/1370000009/freeze", operator.base)).await;
    browser.click_on("button[value=freeze]").await;
    browser.see("停止する理由を").await;
    browser.type_into("停止する理由", "調査のため").await;
    browser.click_on("button[value=freeze]").await;
    browser.see("利用を停止しました。").await;
    browser.open(&format!("{}/maintenance/plan", operator.base)).await;
    browser.type_into("はじまり", "2099-04-01 22:00").await;
    browser.click("内容を確かめる").await;
    browser.see("入力を確かめてください").await;
    browser.type_into("終わり", "2099-04-02 05:00").await;
    browser.type_into("事業所へのお知らせ", "送受信ができません。").await;
    browser.click_on("input[name=goes_on][value=no]").await;
    browser.click("内容を確かめる").await;
    browser.see("まだ予定していません。").await;
    browser.click("予定して知らせる").await;
    browser.see("メンテナンスを予定し").await;
    browser.open(&format!("{}/terms/new", operator.base)).await;
    browser.type_into("いつから", "2099-04-01").await;
    browser.type_into("文章", "# 第1条\n決まりです。").await;
    browser.click("見え方を確かめる").await;
    browser.see("この内容で公開しますか").await;
    browser.click("公開する").await;
    browser.see("版を公開しました。").await;
    without_scripts_in_front(&browser, &hub, &operator).await;
}

/// The same for a notice, a campaign, a payment and a licence.
async fn without_scripts_in_front(browser: &Browser, hub: &TestHub, operator: &Operator) {
    browser.open(&format!("{}/notices/new", operator.base)).await;
    browser.type_into("見出し", "年度末の受付").await;
    browser.type_into("本文", "17時に終わります。").await;
    browser.type_into("表示の終わり", "2099-03-31 17:00").await;
    browser.click("内容を確かめる").await;
    browser.see("まだ公開していません。").await;
    browser.click("公開する").await;
    browser.see("お知らせを公開しました。").await;
    browser.open(&format!("{}/payments/unpaid", operator.base)).await;
    browser.click("支払いを見る").await;
    browser.type_into("金額", "21000").await;
    browser.type_into("入金日", &today(hub)).await;
    browser.type_into("控え", "明細 1").await;
    browser.click("内容を確かめる").await;
    browser.click("この内容で記録する").await;
    browser.see("入金を記録しました。").await;
    browser.open(&format!("{}/campaigns/new", operator.base)).await;
    browser.type_into("名前", "春").await;
    browser.type_into("最初の日", &today(hub)).await;
    browser.type_into("最後の日", "2099-03-31").await;
    browser.click("加える").await;
    browser.see("フリーパスの期間を加えました。").await;
    browser.open(&format!("{}/audit/export", operator.base)).await;
    browser.type_into("だれが", "だれか").await;
    browser.click("書き出す").await;
    browser.see("入力を確かめてください").await;
    browser.click("ログアウト").await;
    browser.see("ログアウトしました。").await;
}
