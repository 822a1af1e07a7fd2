//! Journeys in a real browser, each from a person's aim.

use crate::support::NOW;
use crate::support::served::Window;
use browser::{Browser, Key, Scripts};
use desk::Practice;
use desk::mailbox::Entry;
use std::path::PathBuf;
use std::time::Duration;

/// No part of the page jumped while it was used.
async fn is_steady(window: &Window) {
    let shift = "(() => { const list = performance.getEntriesByType('layout-shift'); return list.filter((e) => !e.hadRecentInput).reduce((sum, e) => sum + e.value, 0); })()";
    let shift = window.browser.value(shift).await;
    assert!(shift.as_f64().unwrap_or(0.0) < 0.01, "layout shift {shift}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_in_bulk_with_two_broken_sets() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/").await;
    browser.click("一括送信").await;
    browser.see("まだファイルがありません。").await;
    browser.drop_files(&[window.export_folder()]).await;
    browser.see("6件の宛先に分けました。").await;
    browser.see("2件は、確かめることがあるため送りません。").await;
    browser.see("写真 2025-04-25.jpg").await;
    browser.axe().await;
    browser.look("desk", "bulk-loaded").await;
    browser.type_into("さくら訪問介護ステーション へのメッセージ", "5月分をお送りします。").await;
    browser.click("コピー").await;
    browser.see("へのメッセージをコピーしました。").await;
    browser.click("すべてに貼り付け").await;
    browser.see("6件の宛先に貼り付けました。").await;
    browser.axe().await;
    browser.look("desk", "bulk-pasted").await;
    is_steady(&window).await;
    browser.click_on("#send").await;
    browser.see("4件の宛先に送信しますか").await;
    browser.axe().await;
    browser.look("desk", "bulk-confirm").await;
    browser.click("送信する").await;
    browser.see("送信しています。").await;
    browser.look("desk", "bulk-sending").await;
    browser.see("送信が終わりました。4件送れました。").await;
    browser.axe().await;
    browser.look("desk", "bulk-done").await;
    browser.drop_files(&window.mended()).await;
    browser.see_no("要確認").await;
    browser.see("2件を選んでいます。").await;
    browser.see("送れるようになりました。").await;
    browser.look("desk", "bulk-mended").await;
    browser.click_on("#send").await;
    browser.see("2件の宛先に送信しますか").await;
    browser.click("送信する").await;
    browser.see("はじめて送る宛先です。").await;
    browser.axe().await;
    browser.look("desk", "bulk-first-time").await;
    browser.click_on("input[name=known]").await;
    browser.click("送信する").await;
    browser.see("2件送れました。").await;
    browser.drop_files(&[window.export_folder()]).await;
    browser.see("4件は、すでに送信済みなので送りません。").await;
    browser.axe().await;
    browser.look("desk", "bulk-sent-before").await;
    window.is_quiet().await;
}

/// A slow program, or a slow hub behind it: the answer of each press comes later than the next thing that a person does.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_dropped_or_typed_while_the_page_works_is_not_lost() {
    let window = Window::new().await;
    let browser = &window.browser;
    let is_for = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.contains("1370000002") && !name.contains("KYO_") && !name.contains("_000000_")
    };
    let files: Vec<PathBuf> = window.exported().into_iter().filter(is_for).collect();
    let (first, second) = files.split_first().unwrap();
    assert!(!second.is_empty());
    window.open("/new").await;
    browser.click("新しく作る").await;
    browser.see("先にファイルを置くと").await;
    browser.slow_answers(Duration::from_millis(1_500)).await;
    browser.click("さくら訪問介護ステーション").await;
    browser.drop_files_at_once(std::slice::from_ref(first)).await;
    browser.drop_files_at_once(second).await;
    browser.focus_on("#f-message").await;
    browser.type_here("あとから書いた文です。").await;
    browser.see("送る準備ができました。").await;
    browser.see_count(".file", files.len()).await;
    browser
        .until("the text in its field", async |browser| {
            (browser.value("document.querySelector('#f-message').value").await == "あとから書いた文です。")
                .then_some(())
        })
        .await;
    browser.reload().await;
    browser.see_count(".file", files.len()).await;
    assert_eq!(browser.text("#f-message").await, "あとから書いた文です。");
}

