//! What offices come for: a licence, an ID, a code, an invoice; with scripts and without.

use super::desk::{Desk, OFFICE, OWN, TRUSTING};
use browser::{Browser, Scripts};
use evidence::OfficeNumber;
use evidence::certificate::make_request;
use hub::authority::new_key;
use protocol::{EnrolCode, EnrolRequest};
use testkit::TestHub;

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_password_to_a_terminal_that_is_enrolled() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    browser.open(&desk.hub.public_url("/")).await;
    browser.at("/sign-in").await;
    browser.axe().await;
    browser.look("portals", "sign-in").await;
    desk.settle(&browser).await;
    browser.axe().await;
    browser.look("portals", "home").await;
    browser.click("利用申請をはじめる").await;
    browser.at("/apply").await;
    browser.axe().await;
    browser.look("portals", "apply").await;
    assert_eq!(browser.count("[data-needs-end]:disabled").await, 1, "consent waits for the end of the terms");
    browser.read_to_end("[data-terms]").await;
    browser.see_count("[data-needs-end]:not(:disabled)", 1).await;
    browser.click("給付費からの差し引き").await;
    browser.click("利用規約に同意します").await;
    browser.click("同意して申請する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.axe().await;
    browser.look("portals", "apply-done").await;
    let system = browser.text(".secret").await;
    assert!(system.starts_with('c'), "{system}");
    browser.reload().await;
    browser.see("もう表示できません").await;
    browser.open(&desk.hub.public_url("/certificates")).await;
    browser.axe().await;
    browser.look("portals", "certificates-none").await;
    browser.click("証明書発行用パスワードを発行する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.axe().await;
    browser.look("portals", "certificate-password").await;
    let password = browser.text(".secret").await;
    browser.click("書き写しました").await;
    browser.click("介護保険証明書").await;
    browser.type_into("証明書発行用パスワード", &password).await;
    browser.axe().await;
    browser.click("発行コードを発行する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.axe().await;
    browser.look("portals", "code").await;
    let code = EnrolCode::parse(&browser.text(".secret").await).expect("a code that can be read");
    assert_eq!(desk.hub.root().fingerprint().0[..10], code.root);
    enrol(&desk.hub, &code).await;
    browser.click("書き写しました").await;
    browser.see("有効").await;
    browser.axe().await;
    browser.look("portals", "certificates").await;
    browser.click("入っている電子証明書の確かめ方").await;
    browser.see("証明書のインポート ウィザード").await;
    browser.axe().await;
    browser.look("portals", "certificate-installed").await;
    browser.open(&desk.hub.public_url("/certificates")).await;
    revoke(&browser).await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

/// What the office app does with the code.
async fn enrol(hub: &TestHub, code: &EnrolCode) {
    let key = new_key(evidence::Curve::P256, &hub.surroundings).unwrap();
    let csr = make_request(&OfficeNumber::parse(OFFICE).unwrap(), &key).unwrap();
    let request = EnrolRequest { code: code.secret_text(), csr };
    let sent = hub.public_client().post(hub.public_url("/v1/enrolments")).json(&request).send().await.unwrap();
    assert_eq!(sent.status(), 201);
}

async fn revoke(browser: &Browser) {
    browser.click_on("button[value^='revoke:']").await;
    browser.see("元にはもどせません").await;
    browser.axe().await;
    browser.look("portals", "revoke").await;
    browser.click("使えなくする").await;
    browser.see("電子証明書を使えなくしました。").await;
    browser.see("失効").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_an_office_applies_and_prints_its_invoice() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::Off, &TRUSTING).await;
    desk.settle(&browser).await;
    browser.click("利用申請をはじめる").await;
    browser.at("/apply").await;
    browser.click("同意して申請する").await;
    browser.see("終わりまで読み").await;
    browser.see("支払いの方法を選んでください。").await;
    browser.click("請求書による振り込み").await;
    browser.click("利用規約に同意します").await;
    browser.click("同意して申請する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.see("利用可能です").await;
    browser.click("請求書を見る").await;
    browser.see("21,000円（税込み）").await;
    browser.see("1,909円").await;
    browser.open(&desk.hub.public_url("/apply")).await;
    browser.see("いま申請する必要はありません。").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_what_ends_something_is_asked_for_on_a_page() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::Off, &TRUSTING).await;
    desk.settle(&browser).await;
    browser.open(&desk.hub.public_url("/apply")).await;
    browser.click("請求書による振り込み").await;
    browser.click("利用規約に同意します").await;
    browser.click("同意して申請する").await;
    browser.see("この画面は一度だけ表示されます").await;
    browser.see("ブラウザーのメニューの「印刷」").await;
    assert_eq!(browser.count("[data-print]:not([hidden])").await, 0, "a button that could do nothing");
    let first = browser.text(".secret").await;
    browser.open(&desk.hub.public_url("/licence")).await;
    browser.click("仮パスワードを発行しなおす").await;
    browser.see("仮パスワードを発行しなおしますか").await;
    browser.see("いまのパスワードは使えなくなり").await;
    browser.look("portals", "reset-asked").await;
    browser.click("もどる").await;
    browser.at("/licence").await;
    browser.click("仮パスワードを発行しなおす").await;
    browser.click_on("main button[value=reset]").await;
    browser.see("仮パスワードを発行しました。").await;
    assert_eq!(browser.text(".secret").await, first, "the same ID");
    browser.open(&desk.hub.public_url("/certificates")).await;
    browser.click("証明書発行用パスワードを発行する").await;
    browser.see("この画面は一度だけ表示されます").await;
    let password = browser.text(".secret").await;
    browser.open(&desk.hub.public_url("/certificates")).await;
    browser.click("発行しなおす").await;
    browser.see("証明書発行用パスワードを発行しなおしますか").await;
    browser.look("portals", "certificate-password-asked").await;
    browser.click_on("main button[value=password]").await;
    browser.see("この画面は一度だけ表示されます").await;
    assert_ne!(browser.text(".secret").await, password);
}

#[tokio::test]
async fn every_act_that_a_dialog_asks_about_is_asked_for_by_the_server_too() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    visitor.press("/apply", &[("do", "agree"), ("agreed", "1"), ("payment", "invoice"), ("version", "2")]).await;
    visitor.press("/certificates", &[("do", "password")]).await;
    let office = standard::OfficeNumber::parse(OFFICE).unwrap();
    let shared = desk.hub.hub();
    let state = async || {
        let names = shared.store.credentials_of(office).await.unwrap();
        let changed: Vec<_> =
            names.into_iter().map(|known| (known.name, known.changed_at, known.first_until)).collect();
        (changed, shared.store.certificate_password(office).await.unwrap().map(|(_, since)| since))
    };
    let before = state().await;
    desk.hub.advance(60);
    let mut seen = Vec::new();
    for path in ["/licence", "/certificates"] {
        let page = visitor.get(path).await.body;
        for button in page.split("<button").filter(|button| button.contains("data-confirm")) {
            let verb = button.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
            let asked = visitor.press(path, &[("do", &verb)]).await;
            assert!(asked.body.contains("name=\"confirmed\" value=\"1\""), "{path} {verb}: {}", asked.body);
            seen.push(verb);
        }
    }
    assert_eq!(seen, ["reset", "password"]);
    assert_eq!(state().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_and_wrong_passwords_are_told_why() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    desk.sign_in(&browser, "HD0000000000ZZ", "x").await;
    browser.see("HDから始まるIDでは、ログインできません").await;
    browser.axe().await;
    browser.look("portals", "agent").await;
    desk.sign_in(&browser, "KJ123", "x").await;
    browser.see("事業所のユーザIDは、KJから始まる14文字です。いまは5文字です。").await;
    desk.sign_in(&browser, &desk.account, "wrong").await;
    browser.see("事業所のユーザIDまたはパスワードが、登録されているものと違います。").await;
    browser.axe().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s29_a_certificate_password_needs_the_password_again_after_some_minutes() {
    let desk = Desk::new(OFFICE).await;
    let browser = Browser::with(Scripts::On, &TRUSTING).await;
    desk.settle(&browser).await;
    desk.hub.advance(6 * 60);
    browser.open(&desk.hub.public_url("/certificates")).await;
    browser.click("証明書発行用パスワードを発行する").await;
    browser.see("パスワードをもう一度入力してください").await;
    browser.axe().await;
    browser.type_into("パスワード", OWN).await;
    browser.click("確かめる").await;
    browser.see("もう一度、ボタンを押してください。").await;
    browser.click("証明書発行用パスワードを発行する").await;
    browser.see("この画面は一度だけ表示されます").await;
    let password = browser.text(".secret").await;
    browser.open(&desk.hub.public_url("/certificates")).await;
    desk.hub.advance(6 * 60);
    browser.click("介護保険証明書").await;
    browser.type_into("証明書発行用パスワード", &password).await;
    browser.click("発行コードを発行する").await;
    browser.see("この画面は一度だけ表示されます").await;
    desk.hub.advance(31 * 60);
    browser.open(&desk.hub.public_url("/certificates")).await;
    browser.at("/sign-in").await;
}
