//! 証明書発行用パスワード: what it opens, and what wrong ones lead to.

use super::desk::{Desk, OFFICE, Visitor};

/// Issues 証明書発行用パスワード; gives it.
async fn issue(visitor: &mut Visitor) -> String {
    let page = visitor.press("/certificates", &[("do", "password"), ("confirmed", "1")]).await.body;
    let (_, rest) = page.split_once("class=\"secret\">").expect("the password");
    rest.split('<').next().unwrap().to_owned()
}

async fn code(visitor: &mut Visitor, password: &str) -> String {
    let form = [("do", "code"), ("kind", "care-insurance"), ("password", password)];
    visitor.press("/certificates", &form).await.body
}

#[tokio::test]
async fn s29_a_code_is_given_to_who_knows_the_certificate_password() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    assert!(visitor.get("/certificates").await.body.contains("はじめに、証明書発行用パスワードを発行します。"));
    let first = issue(&mut visitor).await;
    assert!(visitor.get("/certificates/password").await.body.contains("もう表示できません"));
    assert!(code(&mut visitor, &first).await.contains("発行コード"));
    let second = issue(&mut visitor).await;
    assert_ne!(first, second);
    assert!(code(&mut visitor, &first).await.contains("証明書発行用パスワードが違うか、"), "the one before is over");
    assert!(code(&mut visitor, "").await.contains("証明書発行用パスワードを入力してください。"));
    assert!(code(&mut visitor, &second).await.contains("この画面は一度だけ表示されます"));
}

#[tokio::test]
async fn s24_wrong_certificate_passwords_make_wait() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    let password = issue(&mut visitor).await;
    for _ in 0..5 {
        assert!(code(&mut visitor, "wrong").await.contains("違うか、"));
    }
    assert!(code(&mut visitor, &password).await.contains("違うか、"), "waiting says the same as wrong");
    desk.hub.advance(2 * 60);
    assert!(code(&mut visitor, &password).await.contains("この画面は一度だけ表示されます"));
    visitor.get("/certificates").await;
    let form = [("do", "code"), ("kind", "care-insurance"), ("password", "wrong")];
    assert_eq!(visitor.post("/certificates", &form).await.location, "/certificates", "refused");
}

#[tokio::test]
async fn s24_a_new_certificate_password_works_at_once_after_wrong_tries_with_the_old_one() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    issue(&mut visitor).await;
    for _ in 0..6 {
        assert!(code(&mut visitor, "wrong").await.contains("発行しなおしてください"));
    }
    let anew = issue(&mut visitor).await;
    assert!(code(&mut visitor, &anew).await.contains("この画面は一度だけ表示されます"));
}

#[tokio::test]
async fn a_code_that_was_given_out_is_seen_and_can_be_taken_back() {
    let desk = Desk::new(OFFICE).await;
    let mut visitor = desk.visitor().await;
    let password = issue(&mut visitor).await;
    assert!(!visitor.get("/certificates").await.body.contains("まだ使われていない発行コード"));
    let shown = code(&mut visitor, &password).await;
    let (_, secret) = shown.split_once("class=\"secret\">").expect("the code");
    let secret = secret.split('<').next().unwrap().to_owned();
    let list = visitor.get("/certificates").await.body;
    assert!(list.contains("まだ使われていない発行コード") && !list.contains(&secret), "never the code itself");
    let (_, press) = list.split_once("value=\"drop-code:").expect("a button");
    let press = format!("drop-code:{}", press.split('"').next().unwrap());
    let after = visitor.press("/certificates", &[("do", &press)]).await.body;
    assert!(
        after.contains("発行コードを使えなくしました。") && !after.contains("まだ使われていない発行コード"),
        "{after}"
    );
    let again = visitor.press("/certificates", &[("do", &press)]).await.body;
    assert!(again.contains("すでに使われたか、使えなくなっています"), "{again}");
    let other = Desk::new("1370000002").await;
    let mut stranger = other.visitor().await;
    let strange = stranger.press("/certificates", &[("do", &press)]).await.body;
    assert!(strange.contains("すでに使われたか"), "another office's is none");
}
