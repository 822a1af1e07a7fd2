//! 一括送信: a month's folder with two broken sets, from the drop to the last group.

use crate::support::{Person, Seen};
use desk::practice::{mended_files, practice_files};

async fn dropped(person: &mut Person) -> Seen {
    let seen = person.open("/bulk").await;
    person.put(&seen, "/bulk", "", &[("grid", "1")], &practice_files()).await
}

fn groups(seen: &Seen) -> Vec<String> {
    let values = seen.text.split("name=\"g\" value=\"").skip(1);
    values.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

const ALL: [(&str, &str); 7] =
    [("grid", "1"), ("sel", "1"), ("sel", "2"), ("sel", "3"), ("sel", "4"), ("sel", "5"), ("sel", "6")];

#[tokio::test]
async fn a_month_in_bulk_with_two_broken_sets() {
    let mut person = Person::new();
    let seen = dropped(&mut person).await;
    insta::assert_snapshot!("bulk_loaded", seen.words());
    seen.shows("6件の宛先に分けました。1個は読み込めませんでした。").shows("写真 2025-04-25.jpg");
    seen.shows("2件は、確かめることがあるため送りません。");
    let seen = person.put(&seen, "/bulk", "template", &[ALL.as_slice(), &[("template", "slips")]].concat(), &[]).await;
    let seen = person.put(&seen, "/bulk", "send", &ALL, &[]).await;
    assert_eq!(seen.path, "/bulk/confirm");
    seen.shows("4件の宛先に送信しますか").shows("試験 花子 様").shows("事業所番号 1370000004");
    let chosen = groups(&seen);
    let fields: Vec<(&str, &str)> = chosen.iter().map(|group| ("g", group.as_str())).collect();
    let unconfirmed = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    assert_eq!(unconfirmed.path, "/bulk/confirm", "the server asks for the confirmation");
    let fields = [fields.as_slice(), &[("confirmed", "1")]].concat();
    let mut seen = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    seen.shows("送信中");
    while seen.text.contains("送信しています。") {
        seen = person.open("/bulk").await;
    }
    seen.shows("送信が終わりました。4件送れました。2件は、直してから送ってください。").shows("要確認");
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &mended_files()).await;
    seen.hides("要確認").shows("はじめての宛先").shows("2件</strong>を選んでいます。");
    seen.shows("ヘルパーステーション 𠮷田、みどりの丘訪問介護 は、送れるようになりました。");
    let seen = person.put(&seen, "/bulk", "send", &ALL, &[]).await;
    seen.shows("2件の宛先に送信しますか");
    let chosen = groups(&seen);
    let fields: Vec<(&str, &str)> = chosen.iter().map(|group| ("g", group.as_str())).collect();
    let fields = [fields.as_slice(), &[("confirmed", "1")]].concat();
    let seen = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    seen.shows("「みどりの丘訪問介護」は、はじめて送る宛先です。").shows("まだ何も送っていません。");
    let fields = [fields.as_slice(), &[("known", "1370000011")]].concat();
    let mut seen = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    while seen.text.contains("送信しています。") {
        seen = person.open("/bulk").await;
    }
    seen.shows("送信が終わりました。2件送れました。").hides("はじめての宛先");
    let seen = person.put(&seen, "/bulk", "drop-sent", &[("grid", "1")], &[]).await;
    seen.shows("まだファイルがありません。");
}

/// Confirms all that is chosen and waits for the end.
async fn sent(person: &mut Person, seen: &Seen, fields: &[(&str, &str)]) -> Seen {
    let seen = person.put(seen, "/bulk", "send", fields, &[]).await;
    let chosen = groups(&seen);
    let fields: Vec<(&str, &str)> =
        chosen.iter().map(|group| ("g", group.as_str())).chain([("confirmed", "1")]).collect();
    let mut seen = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    while seen.text.contains("送信しています。") {
        seen = person.open("/bulk").await;
    }
    seen
}

fn with_message<'a>() -> Vec<(&'a str, &'a str)> {
    [ALL.as_slice(), &[("m2", "4月分"), ("m3", "5月分"), ("m4", "5月分"), ("m1", "5月分")]].concat()
}

/// Made-up files for one office.
fn files_for(number: &str, files: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    files.into_iter().filter(|(name, _)| name.contains(number)).collect()
}

