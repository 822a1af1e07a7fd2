//! 送信一覧 and one sent transmission.

use crate::support::Person;
use axum::http::StatusCode;

#[tokio::test]
async fn the_list_says_how_far_each_came() {
    let mut person = Person::new();
    let seen = person.open("/sent").await;
    for state in ["届きました", "送信エラー", "相手が取得", "相手が受領", "取込済み", "取込エラー", "取消"]
    {
        seen.shows(state);
    }
    person.open("/sent?state=failed").await.shows("2</strong>件中").hides("取込済み</span>");
}

#[tokio::test]
async fn s34_withdrawn_until_the_recipient_fetches_and_asked_first() {
    let mut person = Person::new();
    let seen = person.open("/sent/s00000").await;
    let seen = person.press(&seen, "/sent/s00000", "withdraw", &[]).await;
    assert_eq!(seen.path, "/sent/s00000/withdraw", "without confirmation nothing happens");
    seen.shows("さくら訪問介護ステーション").shows("事業所番号 1370000002").shows("試験 花子 様");
    let seen = person.press(&seen, "/sent/s00000", "withdraw", &[("confirmed", "1")]).await;
    seen.shows("送信を取り消しました。");
    let seen = person.open("/sent/s00002").await;
    seen.hides("送信を取り消す");
    let seen = person.press(&seen, "/sent/s00002", "withdraw", &[("confirmed", "1")]).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    seen.shows("もう取り消せません").shows("送ったデータは、そのまま相手に届いています。").shows("/help/withdraw");
}

#[tokio::test]
async fn sending_again_makes_a_draft_with_the_same_files() {
    let mut person = Person::new();
    let seen = person.open("/sent/s00005").await;
    seen.shows("この利用者の登録がありません。");
    let seen = person.press(&seen, "/sent/s00005", "again", &[]).await;
    seen.shows("同じ内容の下書きを作りました。")
        .shows("さくら訪問介護ステーション")
        .shows("第1表 居宅サービス計画書(1)");
    person.open("/drafts").await.shows("1</strong>件中").shows("送れます");
}
