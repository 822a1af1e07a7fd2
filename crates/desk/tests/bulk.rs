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
    seen.shows("2件は、ファイルの確認が必要なので送りません。");
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
    seen.shows("送信が終わりました。4件送れました。").shows("要確認");
    let seen = person.put(&seen, "/bulk", "", &[("grid", "1")], &mended_files()).await;
    seen.hides("要確認").shows("はじめての宛先");
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
    seen.shows("6件送れました。");
    let seen = person.put(&seen, "/bulk", "drop-sent", &[("grid", "1")], &[]).await;
    seen.shows("まだファイルがありません。");
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
    seen.shows("3件送れました。1件は送れませんでした。")
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