async fn did(person: &Person) -> usize {
    let (log, _) = desk::mailbox::Office::activity(&person.practice, 1).await.unwrap();
    log.iter().filter(|line| line.what.ends_with("に送信しました。")).count()
}

#[tokio::test]
async fn what_was_sent_before_is_recognised_and_does_not_go_again() {
    let mut person = Person::new();
    let seen = dropped(&mut person).await;
    let seen = sent(&mut person, &seen, &with_message()).await;
    seen.shows("4件送れました。");
    assert_eq!(did(&person).await, 4);
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &practice_files()).await;
    seen.shows("6件の宛先に分けました。4件は、すでに送信済みなので送りません。").shows("0件</strong>を選んでいます。");
    assert_eq!(seen.text.matches("name=\"sel\"").count(), 6, "no row is doubled");
    assert_eq!(seen.text.matches("すでに送信済み（2025年6月5日 10:00）").count(), 4);
    // Off the table as well, it is known; mended ones go, and only they are counted.
    let seen = person.put(&seen, "/bulk", "drop-sent", &[("grid", "1")], &[]).await;
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &practice_files()).await;
    assert_eq!(seen.text.matches("すでに送信済み（2025年6月5日 10:00）").count(), 4);
    let mended = files_for("1370000010", mended_files());
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &mended).await;
    let sel: Vec<(&str, &str)> = ALL.to_vec();
    let ids: Vec<String> = seen
        .text
        .split("name=\"sel\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    let fields: Vec<(&str, &str)> = sel.into_iter().take(1).chain(ids.iter().map(|id| ("sel", id.as_str()))).collect();
    let seen = sent(&mut person, &seen, &fields).await;
    seen.shows("送信が終わりました。1件送れました。1件は、直してから送ってください。");
    assert_eq!(did(&person).await, 5, "only real sends are noted");
    // Changed files under the same serial are another set.
    let mut changed = files_for("1370000004", practice_files());
    changed.pop();
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &changed).await;
    seen.shows("件の宛先に分けました。").hides("1件は、すでに送信済み");
}

#[tokio::test]
async fn with_the_hub_away_it_is_said_first_and_noted_when_it_goes() {
    let mut person = Person::new();
    let files = files_for("1370000002", practice_files());
    let seen = person.open("/bulk").await;
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &files).await;
    person.practice.set_online(false);
    let seen = sent(&mut person, &seen, &ALL).await;
    seen.shows("<p>2件は送信待ちです。連携基盤につながりしだい、自動で送ります。</p>").hides("0件送れました");
    assert_eq!(did(&person).await, 0);
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &files).await;
    assert_eq!(seen.text.matches("name=\"sel\"").count(), 2, "no row is doubled");
    // The page follows what waits and leaves alone what can still be written in.
    let asks = "/bulk/progress?locked=2&waiting=2";
    let shown = "hx-get=\"/bulk/progress?locked=2&amp;waiting=2\"";
    person.open("/bulk").await.shows(shown);
    person.part(asks).await.shows("送信待ち").shows(shown).hides("<textarea").hides("id=\"said\"");
    person.practice.set_online(true);
    let part = person.part(asks).await;
    part.shows("送信済").shows("id=\"said\"").hides("送信待ち").hides("hx-get").hides("<textarea");
    person.part("/bulk/progress?locked=1&waiting=1").await.shows("<textarea");
    person.open("/bulk").await.shows("送信済").hides("送信待ち").hides("?locked=");
    assert_eq!(did(&person).await, 2);
}

#[tokio::test]
async fn a_mended_set_is_ticked_and_named_and_the_old_word_is_gone() {
    let mut person = Person::new();
    let seen = person.open("/bulk").await;
    let broken = files_for("1370000011", practice_files());
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &broken).await;
    let name = broken.iter().find(|(name, _)| name.starts_with("UPPLAN")).unwrap().0.clone();
    seen.shows(&format!("<p class=\"sub\">「{name}」"));
    let seen = person.put(&seen, "/bulk", "send", &[("grid", "1")], &[]).await;
    seen.shows("送信する宛先が選ばれていません。");
    let mended = files_for("1370000011", mended_files());
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &mended).await;
    seen.hides("送信する宛先が選ばれていません。").shows("みどりの丘訪問介護 は、送れるようになりました。");
    seen.shows("1件</strong>を選んでいます。");
}

