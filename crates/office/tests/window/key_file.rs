//! Key and certificate in a file: the password typed wrongly, then rightly, the file saved once. And which certificate it is.

use super::{Window, files_below, ready};
use crate::live::{A, Live};
use browser::{Browser, Scripts};
use std::path::Path;
use std::process::Command;
use testkit::visitor::{Visitor, own_password};

const PASSWORD: &str = "correct horse battery";

#[test]
fn s76_after_a_mistyped_password_the_file_is_saved_once_and_no_error_stays() {
    saved_once(Scripts::On);
}

#[test]
fn s76_without_scripts_the_file_is_saved_once_too() {
    saved_once(Scripts::Off);
}

fn saved_once(scripts: Scripts) {
    let live = Live::start();
    let home = ready(&live, A);
    let downloads = tempfile::tempdir().unwrap();
    let name = format!("renkei-{A}.p12");
    live.wait(async {
        let window = Window::with(home.path(), scripts).await;
        let browser = &window.browser;
        browser.save_into(downloads.path()).await;
        window.go("/settings/certificate").await;
        browser.click("鍵と電子証明書をファイルに書き出す").await;
        make(browser, "correct horse batery").await;
        browser.see("2つのパスワードが違います。").await;
        make(browser, PASSWORD).await;
        browser.see("ファイルができました。").await;
        browser.see_no("入力を確かめてください").await;
        browser.look("office", &format!("key-file-ready-{scripts:?}")).await;
        browser.click("ファイルを保存する").await;
        let saved = async |_: &Browser| downloads.path().join(&name).is_file().then_some(());
        browser.until("the file is saved", saved).await;
        browser.see("保存したあとにすること").await;
        browser.see_no("入力を確かめてください").await;
        browser.at("/settings/certificate/file/ready").await;
        browser.click("ファイルを保存する").await;
        browser.see("いま保存できるファイルはありません。").await;
        let page = browser.value("document.documentElement.outerHTML").await.to_string();
        assert!(!page.contains("correct horse") && !browser.address().await.contains('?'));
        if scripts == Scripts::On {
            browser.axe().await;
            browser.look("office", "key-file-saved").await;
        }
        window.go("/settings/activity").await;
        assert_eq!(browser.text("main").await.matches("鍵と電子証明書のファイルを書き出しました。").count(), 1);
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
    assert_eq!(files_below(downloads.path()).join("\n"), name);
    assert!(files_below(home.path()).iter().all(|file| !file.contains(".p12")), "only the browser has it");
    opens(&downloads.path().join(name));
}

/// Types both passwords and presses the button.
async fn make(browser: &Browser, again: &str) {
    browser.type_into("ファイルにつけるパスワード", PASSWORD).await;
    browser.type_into("もう一度", again).await;
    browser.click("ファイルを作る").await;
}

fn opens(file: &Path) {
    let mut openssl = Command::new("openssl");
    openssl.args(["pkcs12", "-nodes", "-passin", &format!("pass:{PASSWORD}"), "-in"]).arg(file);
    let said = String::from_utf8(openssl.output().unwrap().stdout).unwrap();
    assert!(said.contains("BEGIN PRIVATE KEY"), "{said}");
    assert_eq!(said.matches("BEGIN CERTIFICATE").count(), 3);
}

#[test]
fn the_window_and_the_site_show_one_number_for_the_certificate_of_this_pc() {
    let live = Live::start();
    let home = ready(&live, A);
    let account = super::store(&home).fact(office::store::ACCOUNT_ID).unwrap().unwrap();
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        // The other PC of the office.
        live.hub.enrol(A).await;
        window.go("/settings").await;
        browser.click("電子証明書").await;
        browser.see("利用申請サイトの「電子証明書」の番号と同じもの").await;
        browser.axe().await;
        browser.look("office", "certificate-number").await;
        let number = browser.text("dd .num").await;
        own_password(&live.hub, &account).await;
        let mut site = Visitor::signed_in(&live.hub, &account).await;
        let list = site.get("/certificates").await.body;
        let rows: Vec<&str> =
            list.split("<td class=\"num\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(rows.iter().filter(|row| **row == number).count(), 1, "{number} in {rows:?}");
        assert_eq!(rows.len(), 2);
    });
}
