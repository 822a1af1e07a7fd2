//! What an operator does on the console is seen in the window: a notice, a stop, a certificate that is taken back.

use super::{Window, ready};
use crate::live::{A, Live, PASSWORDS};
use browser::Browser;
use testkit::operator::{Operator, signed_in};

#[test]
fn what_the_operator_announces_and_stops_is_seen_in_the_window() {
    let live = Live::start();
    let a = ready(&live, A);
    let chief = live.wait(signed_in(&live.hub, "chief", "admin"));
    live.wait(async {
        let window = Window::open(a.path()).await;
        let browser = &window.browser;
        announce(&chief).await;
        window.go("/").await;
        browser.see("年度末の受付について").await;
        let office = format!("/offices/{A}/freeze");
        let told = "書類を確かめています。";
        chief.done(&office, &[("do", "freeze"), ("reason", "調査のため"), ("told", told)]).await;
        says(&window, "/inbox", "運営者が一時的に停止しています", "operator-froze").await;
        browser.see(told).await;
        browser.see("この端末では利用できません").await;
        chief.done(&office, &[("do", "thaw")]).await;
        // The first page learns of the end of the session, and leads to where it begins again.
        window.go("/").await;
        browser.at("/sign-in").await;
        sign_in(browser).await;
        browser.see("利用可能です。").await;
        revoke(&chief).await;
        // On a connection that stands the hub says so, on a new one the handshake fails; the cure is the same.
        says(&window, "/inbox", "「発行コードで登録し直す」で登録し直してください。", "operator-revoked").await;
    });
}

#[test]
fn without_a_licence_the_first_page_says_what_stops_and_where_one_is_got() {
    let live = Live::start();
    live.wait(live.hub.register(A));
    let home = live.signed_in(A);
    super::choose_folders(&home);
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        browser.see("いまは送信できません。").await;
        browser.see("利用申請サイトにログインして、「利用申請/更新」で手続きをしてください。").await;
        browser.see("すでに届いているものは、受信して保存できます。").await;
        browser.see("ライセンスがありません").await;
        browser.see_no("つながっています").await;
        browser.axe().await;
        browser.look("office", "unlicensed").await;
        live.hub.license(A).await;
        window.go("/").await;
        browser.see("利用可能です。").await;
        browser.see("つながっています").await;
    });
}

async fn announce(chief: &Operator) {
    let shown = [("importance", "important"), ("audience", "all"), ("until", "2099-12-31 18:00")];
    let words = [("do", "publish"), ("title", "年度末の受付について"), ("body", "17時に受付を終わります。")];
    let fields: Vec<_> = words.into_iter().chain(shown).collect();
    assert!(chief.done("/notices/new", &fields).await.starts_with("/notices/"), "to its own page");
}

async fn revoke(chief: &Operator) {
    let list = chief.see(&format!("/certificates?q={A}")).await;
    let ends = |part: &&str| part.starts_with("/certificates/") && part.contains("/revoke\"");
    let path = list.split("href=\"").find(ends).unwrap().split('"').next().unwrap().to_owned();
    chief.done(&path, &[("do", "revoke"), ("reason", "key-compromise")]).await;
}

/// The page says it in words, and what to do.
async fn says(window: &Window, path: &str, words: &str, picture: &str) {
    window.go(path).await;
    window.browser.see(words).await;
    window.browser.axe().await;
    window.browser.look("office", picture).await;
}

async fn sign_in(browser: &Browser) {
    browser.look("office", "operator-thawed").await;
    browser.fill("[name=system_password]", PASSWORDS[0]).await;
    browser.fill("[name=account_password]", PASSWORDS[1]).await;
    browser.click_on("button[value=sign-in]").await;
}
