//! From nothing to the first page: the guided set-up.

use super::{App, Window};
use crate::live::{A, Live};
use browser::Browser;

#[test]
fn a_person_sets_up_from_the_pages_alone() {
    let live = Live::start();
    live.wait(live.hub.register(A));
    live.wait(live.hub.license(A));
    let (code, names) = (live.wait(live.hub.code_text(A)), live.wait(live.hub.account(A)));
    let home = tempfile::tempdir().unwrap();
    let (folder, received) = (home.path().join("office"), home.path().join("received"));
    let hub = format!("localhost:{}", live.hub.running().public.port());
    live.wait(async {
        let window = Window::open(&folder).await;
        begin(&window, &hub, &code).await;
        // Left, and gone on with after a new start.
        drop(window);
        let app = App::start(&folder);
        let browser = Browser::start().await;
        browser.open(&app.address).await;
        browser.see(&format!("事業所番号 {A}")).await;
        for (label, text) in [
            ("連携クライアントのユーザID", &names.system_id),
            ("連携クライアントのパスワード", &names.system_password),
            ("事業所のユーザID", &names.account_id),
            ("事業所のパスワード", &names.account_password),
        ] {
            browser.type_into(label, text).await;
        }
        browser.look("office", "set-up-sign-in").await;
        browser.click("ログインして次へ").await;
        choose_passwords(&browser).await;
        browser.see("介護ソフトが読み込むフォルダー").await;
        browser.type_into("受信したファイルの保存先", received.to_str().unwrap()).await;
        browser.click("設定を終える").await;
        browser.see("このフォルダーはありません。作りますか").await;
        browser.click("このフォルダーを作って続ける").await;
        browser.see("利用可能です。").await;
        browser.axe().await;
        browser.look("office", "home-after-set-up").await;
        browser.open(&format!("{}/settings/log", app.origin())).await;
        browser.see("起動しました").await;
        browser.look("office", "log").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
    assert!(received.is_dir());
}

/// The first two steps, with a wrong name and a wrong code on the way.
async fn begin(window: &Window, hub: &str, code: &str) {
    let browser = &window.browser;
    browser.see("用意するもの").await;
    browser.axe().await;
    browser.look("office", "set-up-begin").await;
    window.go("/inbox").await;
    browser.at("/setup").await;
    browser.type_into("連携基盤の名前", "localhost:1").await;
    browser.click("確かめて次へ").await;
    browser.see("「localhost:1」につながりません。").await;
    browser.axe().await;
    browser.look("office", "set-up-wrong-hub").await;
    browser.type_into("連携基盤の名前", hub).await;
    browser.click("確かめて次へ").await;
    browser.see("2　発行コード").await;
    browser.type_into("発行コード", "ABCD").await;
    browser.click("電子証明書を受け取る").await;
    browser.see("発行コードの形になっていません。").await;
    browser.axe().await;
    browser.type_into("発行コード", code).await;
    browser.click("電子証明書を受け取る").await;
    browser.see("電子証明書を受け取りました。").await;
}

async fn choose_passwords(browser: &Browser) {
    browser.see("新しいパスワードを決めてください").await;
    browser.axe().await;
    browser.look("office", "first-passwords").await;
    let chosen = [("連携クライアント", "三毛猫が縁側で昼寝をする"), ("事業所", "correct horse battery staple")];
    for (whose, password) in chosen {
        browser.type_into(&format!("新しいパスワード（{whose}）"), password).await;
        browser.type_into(&format!("もう一度（{whose}）"), password).await;
    }
    browser.click("パスワードを変えて続ける").await;
}
