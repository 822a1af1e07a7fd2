//! The first set-up, sign-in, lock.

use crate::support::{NOW, Person};
use desk::Practice;
use desk::mailbox::{Bar, Entry, PasswordOf};

#[tokio::test]
async fn the_first_set_up_can_be_left_and_continued() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::FirstRun));
    let seen = person.open("/inbox").await;
    assert_eq!(seen.path, "/setup", "nothing else is open");
    seen.shows("用意するもの").hides("受信一覧</a>");
    let seen = person.press(&seen, "/setup/hub", "next", &[("hub", "ふつうの文")]).await;
    seen.shows("連携基盤の名前として読めません。").shows("value=\"ふつうの文\"");
    let seen = person.press(&seen, "/setup/hub", "next", &[("hub", " ")]).await;
    seen.shows("連携基盤の名前を入力してください。").hides("読めません");
    let seen = person.press(&seen, "/setup/hub", "next", &[("hub", "ｈｔｔｐｓ：／／renkei.example.jp:8440/")]).await;
    seen.shows("発行コード");
    person.open("/setup/hub").await.shows("value=\"renkei.example.jp:8440\"");
    let seen = person.press(&seen, "/setup/code", "next", &[("code", "ABC")]).await;
    seen.shows("発行コードの文字数が足りません。").shows("電子証明書を受け取る").shows("value=\"ABC\"");
    person.open("/setup/code").await.hides("ABC");
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
    seen.shows("value=\"ドキュメント\\ケアプラン受信（練習）\"").shows("パスのコピー");
    let wrong = [("save", "\"D:\\まちがい\""), ("send", "")];
    let seen = person.press(&seen, "/setup/folders", "next", &wrong).await;
    seen.shows("このフォルダーはありません。作りますか").shows("<li>D:\\まちがい<").shows("value=\"D:\\まちがい\"");
    let other = [("save", "D:\\別のまちがい"), ("send", ""), ("asked", "D:\\まちがい")];
    let seen = person.press(&seen, "/setup/folders", "make", &other).await;
    seen.shows("<li>D:\\別のまちがい<");
    let made = [("save", "D:\\別のまちがい"), ("send", ""), ("asked", "D:\\別のまちがい")];
    let seen = person.press(&seen, "/setup/folders", "make", &made).await;
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
    seen.shows("「いますぐ画面をロックする」が押されたため").hides("しばらく使っていなかった");
    let seen = person.open("/inbox/a00000").await;
    assert_eq!(seen.path, "/lock?to=%2Finbox%2Fa00000");
    seen.hides("さくら");
    let to = seen.value("to");
    let seen = person.press(&seen, "/lock", "unlock", &[("password", "ちがう")]).await;
    seen.shows("IDかパスワードが違います。");
    let seen = person.press(&seen, "/lock", "unlock", &[("password", "あってる"), ("to", &to)]).await;
    assert_eq!(seen.path, "/inbox/a00000", "where one was");
    for elsewhere in ["//example.com", "https://example.com/", "/\\example.com", "/sign-out", "/lock?to=%2F"] {
        let seen = person.open("/settings").await;
        let seen = person.press(&seen, "/lock-now", "lock", &[]).await;
        let seen = person.press(&seen, "/lock", "unlock", &[("password", "x"), ("to", elsewhere)]).await;
        assert_eq!(seen.path, "/", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_refused_form_at_a_door_can_be_left_and_come_back_to() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::SignedOut));
    let seen = person.open("/sign-in").await;
    let seen = person.press(&seen, "/sign-in", "sign-in", &[("system_id", "ｃ0001")]).await;
    seen.shows("入力を確かめてください（3か所）").shows("事業所のユーザIDを入力してください。").shows("autofocus");
    let help = person.open("/help/sign-in").await;
    help.shows("使っていた画面にもどる");
    person.open("/sign-in").await.hides("入力を確かめてください").shows("name=\"system_password\"");
    let mut inside = Person::new();
    inside.open("/help/sign-in").await.hides("使っていた画面にもどる");
}

#[tokio::test]
async fn trouble_that_was_told_stands_in_the_log_with_its_number() {
    let mut person = Person::new();
    let seen = person.open("/inbox/nothing").await;
    let number = seen.text.split("お問い合わせ番号 ").nth(1).unwrap().split('<').next().unwrap().to_owned();
    person.open("/settings/log").await.shows(&number).shows("見つかりません。");
}

const SIGN_IN: [(&str, &str); 4] =
    [("system_id", "c0001"), ("system_password", "a"), ("account", "KJ00000000000A"), ("account_password", "b")];

