//! From nothing to the first sent set: the apply site, the one-time code, the app, by pages alone.

use super::{App, Window, k2_files};
use crate::live::{A, B, Live};
use browser::{Browser, Scripts};
use std::path::Path;

/// What the office has in its hands after the apply site.
struct Joined {
    system: [String; 2],
    account: [String; 2],
    code: String,
    hub: String,
}

const OWN: [&str; 2] = ["三毛猫が縁側で昼寝をする", "correct horse battery staple"];

#[test]
fn an_office_applies_gets_its_certificate_sets_up_and_sends() {
    let live = Live::start();
    live.wait(live.hub.register(A));
    live.office(B);
    let (account, first) = live.wait(live.hub.account_of_portals(A, "KJ0000000000ZZ"));
    let home = tempfile::tempdir().unwrap();
    live.wait(async {
        // The hub's root is made for the test; the browser does not know it.
        let browser = Browser::with(Scripts::On, &["--ignore-certificate-errors"]).await;
        let joined = apply(&live, &browser, [account, first]).await;
        let app = App::start(&home.path().join("office"));
        browser.open(&app.address).await;
        let window = Window { app, browser };
        set_up(&window, &joined, &home.path().join("received")).await;
        send(&window).await;
    });
    assert_eq!(live.transmissions().len(), 1);
    live.holds();
}

async fn apply(live: &Live, browser: &Browser, [account, first]: [String; 2]) -> Joined {
    browser.open(&live.hub.public_url("/")).await;
    browser.type_into("事業所のユーザID", &account).await;
    browser.type_into("パスワード", &first).await;
    browser.click("ログインする").await;
    browser.see("いまは仮パスワードです").await;
    browser.type_into("いまのパスワード", &first).await;
    browser.type_into("新しいパスワード", OWN[1]).await;
    browser.type_into("新しいパスワード（もう一度）", OWN[1]).await;
    browser.click("変更する").await;
    browser.click("利用申請をはじめる").await;
    browser.at("/apply").await;
    browser.read_to_end("[data-terms]").await;
    browser.see_count("[data-needs-end]:not(:disabled)", 1).await;
    browser.click("給付費からの差し引き").await;
    browser.click("利用規約に同意します").await;
    browser.click("同意して申請する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.look("office", "join-licence").await;
    let [system, password] = secrets(browser).await;
    browser.click("次へ：電子証明書の発行コード").await;
    browser.click("証明書発行用パスワードを発行する").await;
    browser.see("この画面は一度だけ表示されます").await;
    let desk = browser.text(".secret").await;
    browser.click("書き写しました").await;
    browser.click("介護保険証明書").await;
    browser.type_into("証明書発行用パスワード", &desk).await;
    browser.click("発行コードを発行する").await;
    browser.see("連携クライアントを開きます").await;
    browser.axe().await;
    browser.look("office", "join-code").await;
    let [code, hub] = secrets(browser).await;
    Joined { system: [system, password], account: [account, OWN[1].to_owned()], code, hub }
}

/// What a page shows once, in its order.
async fn secrets(browser: &Browser) -> [String; 2] {
    let all = browser.value("[...document.querySelectorAll('.secret')].map((one) => one.textContent.trim())").await;
    let text = |at: usize| all[at].as_str().unwrap().to_owned();
    [text(0), text(1)]
}

async fn set_up(window: &Window, joined: &Joined, received: &Path) {
    let browser = &window.browser;
    browser.type_into("連携基盤の名前", &joined.hub).await;
    browser.click("確かめて次へ").await;
    browser.type_into("発行コード", &joined.code).await;
    browser.click("電子証明書を受け取る").await;
    browser.see("電子証明書を受け取りました。").await;
    browser.type_into("連携クライアントのユーザID", &joined.system[0]).await;
    browser.type_into("連携クライアントのパスワード", &joined.system[1]).await;
    browser.type_into("事業所のユーザID", &joined.account[0]).await;
    browser.type_into("事業所のパスワード", &joined.account[1]).await;
    browser.click("ログインして次へ").await;
    // The office's own password was chosen on the site; that of the app is still the first one.
    browser.see("新しいパスワードを決めてください").await;
    browser.look("office", "join-first-password").await;
    browser.type_into("新しいパスワード（連携クライアント）", OWN[0]).await;
    browser.type_into("もう一度（連携クライアント）", OWN[0]).await;
    browser.click("パスワードを変えて続ける").await;
    browser.type_into("受信したファイルの保存先", received.to_str().unwrap()).await;
    browser.click("設定を終える").await;
    browser.click("このフォルダーを作って続ける").await;
    browser.see("利用可能です。").await;
}

async fn send(window: &Window) {
    let browser = &window.browser;
    browser.click("新規作成").await;
    browser.click("新しく作る").await;
    browser.see("先にファイルを置くと").await;
    browser.drop_files(&k2_files()).await;
    browser.see("送る準備ができました。").await;
    browser.click_on("#confirm").await;
    browser.type_into("相手の事業所番号", B).await;
    browser.click("送信する").await;
    browser.see("送信しました").await;
    browser.look("office", "join-sent").await;
}
