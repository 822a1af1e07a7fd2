//! A month in bulk: a folder of exports for five partners with two broken sets, mended and sent.

use super::{Window, others, ready};
use crate::live::{A, Live};
use desk::practice::{mended_files, practice_files};
use std::path::{Path, PathBuf};

/// The partners of the exported files.
const PARTNERS: [&str; 5] = ["1370000002", "1370000004", "1370000007", "1370000010", "1370000011"];

fn written(files: Vec<(String, Vec<u8>)>, folder: &Path) -> Vec<PathBuf> {
    std::fs::create_dir_all(folder).unwrap();
    let write = |(name, bytes): (String, Vec<u8>)| {
        std::fs::write(folder.join(&name), bytes).unwrap();
        folder.join(name)
    };
    files.into_iter().map(write).collect()
}

#[test]
fn a_month_is_sent_with_two_broken_sets_found_and_mended() {
    let live = Live::start();
    others(&live, &PARTNERS);
    let home = ready(&live, A);
    let folder = tempfile::tempdir().unwrap();
    written(practice_files(), &folder.path().join("export"));
    let mended = written(mended_files(), &folder.path().join("mended"));
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        browser.click("一括送信").await;
        browser.see("まだファイルがありません。").await;
        browser.drop_files(&[folder.path().join("export")]).await;
        browser.see("6件の宛先に分けました。").await;
        browser.see("架空事業所1370000007").await;
        browser.see("写真 2025-04-25.jpg").await;
        browser.axe().await;
        browser.look("office", "bulk-loaded").await;
        send_all(&window, "4件").await;
        browser.see_after_work("送信が終わりました。4件送れました。").await;
        browser.axe().await;
        browser.look("office", "bulk-partly-sent").await;
        browser.drop_files(&mended).await;
        browser.see_no("要確認").await;
        send_all(&window, "2件").await;
        browser.see_after_work("送信が終わりました。2件送れました。").await;
        browser.drop_files(&[folder.path().join("export")]).await;
        browser.see_after_work("4件は、すでに送信済みなので送りません。").await;
        browser.see("すでに送信済み（").await;
        browser.see("0件を選んでいます。").await;
        browser.axe().await;
        browser.look("office", "bulk-sent-before").await;
        window.go("/sent").await;
        browser.see("6件中 1～6件目").await;
        browser.axe().await;
        browser.look("office", "sent-after-month").await;
        assert_eq!(browser.complaints().await, Vec::<String>::new());
    });
    assert_eq!(live.transmissions().len(), 6);
    live.holds();
}

/// Presses send, confirms, and says of first-time receivers that they are known.
async fn send_all(window: &Window, number: &str) {
    let browser = &window.browser;
    browser.click_on("#send").await;
    browser.see(&format!("{number}の宛先に送信しますか")).await;
    browser.value("document.querySelectorAll('input[name=known]').forEach((box) => box.click())").await;
    browser.click("送信する").await;
}

#[test]
fn a_sending_that_was_killed_goes_on_and_nothing_goes_twice() {
    let live = Live::start();
    others(&live, &PARTNERS);
    let home = ready(&live, A);
    let folder = tempfile::tempdir().unwrap();
    written(practice_files(), &folder.path().join("export"));
    live.wait(async {
        let mut window = Window::open(home.path()).await;
        window.go("/bulk").await;
        window.browser.drop_files(&[folder.path().join("export")]).await;
        window.browser.see("6件の宛先に分けました。").await;
        send_all(&window, "4件").await;
        // On its way, or done when this looks: at any moment the end must be the same.
        let words = ["送信しています。", "送信が終わりました。"];
        let begun = async |browser: &browser::Browser| {
            let page = browser.text("main").await;
            words.iter().any(|word| page.contains(word)).then_some(())
        };
        window.browser.until("the sending has begun", begun).await;
        window.app.process.kill().unwrap();
        window.app.process.wait().unwrap();
        let again = Window::open(home.path()).await;
        again.go("/bulk").await;
        again.browser.see_after_work("4件送れました。").await;
    });
    assert_eq!(live.transmissions().len(), 4);
    live.holds();
}
