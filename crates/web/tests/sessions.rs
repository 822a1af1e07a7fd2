//! Sessions: a new token at sign-in, gone at sign-out.

use crate::visitor::Visitor;

async fn sign_in(visitor: &mut Visitor, password: &str) -> u16 {
    let proof = visitor.get("/sign-in").await.proof("/sign-in");
    let fields = [("proof", proof.as_str()), ("do", "sign-in"), ("account", "KJ12"), ("password", password)];
    visitor.post("/sign-in", &fields).await.status.as_u16()
}

#[tokio::test]
async fn s26_signing_in_begins_a_new_session() {
    let mut visitor = Visitor::new();
    assert_eq!(visitor.get("/inside").await.header("location"), "/sign-in");
    let before = visitor.cookie.clone();
    assert_eq!(sign_in(&mut visitor, "wrong").await, 200);
    assert_eq!(visitor.cookie, before, "a refused sign-in changes nothing");
    assert_eq!(sign_in(&mut visitor, "ひらけごま12345").await, 303);
    assert_ne!(visitor.cookie, before, "the token from before must not become a session");
    let inside = visitor.get("/inside").await;
    assert_eq!(inside.status, 200);
    assert!(inside.text().contains("ログインしました。"));
    let mut planted = visitor.other();
    planted.cookie = before;
    assert_eq!(planted.get("/inside").await.status, 303);
}

#[tokio::test]
async fn s26_signing_out_ends_the_session() {
    let mut visitor = Visitor::new();
    sign_in(&mut visitor, "ひらけごま12345").await;
    let stolen = visitor.cookie.clone();
    let proof = visitor.get("/inside").await.proof("/sign-out");
    assert_eq!(visitor.post("/sign-out", &[("proof", &proof), ("do", "sign-out")]).await.status, 303);
    let mut thief = visitor.other();
    thief.cookie = stolen;
    assert_eq!(thief.get("/inside").await.status, 303);
}

#[tokio::test]
async fn a_password_is_never_shown_again() {
    let mut visitor = Visitor::new();
    let proof = visitor.get("/sign-in").await.proof("/sign-in");
    let fields = [("proof", proof.as_str()), ("do", "sign-in"), ("account", "KJ12"), ("password", "geheim-4711")];
    let text = visitor.post("/sign-in", &fields).await.text();
    assert!(text.contains("value=\"KJ12\"") && !text.contains("geheim-4711"), "{text}");
}
