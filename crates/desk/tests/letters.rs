//! 新規作成: from an empty letter to the page that says it arrived.

use crate::support::{Person, Seen};
use desk::practice::{mended_files, practice_files};

fn files_for(number: &str) -> Vec<(String, Vec<u8>)> {
    let all = practice_files().into_iter();
    all.filter(|(name, _)| name.contains(number) && !name.contains("KYO_") && !name.contains("_000000_")).collect()
}

async fn begun(person: &mut Person) -> Seen {
    let seen = person.open("/new").await;
    person.press(&seen, "/new", "begin", &[]).await
}

#[tokio::test]
async fn sent_to_a_known_office() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    seen.shows("お気に入り").shows("最近の宛先").shows("宛先がまだ選ばれていません。");
    let seen = person.put(&seen, &path, "to:1370000002", &[("message", "こんにちは")], &[]).await;
    seen.shows("送るファイルがまだありません。").shows("こんにちは");
    let seen = person.put(&seen, &path, "", &[("message", "こんにちは")], &files_for("1370000002")).await;
    seen.shows("第7表 サービス利用票別表").shows("問題ありません").shows("送る準備ができました。");
    let seen = person.put(&seen, &path, "confirm", &[("message", "こんにちは")], &[]).await;
    assert_eq!(seen.path, format!("{path}/confirm"));
    seen.shows("さくら訪問介護ステーション").shows("1370000002").shows("試験 花子 様").hides("はじめて送る宛先です");
    let revision = seen.value("revision");
    let fields = [("confirmed", "1"), ("revision", revision.as_str())];
    let done = person.press(&seen, &seen.path.clone(), "send", &fields).await;
    done.shows("送信しました").shows("さくら訪問介護ステーション");
    let again = person.press(&seen, &seen.path.clone(), "send", &fields).await;
    assert_eq!(again.path, done.path, "a second press of the same button leads to the first result");
    person.open("/sent").await.shows("8</strong>件中");
}

#[tokio::test]
async fn s34_the_number_of_a_first_time_recipient_is_typed() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    let files: Vec<_> = mended_files().into_iter().filter(|(name, _)| name.contains("1370000011")).collect();
    let seen = person.put(&seen, &path, "", &[("message", "")], &files).await;
    seen.shows("みどりの丘訪問介護").shows("はじめての宛先");
    let seen = person.put(&seen, &path, "confirm", &[("message", "")], &[]).await;
    let (path, revision) = (seen.path.clone(), seen.value("revision"));
    let fields = |number| [("confirmed", "1"), ("revision", revision.as_str()), ("number", number)];
    let seen = person.press(&seen, &path, "send", &fields("1370000012")).await;
    seen.shows("入力した事業所番号が、宛先の番号と違います。").shows("1370000012");
    let revision = seen.value("revision");
    let fields = [("confirmed", "1"), ("revision", revision.as_str()), ("number", "１３７００００011")];
    person.press(&seen, &path, "send", &fields).await.shows("送信しました");
}

#[tokio::test]
async fn the_wrong_office_is_noticed_before_anything_leaves() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    let seen = person.put(&seen, &path, "to:1370000010", &[("message", "")], &[]).await;
    let seen = person.put(&seen, &path, "confirm", &[("message", "")], &files_for("1370000002")).await;
    assert_eq!(seen.path, path);
    seen.shows("選んだ宛先と、ファイルの中の宛先が違います。").shows("ファイルの宛先は 1370000002 です。");
}

#[tokio::test]
async fn findings_stand_at_their_file_with_the_cure() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    let seen = person.put(&seen, &path, "", &[("message", "消えない文")], &files_for("1370000011")).await;
    seen.shows("エラー")
        .shows("行目・項目")
        .shows("すること:")
        .shows("消えない文")
        .shows("このままでは送れないファイルがあります。");
    let mended: Vec<_> = mended_files().into_iter().filter(|(name, _)| name.contains("1370000011")).collect();
    let seen = person.put(&seen, &path, "", &[("message", "消えない文")], &mended).await;
    seen.hides("行目・項目").shows("送る準備ができました。");
}

