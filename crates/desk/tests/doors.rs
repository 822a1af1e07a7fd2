//! The first set-up, sign-in, lock.

use crate::support::{NOW, Person};
use desk::Practice;
use desk::mailbox::Entry;

#[tokio::test]
async fn the_first_set_up_can_be_left_and_continued() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::FirstRun));
    let seen = person.open("/inbox").await;
    assert_eq!(seen.path, "/setup", "nothing else is open");
    seen.shows("用意するもの").hides("受信一覧</a>");
    let seen = person.press(&seen, "/setup/hub", "next", &[("hub", "ふつうの文")]).await;
    seen.shows("連携基盤の名前として読めません。").shows("value=\"ふつうの文\"");
    let seen = person.press(&seen, "/setup/hub", "next", &[("hub", "renkei.example.jp")]).await;
    seen.shows("発行コード");
    let seen = person.press(&seen, "/setup/code", "next", &[("code", "ABC")]).await;
    seen.shows("発行コードの文字数が足りません。").shows("電子証明書を受け取る").hides("value=\"ABC\"");
    let seen = person.press(&seen, "/setup/code", "next", &[("code", "AAAA-BBBB-CCCC-DDDD-EEEE")]).await;
    seen.shows("あおぞら居宅介護支援事業所");
    // Left and opened again.
    let seen = person.open("/").await;
    assert_eq!(seen.path, "/setup");
    let fields =
        [("system_id", "c0001"), ("system_password", "a"), ("account", "HD00000000000A"), ("account_password", "b")];
    let seen = person.press(&seen, "/setup/sign-in", "next", &fields).await;
    seen.shows("HD で始まる ID は代理請求用です。").shows("value=\"c0001\"").hides("value=\"a\"");
    let fields =
        [("system_id", "c0001"), ("system_password", "a"), ("account", "KJ00000000000A"), ("account_password", "b")];
    let seen = person.press(&seen, "/setup/sign-in", "next", &fields).await;
    let seen = person.press(&seen, "/setup/folders", "next", &[("save", "受信"), ("send", "")]).await;
    assert_eq!(seen.path, "/");
    seen.shows("設定が終わりました。").shows("利用可能です。");
}

#[tokio::test]
async fn both_sign_ins_are_on_one_page_and_passwords_are_never_shown_again() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::SignedOut));
    let seen = person.open("/bulk").await;
    assert_eq!(seen.path, "/sign-in");
    let fields = |password| {
        [
            ("system_id", "c0001"),
            ("system_password", password),
            ("account", "KJ00000000000A"),
            ("account_password", "秘密"),
        ]
    };
    let seen = person.press(&seen, "/sign-in", "sign-in", &fields("ちがう")).await;
    seen.shows("IDかパスワードが違います。").hides("秘密").shows("value=\"KJ00000000000A\"");
    let seen = person.press(&seen, "/sign-in", "sign-in", &fields("あってる")).await;
    assert_eq!(seen.path, "/");
    let seen = person.press(&seen, "/sign-out", "sign-out", &[]).await;
    assert_eq!(seen.path, "/sign-in");
    seen.shows("ログアウトしました。");
}

#[tokio::test]
async fn s77_the_lock_hides_everything_until_the_password() {
    let mut person = Person::new();
    let seen = person.open("/settings").await;
    let seen = person.press(&seen, "/lock-now", "lock", &[]).await;
    assert_eq!(seen.path, "/lock");
    let seen = person.open("/inbox/a00000").await;
    assert_eq!(seen.path, "/lock");
    seen.hides("さくら");
    let seen = person.press(&seen, "/lock", "unlock", &[("password", "ちがう")]).await;
    seen.shows("IDかパスワードが違います。");
    let seen = person.press(&seen, "/lock", "unlock", &[("password", "あってる")]).await;
    assert_eq!(seen.path, "/");
}
