//! 設定.

use crate::support::Person;

#[tokio::test]
async fn settings_are_checked_and_kept() {
    let mut person = Person::new();
    let seen = person.open("/settings").await;
    let fields = [("save_folder", "D:\\受信"), ("send_folder", ""), ("watch_send_folder", "1"), ("lock_minutes", "15")];
    let seen = person.press(&seen, "/settings", "keep", &fields).await;
    seen.shows("介護ソフトが書き出すフォルダーが空です。").shows("value=\"D:\\受信\"");
    let fields = [("save_folder", "D:\\受信"), ("send_folder", ""), ("lock_minutes", "99")];
    let seen = person.press(&seen, "/settings", "keep", &fields).await;
    seen.shows("1から60までの数字で書いてください。");
    let fields = [("save_folder", "\"D:\\受信\""), ("send_folder", "D:\\まちがい"), ("lock_minutes", "６")];
    let seen = person.press(&seen, "/settings", "keep", &fields).await;
    seen.shows("このフォルダーはありません。作りますか").hides("設定を保存しました。");
    let fields = [&fields[..], &[("asked", "D:\\まちがい")]].concat();
    let seen = person.press(&seen, "/settings", "make", &fields).await;
    seen.shows("設定を保存しました。").shows("value=\"D:\\受信\"").shows("value=\"6\"");
    let fields = [("save_folder", "D:\\受信"), ("send_folder", ""), ("lock_minutes", "5")];
    person.press(&seen, "/settings", "keep", &fields).await.shows("設定を保存しました。").shows("value=\"5\"");
}

#[tokio::test]
async fn a_certificate_near_its_end_is_renewed() {
    let mut person = Person::new();
    person.practice.set_certificate_days(20);
    let seen = person.open("/settings/certificate").await;
    seen.shows("あと20日です。いま更新できます。");
    let fields = |password| {
        [
            ("system_id", "c0001"),
            ("system_password", "a"),
            ("account", "KJ00000000000A"),
            ("account_password", password),
        ]
    };
    let wrong = person.press(&seen, "/settings/certificate", "renew", &fields("ちがう")).await;
    wrong.shows("IDかパスワードが違います。").shows("value=\"KJ00000000000A\"").hides("ちがう");
    person.practice.set_online(false);
    let away = person.press(&seen, "/settings/certificate", "renew", &fields("b")).await;
    away.shows("連携基盤につながりません").shows("今の電子証明書は、そのまま使えます。");
    person.practice.set_online(true);
    let seen = person.press(&seen, "/settings/certificate", "renew", &fields("b")).await;
    seen.shows("電子証明書を更新しました。").shows("期限の90日前から更新できます。");
}

#[tokio::test]
async fn the_first_page_leads_to_the_renewal_from_the_first_day_on_which_it_can_be_done() {
    let mut person = Person::new();
    let page = "次の画面で1分ほどで終わります。";
    for (days, words) in [(90, "あと90日です。"), (6, "あと6日です。"), (0, "電子証明書の期限は、今日です。")]
    {
        person.practice.set_certificate_days(days);
        person.open("/").await.shows(words).shows(page).shows("電子証明書を更新する");
        person.open("/settings/certificate").await.shows(words).shows("いま更新できます。");
    }
    person.practice.set_certificate_days(91);
    person.open("/").await.hides(page).hides("電子証明書を更新する").shows("あと91日");
    person.open("/settings/certificate").await.shows("期限の90日前から更新できます。");
}

#[tokio::test]
async fn a_certificate_that_ends_while_the_pages_are_open_leads_to_a_new_code_and_nothing_is_green() {
    let mut person = Person::new();
    person.practice.set_certificate_days(0);
    person.open("/").await.shows("今日まで").shows("つながっています").shows("電子証明書を更新する");
    person.practice.set_certificate_days(-1);
    for page in ["/", "/settings/certificate"] {
        let seen = person.open(page).await;
        seen.shows("期限が過ぎています").shows("発行コードで登録し直す").shows("期限切れ");
        seen.hides("つながっています").hides("電子証明書を更新する");
    }
}

