//! 受信一覧 and one received transmission.

use crate::support::{NOW, Person};
use axum::http::{StatusCode, header};
use desk::Practice;

#[tokio::test]
async fn receive_and_save_one() {
    let mut person = Person::new();
    let seen = person.open("/inbox").await;
    insta::assert_snapshot!("inbox", seen.words());
    let seen = person.press(&seen, "/inbox", "one:a00000", &[("back", "?saved=no")]).await;
    assert_eq!(seen.path, "/inbox?saved=no");
    seen.shows("1件（ファイル1個）を").shows("に保存しました。").hides("one:a00000");
}

#[tokio::test]
async fn save_many_and_what_cannot_be_saved_is_named() {
    let mut person = Person::new();
    let seen = person.open("/inbox").await;
    let seen = person.press(&seen, "/inbox", "save", &[("sel", "a00001"), ("sel", "a00002"), ("sel", "a00011")]).await;
    seen.shows("2件（ファイル2個）を")
        .shows("1件は保存できませんでした。")
        .shows("送信元の事業所が取り消したデータです。");
    let seen = person.press(&seen, "/inbox", "save", &[]).await;
    seen.shows("保存する行を選んでください。");
}

#[tokio::test]
async fn the_filter_narrows_and_stays_in_the_address() {
    let mut person = Person::new();
    person.open("/inbox?kind=UPKIHON").await.shows("みなみ地域包括支援センター").hides("five").shows("2</strong>件中");
    person
        .open("/inbox?sender=1370000003&month=202505")
        .await
        .shows("福祉用具レンタル けやき")
        .hides("name=\"sel\" value=\"a00000\"");
    person.open("/inbox?q=%E3%83%99%E3%83%83%E3%83%89").await.shows("ベッドの交換");
    person.open("/inbox?insured=0000000101").await.shows("件中");
    person.open("/inbox?insured=9999999999").await.shows("当てはまるデータはありません。");
}

#[tokio::test]
async fn ten_thousand_are_shown_fifty_at_a_time() {
    let mut person = Person::at(Practice::with_arrivals(NOW, 10_000));
    let seen = person.open("/inbox?page=200").await;
    seen.shows("10000</strong>件中 9951～10000件目").shows("200 / 200 ページ");
    assert_eq!(seen.text.matches("name=\"sel\"").count(), 50);
}

#[tokio::test]
async fn opened_it_names_users_files_findings_and_evidence() {
    let mut person = Person::new();
    let seen = person.open("/inbox/a00003").await;
    seen.shows("予防 例子 様").shows("利用者基本情報").shows("送信元の電子署名").shows("受領証");
    let seen = person.press(&seen, "/inbox/a00003", "rejected", &[("said", " ")]).await;
    seen.shows("介護ソフトに表示された内容を書いてください。");
    let seen = person.press(&seen, "/inbox/a00003", "rejected", &[("said", "利用者の登録がありません")]).await;
    seen.shows("「利用者の登録がありません」と送信元に知らせました。");
}

#[tokio::test]
async fn findings_speak_to_the_one_who_received_them() {
    let mut person = Person::new();
    let seen = person.open("/inbox/a00003").await;
    seen.shows("この事業所で直すところはありません。").shows("このまま保存して、介護ソフトに取り込んでください。");
    seen.hides("送れます").hides("出力して").hides("すること:").hides("取り込めないことがあります。");
    person.open("/inbox/a00002").await.hides("この事業所で直すところはありません。");
}

#[tokio::test]
async fn s76_what_a_stranger_sent_is_saved_and_never_shown() {
    let mut person = Person::new();
    let name = "UPJSK_202505_1370000002_11_1370000001_43_20250602090000.CSV";
    let seen = person.open(&format!("/inbox/a00000/files/{name}")).await;
    assert_eq!(seen.headers[header::CONTENT_TYPE], "application/octet-stream");
    assert_eq!(seen.headers[header::CONTENT_DISPOSITION], format!("attachment; filename*=UTF-8''{name}"));
    assert_eq!(person.open("/inbox/a00000/files/..%2Fkey").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn with_the_hub_away_the_list_is_from_this_pc_and_says_so() {
    let mut person = Person::new();
    person.practice.set_online(false);
    let seen = person.open("/inbox").await;
    seen.shows("このパソコンに残っている一覧を表示しています。");
    let seen = person.press(&seen, "/inbox", "one:a00000", &[]).await;
    seen.shows("連携基盤につながりません。").shows("保存できませんでした");
    assert_eq!(person.open("/inbox/a00000").await.status, StatusCode::SERVICE_UNAVAILABLE);
    person.open("/inbox/a00004").await.shows("保存済み");
}