#[tokio::test]
async fn s25_first_passwords_are_changed_before_anything_else() {
    let practice = Practice::new(NOW).at_door(Entry::SignedOut);
    let mut person = Person::at(practice.with_first_passwords(&[PasswordOf::System, PasswordOf::Account]));
    let seen = person.open("/sign-in").await;
    let seen = person.press(&seen, "/sign-in", "sign-in", &SIGN_IN).await;
    assert_eq!(seen.path, "/password");
    seen.shows("連携クライアントのパスワード").shows("事業所のパスワード").shows("12文字以上").hides("受信一覧</a>");
    assert_eq!(person.open("/inbox").await.path, "/sign-in", "nothing else is open");
    let other = [("new_system", "長いパスワードを決めました"), ("again_system", "ちがうもの"), ("new_account", "x")];
    let seen = person.press(&seen, "/password", "change", &other).await;
    seen.shows("入力を確かめてください（2か所）")
        .shows("2つの入力が違います。")
        .hides("長いパスワード")
        .hides("ちがうもの");
    let half = [
        ("new_system", "長いパスワードを決めました"),
        ("again_system", "長いパスワードを決めました"),
        ("new_account", "短い"),
        ("again_account", "短い"),
    ];
    let seen = person.press(&seen, "/password", "change", &half).await;
    seen.shows("新しいパスワードは、12文字以上にしてください。").hides("name=\"new_system\"");
    seen.shows("連携クライアントのパスワードは、新しいものに変わりました。");
    let whole =
        [half[0], half[1], ("new_account", "もっと長いパスワードです"), ("again_account", "もっと長いパスワードです")];
    let seen = person.press(&seen, "/password", "change", &whole).await;
    assert_eq!(seen.path, "/");
    seen.shows("新しいパスワードに変えました。");
}

#[tokio::test]
async fn s25_a_first_password_is_changed_within_the_first_set_up() {
    let practice = Practice::new(NOW).at_door(Entry::FirstRun);
    let mut person = Person::at(practice.with_first_passwords(&[PasswordOf::Account]));
    let seen = person.open("/").await;
    let seen = person.press(&seen, "/setup/hub", "next", &[("hub", "renkei.example.jp")]).await;
    let seen = person.press(&seen, "/setup/code", "next", &[("code", "AAAA-BBBB-CCCC-DDDD-EEEE")]).await;
    let seen = person.press(&seen, "/setup/sign-in", "next", &SIGN_IN).await;
    assert_eq!(seen.path, "/password");
    seen.shows("事業所のパスワード").hides("new_system");
    let typed = [("new_account", "もっと長いパスワードです"), ("again_account", "もっと長いパスワードです")];
    let seen = person.press(&seen, "/password", "change", &typed).await;
    assert_eq!(seen.path, "/setup");
    seen.shows("4　フォルダー").shows("新しいパスワードに変えました。");
    assert_eq!(person.open("/password").await.path, "/setup", "there is nothing to change any more");
}

#[tokio::test]
async fn who_sits_here_is_asked_at_sign_in_and_at_the_lock() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::SignedOut).with_staff());
    let seen = person.open("/").await;
    seen.shows("このパソコンを使う人");
    let fields = [&SIGN_IN[..], &[("login", "nobody"), ("person_password", "x")]].concat();
    let seen = person.press(&seen, "/sign-in", "sign-in", &fields).await;
    seen.shows("ログイン名かパスワードが違います。").shows("value=\"nobody\"").shows("value=\"c0001\"");
    let fields = [&SIGN_IN[..], &[("login", "jiro"), ("person_password", "x")]].concat();
    assert_eq!(person.press(&seen, "/sign-in", "sign-in", &fields).await.path, "/");
    let seen = person.open("/settings").await;
    let seen = person.press(&seen, "/lock-now", "lock", &[]).await;
    let seen = person.press(&seen, "/lock", "unlock", &[("login", "jiro"), ("password", "ちがう")]).await;
    seen.shows("IDかパスワードが違います。").shows("value=\"jiro\"");
    assert_eq!(person.press(&seen, "/lock", "unlock", &[("login", "jiro"), ("password", "x")]).await.path, "/");
}

