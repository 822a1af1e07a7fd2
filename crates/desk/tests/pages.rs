//! Every page opens, says where one is, and shows the menu in the order people know.

use crate::support::{NOW, Person};
use axum::http::StatusCode;
use desk::Practice;

const PAGES: [(&str, &str); 28] = [
    ("/", "利用可能です。"),
    ("/notices/n2", "利用更新の手続き"),
    ("/inbox", "受信一覧"),
    ("/inbox/a00000", "さくら訪問介護ステーション"),
    ("/sent", "送信一覧"),
    ("/sent/s00000", "これまでの流れ"),
    ("/sent/s00000/withdraw", "この送信を取り消しますか"),
    ("/new", "新規作成"),
    ("/drafts", "下書きはありません"),
    ("/bulk", "まだファイルがありません"),
    ("/templates", "送付状・サービス計画書"),
    ("/settings", "受信したファイルの保存先"),
    ("/settings/certificate", "請求委任事業所用ケアプラン証明書"),
    ("/settings/certificate/file", "だれでも事業所になりすませます。"),
    ("/settings/terminals", "相談室のノートパソコン"),
    ("/settings/terminals/w2", "使えなくしますか"),
    ("/settings/staff", "見本 次郎"),
    ("/settings/staff/p2", "使えなくしますか"),
    ("/settings/activity", "まだ記録はありません"),
    ("/settings/log", "お問い合わせ番号"),
    ("/settings/doctor", "すべて使えます"),
    ("/help/index", "毎月の流れ"),
    ("/help/send", "送信できるファイルの組み合わせ"),
    ("/help/bulk", "一括送信"),
    ("/help/receive", "受信する"),
    ("/help/certificate", "電子証明書"),
    ("/help/trouble", "困ったとき"),
    ("/help/contact", "0120-000-000"),
];

#[tokio::test]
async fn every_page_opens_with_banner_and_menu() {
    let mut person = Person::new();
    for (path, words) in PAGES {
        let seen = person.open(path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}");
        seen.shows(words).shows("練習中です。");
        let menu = ["トップ", "受信一覧", "送信一覧", "新規作成", "下書き一覧", "一括送信", "設定"];
        let nav = seen.text.split("<nav class=\"nav\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let places: Vec<usize> = menu.iter().map(|item| nav.find(item).unwrap()).collect();
        assert!(places.is_sorted(), "{path}: {places:?}");
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_in_words() {
    let mut person = Person::new();
    for path in
        ["/inbox/nothing", "/sent/nothing", "/letters/nothing", "/notices/x", "/help/x", "/x", "/settings/staff/x"]
    {
        let seen = person.open(path).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        seen.shows("見つかり").shows("トップへもどる");
    }
}

#[tokio::test]
async fn the_first_page_in_words() {
    let mut person = Person::new();
    insta::assert_snapshot!("home", person.open("/").await.words());
    person.practice.set_online(false);
    person.practice.set_certificate_days(20);
    person.open("/").await.shows("連携基盤につながりません。").shows("あと20日です").shows("つながっていません");
}

#[tokio::test]
async fn a_notice_counts_as_read_after_it_was_opened() {
    let mut person = Person::new();
    person.open("/").await.shows("未読");
    person.open("/notices/n2").await;
    person.open("/notices/n3").await;
    person.open("/").await.hides("未読");
}

#[tokio::test]
async fn practice_beside_the_real_pages_has_its_own_addresses() {
    let practice = Practice::new(NOW);
    let desk = desk::Desk {
        mailbox: std::sync::Arc::new(Practice::new(NOW)),
        practice: Some(std::sync::Arc::new(practice.clone())),
    };
    let mut person = Person::over(desk, practice);
    person.open("/practise").await.shows("href=\"/practice/\"");
    let seen = person.open("/practice/inbox").await;
    seen.shows("href=\"/practice/sent\"").hides("href=\"/sent\"");
    let seen = person.press(&seen, "/practice/inbox", "one:a00000", &[]).await;
    assert_eq!(seen.path, "/practice/inbox");
    person.open("/practice/").await.shows("href=\"/practice/inbox?saved=no\"");
}