#[tokio::test]
async fn the_template_follows_the_files_and_stays_when_one_was_chosen() {
    let mut person = Person::new();
    let seen = person.open("/bulk").await;
    let plan: Vec<_> =
        practice_files().into_iter().filter(|(name, _)| name.contains("KYO_") || name.contains("_000000_")).collect();
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &plan).await;
    seen.shows("<option value=\"plan\" selected>");
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &practice_files()).await;
    seen.shows("<option value=\"slips\" selected>");
    let fields = [("grid", "1"), ("sel", "1"), ("template", "changed"), ("shown-template", "slips")];
    let seen = person.put(&seen, "/bulk", "template", &fields, &[]).await;
    seen.shows("<option value=\"changed\" selected>").shows("練習 花子</textarea>").shows("元に戻す");
    let mut settings = desk::mailbox::Office::settings(&person.practice).await.unwrap();
    settings.signature.clear();
    desk::mailbox::Office::keep_settings(&person.practice, settings).await.unwrap();
    let seen = person.put(&seen, "/bulk", "template", &fields, &[]).await;
    seen.hides("練習 花子</textarea>").hides(" </textarea>");
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &[("a.csv".to_owned(), b"a".to_vec())]).await;
    seen.shows("読み込めるファイルがありませんでした。").hides("元に戻す").shows("<option value=\"changed\" selected>");
}

#[tokio::test]
async fn all_first_time_recipients_are_named_at_once_and_ticks_stay() {
    let mut person = Person::new();
    let seen = person.open("/bulk").await;
    let known = files_for("1370000011", mended_files());
    let other = known.iter().map(|(name, bytes)| {
        let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let text = text.replace("1370000011", "1370000012");
        (name.replace("1370000011", "1370000012"), text.chars().map(|c| c as u8).collect::<Vec<u8>>())
    });
    let files: Vec<_> = known.iter().cloned().chain(other).collect();
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &files).await;
    let seen = person.put(&seen, "/bulk", "send", &ALL, &[]).await;
    let chosen = groups(&seen);
    let fields: Vec<(&str, &str)> =
        chosen.iter().map(|group| ("g", group.as_str())).chain([("confirmed", "1")]).collect();
    let asked = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    let count = chosen.len();
    assert_eq!(asked.text.matches("<tr class=\"list__bad\">").count(), count);
    asked.shows("「みどりの丘訪問介護」は、はじめて送る宛先です。");
}

#[tokio::test]
async fn messages_are_copied_pasted_cleared_and_brought_back() {
    let mut person = Person::new();
    let seen = dropped(&mut person).await;
    let seen = person.put(&seen, "/bulk", "copy:1", &[("grid", "1"), ("m1", "5月分です")], &[]).await;
    seen.shows("へのメッセージをコピーしました。");
    let seen = person.put(&seen, "/bulk", "paste", &[("grid", "1"), ("sel", "3")], &[]).await;
    seen.shows("1件の宛先に貼り付けました。");
    let seen = person.put(&seen, "/bulk", "paste-all", &[("grid", "1")], &[]).await;
    seen.shows("6件の宛先に貼り付けました。");
    assert_eq!(seen.text.matches("5月分です</textarea>").count(), 6);
    let seen = person.put(&seen, "/bulk", "clear", &[("grid", "1")], &[]).await;
    seen.shows("6件のメッセージを消しました。").hides("5月分です</textarea>");
    let seen = person.put(&seen, "/bulk", "undo", &[("grid", "1")], &[]).await;
    assert_eq!(seen.text.matches("5月分です</textarea>").count(), 6);
}

#[tokio::test]
async fn a_failed_group_stays_ticked_with_its_cure_and_goes_again() {
    let mut person = Person::new();
    let seen = dropped(&mut person).await;
    let seen = person.put(&seen, "/bulk", "send", &ALL, &[]).await;
    let chosen = groups(&seen);
    let fields: Vec<(&str, &str)> = chosen.iter().map(|group| ("g", group.as_str())).collect();
    let fields = [fields.as_slice(), &[("confirmed", "1")]].concat();
    let mut seen = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    while seen.text.contains("送信しています。") {
        seen = person.open("/bulk").await;
    }
    seen.shows(
        "3件送れました。1件は送れませんでした。「送信結果」の欄を見てください。2件は、直してから送ってください。",
    )
    .shows("連携基盤が混み合っていて")
    .shows("メッセージを書いて、もう一度");
    seen.shows("1件</strong>を選んでいます。");
}