#[tokio::test]
async fn a_manager_whose_password_is_lost_gets_in_with_both_passwords_of_the_office() {
    for entry in [Entry::SignedOut, Entry::Locked] {
        let mut person = Person::at(Practice::new(NOW).at_door(entry).with_staff());
        let seen = person.open("/").await;
        seen.shows("href=\"/sign-in/manager\"");
        let seen = person.open("/sign-in/manager").await;
        let new = [("new_person", "もっと長いパスワードです"), ("again_person", "もっと長いパスワードです")];
        let fields = [&SIGN_IN[..1], &[("login", "jiro"), ("new_person", "短い")]].concat();
        let seen = person.press(&seen, "/sign-in/manager", "reset", &fields).await;
        seen.shows("入力を確かめてください（4か所）").shows("事業所のパスワードを入力してください。");
        let fields = [&SIGN_IN[..], &[("login", "jiro")], &new].concat();
        let seen = person.press(&seen, "/sign-in/manager", "reset", &fields).await;
        seen.shows("管理者のログイン名は、「hanako」です。").hides("もっと長い");
        let fields = [&SIGN_IN[..], &[("login", "")], &new].concat();
        let seen = person.press(&seen, "/sign-in/manager", "reset", &fields).await;
        assert_eq!(seen.path, "/");
        person.open("/settings/activity").await.shows("事業所のパスワードを使って新しくしました。");
    }
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::SignedOut));
    assert_eq!(person.open("/sign-in/manager").await.path, "/sign-in", "without staff accounts there is none");
}

#[tokio::test]
async fn the_sign_in_page_offers_the_last_ids() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::SignedOut));
    let seen = person.open("/sign-in").await;
    let seen = person.press(&seen, "/sign-in", "sign-in", &SIGN_IN).await;
    let seen = person.press(&seen, "/sign-out", "sign-out", &[]).await;
    seen.shows("value=\"c0001\"").shows("value=\"KJ00000000000A\"");
}

#[tokio::test]
async fn a_terminal_is_enrolled_again_with_a_code() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::SignedOut));
    let seen = person.open("/sign-in").await;
    seen.shows("href=\"/setup/code\"");
    assert_eq!(person.open("/setup/hub").await.path, "/sign-in", "nothing else of the set-up");
    let seen = person.open("/setup/code").await;
    let seen = person.press(&seen, "/setup/code", "next", &[("code", "AAAA-BBBB-CCCC-DDDD-EEEE")]).await;
    assert_eq!(seen.path, "/sign-in");
    seen.shows("電子証明書を受け取りました。");
}

#[tokio::test]
async fn with_the_hub_away_the_sign_in_page_keeps_what_was_typed() {
    let practice = Practice::new(NOW).at_door(Entry::SignedOut);
    practice.set_online(false);
    let mut person = Person::at(practice);
    let seen = person.open("/sign-in").await;
    let seen = person.press(&seen, "/sign-in", "sign-in", &SIGN_IN).await;
    assert_eq!(seen.path, "/sign-in");
    seen.shows("連携基盤につながりません。").shows("value=\"KJ00000000000A\"").hides("value=\"b\"");
}

#[tokio::test]
async fn a_certificate_that_lets_nobody_in_is_told_before_the_passwords_are_typed() {
    let mut person = Person::at(Practice::new(NOW).at_door(Entry::SignedOut));
    person.open("/sign-in").await.hides("ログインできません。");
    person.practice.set_certificate_days(-1);
    let end = desk::Moment(NOW.0 - 86_400_000).day().map(desk::moment::day_in_sentence).unwrap();
    let seen = person.open("/sign-in").await;
    seen.shows(&format!("電子証明書の期限（{end}）が過ぎているため、ログインできません。"));
    seen.shows("新しい発行コードを発行してください。").shows("btn btn--outline\" href=\"/setup/code\"");
    person.practice.set_certificate_days(100);
    person.practice.set_barred(Some(Bar::Revoked));
    person
        .open("/sign-in")
        .await
        .shows("失効しています。ログインできません。")
        .shows("新しい発行コードを発行してください。");
    person.practice.set_barred(Some(Bar::Frozen));
    person.open("/sign-in").await.hides("ログインできません。");
}

#[tokio::test]
async fn a_revoked_certificate_is_told_on_every_page_with_the_way_on() {
    let mut person = Person::new();
    person.practice.set_barred(Some(Bar::Revoked));
    let enrol = "href=\"/setup/code\"";
    let seen = person.open("/").await;
    seen.shows("いまは送受信できません。").shows("この端末の電子証明書は、失効しています。").shows(enrol);
    seen.shows("電子証明書が失効しています").hides("つながっています").hides("あと420日");
    let seen = person.open("/settings/certificate").await;
    seen.shows("失効しています。送受信はできません。").shows(enrol).shows("いまは使えません");
    seen.hides("期限の90日前から更新できます。").hides("あと420日");
    person.open("/bulk").await.shows("いまは送信できません。");
    person.practice.set_barred(None);
    person.open("/").await.shows("利用可能です。").shows("つながっています").hides(enrol);
}