#[tokio::test]
async fn a_confirmation_of_something_that_changed_sends_nothing() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    let seen = person.put(&seen, &path, "confirm", &[("message", "一")], &files_for("1370000002")).await;
    let revision = seen.value("revision");
    // The other window.
    person.put(&seen, &path, "keep", &[("message", "二")], &[]).await;
    let fields = [("confirmed", "1"), ("revision", revision.as_str())];
    let seen = person.press(&seen, &format!("{path}/confirm"), "send", &fields).await;
    seen.shows("確認したあとで、下書きが変わりました。").shows("まだ送っていません。");
}

#[tokio::test]
async fn with_the_hub_away_it_waits_visibly_and_goes_later() {
    let mut person = Person::new();
    person.practice.set_online(false);
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    let seen = person.put(&seen, &path, "confirm", &[("message", "")], &files_for("1370000002")).await;
    let revision = seen.value("revision");
    let seen = person.press(&seen, &seen.path.clone(), "send", &[("confirmed", "1"), ("revision", &revision)]).await;
    seen.shows("送信待ちです").shows("自動で送ります");
    person.open("/sent?state=waiting").await.shows("1</strong>件中");
    person.practice.set_online(true);
    person.open("/sent?state=waiting").await.shows("当てはまるデータはありません。");
}

#[tokio::test]
async fn recipients_are_found_by_place_service_kana_and_number() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    for (words, name) in [
        ("見本町 訪問", "ヘルパーステーション 𠮷田"),
        ("けやき", "福祉用具レンタル"),
        ("1370000013", "せせらぎの里 訪問介護"),
    ] {
        let seen = person.put(&seen, &path, "search", &[("message", ""), ("search", words)], &[]).await;
        seen.shows(name);
    }
    let seen = person.put(&seen, &path, "search", &[("message", ""), ("search", "ありません")], &[]).await;
    seen.shows("「ありません」に当てはまる事業所はありません。");
}

#[tokio::test]
async fn templates_fill_in_what_is_known_and_can_be_taken_back() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let path = seen.path.clone();
    let seen = person.put(&seen, &path, "", &[("message", "前の文")], &files_for("1370000002")).await;
    let fields = [("message", "前の文"), ("template", "slips")];
    let seen = person.put(&seen, &path, "template", &fields, &[]).await;
    seen.shows("さくら訪問介護ステーション 御中").shows("令和7年5月分のサービス利用票").shows("練習 花子");
    let text = "さくら";
    person.put(&seen, &path, "undo", &[("message", text)], &[]).await.shows("前の文</textarea>");
    let seen = person.open("/templates").await;
    let seen = person.press(&seen, "/templates", "keep", &[("id", ""), ("name", ""), ("text", "文")]).await;
    seen.shows("ひな形の名前が空です。").shows(">文</textarea>");
    let seen = person.press(&seen, "/templates", "keep", &[("id", ""), ("name", "うちのひな形"), ("text", "文")]).await;
    seen.shows("うちのひな形");
    let seen = person.press(&seen, "/templates", "remove", &[("id", "plan")]).await;
    seen.shows("送付状・サービス計画書");
}

#[tokio::test]
async fn drafts_are_asked_about_before_they_are_thrown_away() {
    let mut person = Person::new();
    let seen = begun(&mut person).await;
    let id = seen.path.rsplit('/').next().unwrap().to_owned();
    let seen = person.open("/drafts").await;
    let seen = person.press(&seen, "/drafts", "remove", &[("sel", &id)]).await;
    seen.shows("1件の下書きを消しますか");
    let seen = person.press(&seen, "/drafts", "remove", &[("sel", &id), ("confirmed", "1")]).await;
    seen.shows("1件の下書きを消しました。").shows("下書きはありません。");
}