/// The same on the work table: two drops, one after the other, and one while a button works.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_dropped_on_the_table_while_it_works_arrives() {
    let window = Window::new().await;
    let browser = &window.browser;
    let of = |number: &str| -> Vec<PathBuf> {
        window.exported().into_iter().filter(|path| path.to_string_lossy().contains(number)).collect()
    };
    window.open("/bulk").await;
    browser.see("まだファイルがありません。").await;
    browser.slow_answers(Duration::from_millis(1_500)).await;
    browser.drop_files_at_once(&of("1370000007")).await;
    browser.drop_files_at_once(&of("1370000004")).await;
    browser.see_count("tbody tr", 2).await;
    browser.see("2件を選んでいます。").await;
    browser.click("選んだ宛先にひな形を使う").await;
    browser.drop_files_at_once(&of("1370000010")).await;
    browser.see_count("tbody tr", 3).await;
    browser.reload().await;
    browser.see_count("tbody tr", 3).await;
    let filled =
        "[...document.querySelectorAll('tbody textarea')].filter((field) => field.value.includes('御中')).length";
    assert_eq!(browser.value(filled).await, 2);
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn receive_and_save() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/").await;
    browser.click("受信一覧").await;
    browser.see("12件中 1～12件目").await;
    browser.click("未保存だけ").await;
    browser.see("4件中 1～4件目").await;
    browser.click_on("[data-select-all]").await;
    browser.see("（4件）").await;
    browser.look("desk", "inbox-selected").await;
    browser.click_on("#save-all").await;
    browser.see("4件（ファイル8個）を").await;
    browser.see_count("#badge-inbox[hidden]", 1).await;
    browser.axe().await;
    is_steady(&window).await;
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn send_one_to_a_first_time_office() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/new").await;
    browser.click("新しく作る").await;
    browser.see("お気に入り").await;
    browser.axe().await;
    browser.look("desk", "letter-empty").await;
    let broken: Vec<PathBuf> =
        window.exported().into_iter().filter(|path| path.to_string_lossy().contains("1370000011")).collect();
    browser.drop_files(&broken).await;
    browser.see("みどりの丘訪問介護").await;
    browser.see("すること:").await;
    browser.axe().await;
    browser.look("desk", "letter-broken").await;
    let mended: Vec<PathBuf> =
        window.mended().into_iter().filter(|path| path.to_string_lossy().contains("1370000011")).collect();
    browser.drop_files(&mended).await;
    browser.see("送る準備ができました。").await;
    browser.click("ひな形を使う").await;
    browser.see("ひな形の文を入れました。").await;
    browser.look("desk", "letter-ready").await;
    browser.click_on("#confirm").await;
    browser.see("この内容で送信しますか").await;
    browser.axe().await;
    browser.look("desk", "letter-confirm").await;
    browser.type_into("相手の事業所番号", "1370000012").await;
    browser.click("送信する").await;
    browser.see("入力した事業所番号が、宛先の番号と違います。").await;
    browser.axe().await;
    browser.type_into("相手の事業所番号", "1370000011").await;
    browser.click("送信する").await;
    browser.see("連携基盤に届きました。").await;
    browser.axe().await;
    browser.look("desk", "letter-done").await;
    browser.back().await;
    browser.reload().await;
    window.open("/sent").await;
    browser.see("8件中 1～8件目").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn typed_text_survives_a_reload_and_the_back_button() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/new").await;
    browser.click("新しく作る").await;
    browser.type_into("メッセージ", "消えては困る文").await;
    browser
        .until("the draft holds the text", async |_| {
            let drafts = desk::mailbox::Letters::drafts(&window.practice).await.ok()?;
            (drafts.first()?.letter.message == "消えては困る文").then_some(())
        })
        .await;
    browser.reload().await;
    assert_eq!(browser.value("document.querySelector('#f-message').value").await, "消えては困る文");
    browser.click("下書き一覧").await;
    browser.see("消えては困る文").await;
    browser.axe().await;
    browser.look("desk", "drafts").await;
    browser.back().await;
    assert_eq!(browser.value("document.querySelector('#f-message').value").await, "消えては困る文");
    // Left before the moment after which it is kept by itself.
    let leave =
        "(document.querySelector('#f-message').value = '最後の一文字', document.querySelector('.nav a').click())";
    browser.value(leave).await;
    browser.at("/").await;
    browser
        .until("the draft holds the last text", async |_| {
            let drafts = desk::mailbox::Letters::drafts(&window.practice).await.ok()?;
            (drafts.first()?.letter.message == "最後の一文字").then_some(())
        })
        .await;
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_windows_at_one_draft_no_text_is_lost() {
    let window = Window::new().await;
    let one = &window.browser;
    window.open("/new").await;
    one.click("新しく作る").await;
    one.below("/letters/").await;
    let two = Browser::start().await;
    two.open(&one.address().await).await;
    let holds = async |text: &str| {
        one.until(text, async |_| {
            let drafts = desk::mailbox::Letters::drafts(&window.practice).await.ok()?;
            (drafts.first()?.letter.message == text).then_some(())
        })
        .await;
    };
    one.type_into("メッセージ", "ひとつめの画面").await;
    holds("ひとつめの画面").await;
    one.type_into("メッセージ", "ひとつめの画面の続き").await;
    holds("ひとつめの画面の続き").await;
    assert!(one.text("#said").await.is_empty(), "one window alone is told nothing");
    two.type_into("メッセージ", "ふたつめの画面").await;
    two.see("ほかの画面で書かれた文を、この画面の文に置きかえました。").await;
    two.axe().await;
    two.look("desk", "letter-two-windows").await;
    holds("ふたつめの画面").await;
    two.click("元に戻す").await;
    two.see("元に戻しました。").await;
    assert_eq!(two.value("document.querySelector('#f-message').value").await, "ひとつめの画面の続き");
    two.click("元に戻す").await;
    holds("ふたつめの画面").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn withdraw_until_it_is_fetched() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/sent/s00000").await;
    browser.click("送信を取り消す").await;
    browser.see("この送信を取り消しますか").await;
    browser.click("送信を取り消す").await;
    browser.see("送信を取り消しました。").await;
    browser.axe().await;
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_set_up() {
    let window = Window::at(Practice::new(NOW).at_door(Entry::FirstRun), Scripts::On).await;
    let browser = &window.browser;
    window.open("/").await;
    browser.at("/setup").await;
    browser.type_into("連携基盤の名前", "renkei.example.jp").await;
    browser.click("確かめて次へ").await;
    browser.type_into("発行コード", "AAAA-BBBB-CCCC").await;
    browser.click("電子証明書を受け取る").await;
    browser.see("発行コードの文字数が足りません。").await;
    assert_eq!(
        browser.value("document.activeElement.id").await,
        "f-code",
        "the focus is where something is to be mended"
    );
    assert_eq!(browser.value("document.activeElement.value").await, "AAAA-BBBB-CCCC");
    browser.axe().await;
    browser.look("desk", "setup-code-wrong").await;
    browser.type_into("発行コード", "AAAA-BBBB-CCCC-DDDD-EEEE").await;
    browser.click("電子証明書を受け取る").await;
    browser.see("電子証明書を受け取りました。").await;
    browser.axe().await;
    browser.look("desk", "setup-sign-in").await;
    browser.type_into("連携クライアントのユーザID", "c0001").await;
    browser.type_into("連携クライアントのパスワード", "a").await;
    browser.click("ログインして次へ").await;
    browser.see("入力を確かめてください（2か所）").await;
    assert_eq!(browser.value("document.activeElement.getAttribute('role')").await, "alert");
    browser.look("desk", "setup-sign-in-wrong").await;
    browser.type_into("連携クライアントのパスワード", "a").await;
    browser.click_on("[aria-controls=f-system_password]").await;
    assert_eq!(browser.value("document.querySelector('#f-system_password').type").await, "text");
    assert_eq!(
        browser.value("document.querySelector('[aria-controls=f-system_password]').offsetHeight >= 44").await,
        true
    );
    browser.axe().await;
    browser.look("desk", "setup-password-shown").await;
    browser.type_into("事業所のユーザID", "KJ00000000000A").await;
    browser.type_into("事業所のパスワード", "b").await;
    browser.click("ログインして次へ").await;
    browser.see("フォルダーの場所").await;
    browser.axe().await;
    browser.look("desk", "setup-folders").await;
    browser.type_into("受信したファイルの保存先", "D:\\まちがい").await;
    browser.click("設定を終える").await;
    browser.see("このフォルダーはありません。作りますか").await;
    browser.axe().await;
    browser.look("desk", "setup-folders-missing").await;
    browser.click("このフォルダーを作って続ける").await;
    browser.see("設定が終わりました。").await;
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_month_is_sent_and_what_came_is_saved() {
    let window = Window::at(Practice::new(NOW), Scripts::Off).await;
    let browser = &window.browser;
    window.open("/bulk").await;
    browser.choose_files("input[type=file]", &window.exported()).await;
    browser.click("読み込む").await;
    browser.see("6件の宛先に分けました。").await;
    browser.click("選んだ宛先にひな形を使う").await;
    browser.see("件の宛先にひな形の文を入れました。").await;
    browser.click_on("#send").await;
    browser.see("4件の宛先に送信しますか").await;
    browser.click("送信する").await;
    // Only when the answer is there: to load a page anew takes back what is on its way.
    browser.see_no("4件の宛先に送信しますか").await;
    browser
        .until_after_work("the sending is over", async |browser| {
            // Each look moves the sending one step; four sets take some twenty.
            browser.reload().await;
            browser.text("body").await.contains("送信が終わりました。4件送れました。").then_some(())
        })
        .await;
    window.open("/inbox").await;
    browser.click("保存する").await;
    browser.see("1件（ファイル1個）を").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_keyboard_alone_one_is_saved() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/inbox").await;
    let mut visited = Vec::new();
    while browser.focus().await != "save-all" {
        browser.press(Key::Tab).await;
        visited.push(browser.focus().await);
        assert!(visited.len() < 60, "never reached: {visited:?}");
    }
    let hidden = "(() => { const r = document.activeElement.getBoundingClientRect(); const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2); return Boolean(top && (top === document.activeElement || document.activeElement.contains(top))); })()";
    assert_eq!(browser.value(hidden).await, true, "the focus is covered");
    while !browser.value("document.activeElement.name === 'sel'").await.as_bool().unwrap_or(false) {
        browser.press(Key::Tab).await;
    }
    browser.press(Key::Space).await;
    browser.see("（1件）").await;
    browser.press(Key::Enter).await;
    browser.see("12件中 1～12件目").await;
    browser.see_no("に保存しました。").await;
    while browser.value("document.activeElement.value").await != "one:a00000" {
        browser.press(Key::Tab).await;
    }
    browser.press(Key::Enter).await;
    browser.see("1件（ファイル1個）を").await;
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drop_on_any_page_never_leaves_it() {
    let window = Window::new().await;
    let browser = &window.browser;
    for path in ["/", "/inbox", "/settings", "/help/index"] {
        window.open(path).await;
        browser.drop_files(&window.exported()).await;
        browser.at(path).await;
    }
    window.is_quiet().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_arrives_meanwhile_is_announced() {
    let window = Window::new().await;
    let browser = &window.browser;
    window.open("/inbox").await;
    window.practice.receive();
    browser.value("htmx.ajax('GET', '/news?unsaved=4', '#news-line').then(() => true)").await;
    browser.see("新しいデータが届きました。").await;
    browser.axe().await;
    browser.click("最新の一覧を表示する").await;
    browser.see("13件中 1～13件目").await;
}