#[tokio::test]
async fn sending_is_paused_and_continued() {
    let mut person = Person::new();
    let seen = dropped(&mut person).await;
    let seen = person.put(&seen, "/bulk", "send", &ALL, &[]).await;
    let chosen = groups(&seen);
    let fields: Vec<(&str, &str)> = chosen.iter().map(|group| ("g", group.as_str())).collect();
    let fields = [fields.as_slice(), &[("confirmed", "1")]].concat();
    let seen = person.press(&seen, "/bulk/confirm", "send", &fields).await;
    let mut seen = person.put(&seen, "/bulk", "pause", &[("grid", "1")], &[]).await;
    for _ in 0..10 {
        seen = person.open("/bulk").await;
    }
    seen.shows("止めています。").shows("続きを送る").shows("残り3件です。");
    let mut seen = person.put(&seen, "/bulk", "continue", &[("grid", "1")], &[]).await;
    while seen.text.contains("送信しています。") {
        seen = person.open("/bulk").await;
    }
    seen.shows("送信が終わりました。");
}

#[tokio::test]
async fn two_windows_do_not_undo_each_other() {
    let mut person = Person::new();
    let old = dropped(&mut person).await;
    let shown = old.value("w1");
    person.put(&old, "/bulk", "keep", &[("grid", "1"), ("w1", &shown), ("m1", "新しい窓の文")], &[]).await;
    // The older window still shows an empty message and presses another button.
    let seen = person.put(&old, "/bulk", "clear-nothing", &[("grid", "1"), ("w1", &shown), ("m1", "")], &[]).await;
    seen.shows("新しい窓の文</textarea>");
    let confirm = person.put(&seen, "/bulk", "send", &[("grid", "1"), ("sel", "1")], &[]).await;
    let group = groups(&confirm).remove(0);
    person.put(&old, "/bulk", "keep", &[("grid", "1"), ("sel", "1"), ("m1", "さらに変えた文")], &[]).await;
    let seen = person.press(&confirm, "/bulk/confirm", "send", &[("g", &group), ("confirmed", "1")]).await;
    seen.shows("確認したあとで、下書きが変わりました。").shows("さらに変えた文");
}

#[tokio::test]
async fn a_missing_button_or_enter_does_nothing_dangerous() {
    let mut person = Person::new();
    let seen = dropped(&mut person).await;
    for verb in ["", "nonsense", "reset", "send:9", "drop:99", "file:1.x"] {
        let seen = person.put(&seen, "/bulk", verb, &[("grid", "1")], &[]).await;
        assert!(seen.status.is_success(), "{verb}");
    }
    person.open("/bulk").await.shows("さくら訪問介護ステーション").hides("送信中");
    let seen = person.open("/bulk/reset").await;
    seen.shows("まだ送っていない6件");
    let seen = person.press(&seen, "/bulk/reset", "reset", &[("confirmed", "1")]).await;
    seen.shows("まだファイルがありません。").shows("パソコンの中のファイルは消えていません。");
}

#[tokio::test]
async fn names_that_windows_changed_and_strangers_among_many() {
    let mut person = Person::new();
    let seen = person.open("/bulk").await;
    let mut files = practice_files();
    for (index, (name, _)) in files.iter_mut().enumerate().take(3) {
        *name = name.replace(".CSV", [" (1).CSV", " - コピー.CSV", ".csv"][index]);
    }
    files.push(("😀.csv".to_owned(), b"a,b\r\n".to_vec()));
    files.push(("5月/大きい.CSV".to_owned(), vec![0; 10_600_000]));
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &files).await;
    seen.shows("6件の宛先に分けました。3個は読み込めませんでした。")
        .shows("😀.csv")
        .shows("10MBより大きいファイルです。");
    // The same files again, with the exact names: nothing is doubled.
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &practice_files()).await;
    seen.shows("6件の宛先に分けました。").hides(" (1).CSV");
    assert_eq!(seen.text.matches("name=\"sel\"").count(), 6);
}