#[tokio::test]
async fn terminals_and_staff_are_asked_about_before_they_are_closed() {
    let mut person = Person::new();
    let seen = person.open("/settings/terminals/w2").await;
    let seen = person.press(&seen, "/settings/terminals/w2", "retire", &[("confirmed", "1")]).await;
    seen.shows("「相談室のノートパソコン」を使えなくしました。").shows("使用停止");
    let seen = person.open("/settings/staff").await;
    let fields = [("name", "試験 三郎"), ("login", "jiro"), ("role", "staff"), ("password", "123456789012")];
    let seen = person.press(&seen, "/settings/staff", "add", &fields).await;
    seen.shows("このログイン名は使えません。").hides("123456789012").shows("value=\"試験 三郎\"");
    let fields = [("name", "試験 三郎"), ("login", "saburo"), ("role", "staff"), ("password", "123456789012")];
    let seen = person.press(&seen, "/settings/staff", "add", &fields).await;
    seen.shows("saburo");
    let seen = person.open("/settings/staff/p2").await;
    person.press(&seen, "/settings/staff/p2", "close", &[("confirmed", "1")]).await.shows("記録は残っています。");
    person.open("/settings/activity").await.shows("職員「見本 次郎」を使えなくしました。").shows("事務所のパソコン");
}

#[tokio::test]
async fn the_first_person_becomes_the_manager_and_is_told_so() {
    let mut person = Person::at(desk::Practice::new(crate::support::NOW).without_staff());
    let seen = person.open("/settings/staff").await;
    seen.shows("はじめに、管理者（あなた）を登録します").hides("name=\"role\"").hides("職員の表");
    seen.shows("次からは、画面を開くときやロックを解除するときに");
    let fields = [("name", "試験 三郎"), ("login", "saburo"), ("role", "staff"), ("password", "123456789012")];
    let seen = person.press(&seen, "/settings/staff", "add", &fields).await;
    seen.shows("次からは、画面を開くときにログイン名と職員のパスワードを使います。").shows("<td>管理者</td>");
    seen.shows("職員を加える").shows("name=\"role\"");
    let seen = person.open("/settings").await;
    let seen = person.press(&seen, "/lock-now", "lock", &[]).await;
    seen.shows("ログイン名").shows("職員のパスワードがわからないとき");
}

#[tokio::test]
async fn who_forgot_their_password_gets_another_first_one() {
    let mut person = Person::new();
    let seen = person.open("/settings/staff/p2/password").await;
    let path = "/settings/staff/p2/password";
    let seen = person.press(&seen, path, "password", &[("password", "short")]).await;
    seen.shows("パスワードが短すぎます。").shows("見本 次郎").hides("value=\"short\"");
    let seen = person.press(&seen, path, "password", &[("password", "123456789012")]).await;
    assert_eq!(seen.path, "/settings/staff");
    seen.shows("「見本 次郎」の最初のパスワードを新しくしました。").hides("123456789012");
}

#[tokio::test]
async fn key_and_certificate_are_asked_for_with_the_password_twice() {
    let mut person = Person::new();
    let path = "/settings/certificate/file";
    let seen = person.open(path).await;
    seen.shows("だれでも事業所になりすませます。");
    let typed = [("password", "correct horse battery"), ("again", "correct horse batery")];
    let seen = person.press(&seen, path, "export", &typed).await;
    seen.shows("2つのパスワードが違います。").hides("correct horse");
    let typed = [("password", "correct horse battery"), ("again", "correct horse battery")];
    person.press(&seen, path, "export", &typed).await.shows("練習では書き出せません");
    let seen = person.open("/settings/certificate/file/ready").await;
    seen.shows("いま保存できるファイルはありません。").shows("ごみ箱も空にします");
}

#[tokio::test]
async fn each_terminal_is_told_apart_by_the_number_of_its_certificate() {
    let mut person = Person::new();
    let own = "5d1e07c28b4f9a36e0127f58c3a9d604";
    person.open("/settings/certificate").await.shows(own).shows("利用申請サイトの「電子証明書」の番号と同じもの");
    person.open("/settings/terminals").await.shows(own).shows("6b90f3a41c7d25e8804be6127a3fd959");
}
