//! Something comes, is saved, and is taken back in time or too late.

use super::{Window, command, files_below, ready, received, send_k2};
use crate::live::{A, B, Live};
use testkit::State;

#[test]
fn what_comes_is_told_saved_and_acknowledged() {
    let live = Live::start();
    let (a, b) = (ready(&live, A), ready(&live, B));
    live.wait(async {
        let window = Window::open(b.path()).await;
        let browser = &window.browser;
        browser.click("受信一覧").await;
        browser.see("ありません").await;
        send_k2(&a);
        // The open page learns of it by itself.
        browser.see("新しいデータが届きました。").await;
        browser.click("最新の一覧を表示する").await;
        browser.see("第6表").await;
        browser.axe().await;
        browser.look("office", "inbox-new").await;
        browser.click_on("tbody a.open").await;
        browser.see("5月分の予定をお送りします。").await;
        browser.see("電子署名").await;
        browser.axe().await;
        browser.look("office", "inbox-item").await;
        let sender = Window::open(a.path()).await;
        sender.go("/sent").await;
        sender.browser.see("届きました").await;
        window.go("/inbox").await;
        browser.click_on("[data-select-all]").await;
        browser.click_on("#save-all").await;
        browser.see("（ファイル3個）").await;
        browser.axe().await;
        browser.look("office", "inbox-saved").await;
        // The sender's open page learns of it by itself too.
        sender.browser.see("送ったデータの状態が変わりました。").await;
        sender.browser.axe().await;
        sender.browser.click("最新の一覧を表示する").await;
        sender.browser.see("相手が受領").await;
        sender.browser.look("office", "sent-received").await;
    });
    assert_eq!(files_below(&received(&b)).len(), 3);
    assert_eq!(live.state(), State::Received);
    live.holds();
}

#[test]
fn s34_taken_back_before_it_is_fetched_and_not_after() {
    let live = Live::start();
    let (a, b) = (ready(&live, A), ready(&live, B));
    send_k2(&a);
    live.wait(async {
        let window = Window::open(a.path()).await;
        let browser = &window.browser;
        window.go("/sent").await;
        browser.click_on("tbody a.open").await;
        browser.see("届きました").await;
        browser.axe().await;
        browser.look("office", "sent-item").await;
        // Meanwhile the other office fetches it.
        let into = tempfile::tempdir().unwrap();
        command(&b, &["fetch", "--into", into.path().to_str().unwrap()]);
        browser.click("送信を取り消す").await;
        browser.see("取り消しますか").await;
        browser.look("office", "withdraw-ask").await;
        browser.click("送信を取り消す").await;
        browser.see("取り消せません").await;
        browser.axe().await;
        browser.look("office", "withdraw-late").await;
    });
    assert_eq!(live.state(), State::Received);
    live.holds();
}
