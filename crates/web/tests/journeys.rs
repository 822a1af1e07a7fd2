//! Chromium on the gallery: with scripts and without, by mouse and by keyboard, checked by axe and looked at.

use crate::gallery;
use browser::{Browser, Key};
use std::path::PathBuf;

/// The gallery on a port of its own.
async fn serve() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, gallery::gallery(port)).await });
    format!("http://127.0.0.1:{port}")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_accessible_and_fits_the_windows_of_offices() {
    let site = serve().await;
    let browser = Browser::start().await;
    for page in ["", "parts", "list", "form", "files", "terms", "sheet", "steps", "sign-in", "licences", "nowhere"] {
        browser.open(&format!("{site}/{page}")).await;
        browser.axe().await;
        browser.look("gallery", if page.is_empty() { "home" } else { page }).await;
    }
    let complaints: Vec<String> = browser.complaints().await.into_iter().filter(|text| !text.contains("404")).collect();
    assert_eq!(complaints, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_filtered_selected_and_saved() {
    let site = serve().await;
    let browser = Browser::start().await;
    browser.open(&format!("{site}/list")).await;
    browser.click_on("[data-select-all]").await;
    browser.see("（50件）").await;
    browser.click("選んだデータを保存する").await;
    browser.see("50件を保存しました。").await;
    browser.axe().await;
    browser.click("未保存だけ").await;
    browser.see("70件中 1～50件目").await;
    browser.click("次の50件").await;
    browser.see("70件中 51～70件目").await;
    browser.axe().await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_list_is_filtered_and_saved() {
    let site = serve().await;
    let browser = Browser::without_scripts().await;
    browser.open(&format!("{site}/list")).await;
    browser.click_on("input[name=sel][value='3']").await;
    browser.click("選んだデータを保存する").await;
    browser.see("1件を保存しました。").await;
    browser.click("保存済みだけ").await;
    browser.click("さがす").await;
    browser.see("1件中 1～1件目").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_are_where_the_keyboard_goes_next() {
    let site = serve().await;
    let browser = Browser::start().await;
    browser.open(&format!("{site}/form")).await;
    browser.type_into("メッセージ", "いつもお世話になっております。").await;
    browser.click("作成する").await;
    browser.see("入力を確かめてください（2か所）").await;
    browser.axe().await;
    browser.look("gallery", "form-errors").await;
    assert_eq!(browser.value("document.querySelector('#f-message').value").await, "いつもお世話になっております。");
    browser.click("事業所の名前を入力してください。").await;
    browser.type_here("架空").await;
    assert_eq!(browser.value("document.querySelector('#f-name').value").await, "架空");
    // Enter in a field presses the button that does nothing.
    browser.press(Key::Enter).await;
    browser.see_no("入力を確かめてください").await;
    assert_eq!(browser.value("document.querySelector('#f-name').value").await, "架空");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_folder_and_files_arrive() {
    let site = serve().await;
    let folder = tempfile::TempDir::new().unwrap();
    let deep = folder.path().join("4月/提出");
    std::fs::create_dir_all(&deep).unwrap();
    for number in 0..150 {
        std::fs::write(deep.join(format!("予定 ({number}).CSV")), "1").unwrap();
    }
    let single = folder.path().join("単独.csv");
    std::fs::write(&single, "1").unwrap();
    let browser = Browser::start().await;
    browser.open(&format!("{site}/files")).await;
    let dropped: [PathBuf; 2] = [folder.path().join("4月"), single];
    browser.drop_files(&dropped).await;
    browser.see_count("#work tbody tr", 151).await;
    browser.axe().await;
    assert_eq!(browser.complaints().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialog_asks_before_what_cannot_be_taken_back() {
    let site = serve().await;
    let browser = Browser::start().await;
    browser.open(&format!("{site}/parts")).await;
    browser.click("取り消す").await;
    browser.see("受け取れなくなります").await;
    browser.axe().await;
    browser.look("gallery", "confirm").await;
    assert_eq!(browser.focus().await, "もどる");
    browser.press(Key::Escape).await;
    browser.see_count("dialog[open]", 0).await;
    browser.at("/parts").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_are_read_to_the_end_by_keyboard() {
    let site = serve().await;
    let browser = Browser::start().await;
    browser.open(&format!("{site}/terms")).await;
    assert_eq!(browser.count("[data-needs-end]:disabled").await, 1);
    browser.read_to_end("[data-terms]").await;
    browser.see_count("[data-needs-end]:not(:disabled)", 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_went_away_is_explained_in_a_dialog() {
    let program = tokio::runtime::Runtime::new().unwrap();
    let (told, port) = tokio::sync::oneshot::channel();
    program.spawn(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        told.send(port).unwrap();
        axum::serve(listener, gallery::gallery(port)).await
    });
    let browser = Browser::start().await;
    browser.open(&format!("http://127.0.0.1:{}/list", port.await.unwrap())).await;
    program.shutdown_background();
    browser.click("未保存だけ").await;
    browser.see("返事がありませんでした").await;
    browser.axe().await;
    browser.look("gallery", "away").await;
}
