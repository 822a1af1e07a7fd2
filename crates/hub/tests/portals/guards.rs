//! Who gets where on the public pages, asked without a browser.

use super::reachable_hub;
use reqwest::StatusCode;
use reqwest::header::{HOST, LOCATION};
use testkit::visitor::client;

const PAGES: [&str; 14] = [
    "/",
    "/password",
    "/prove",
    "/apply",
    "/apply/done",
    "/licence",
    "/licence/invoices/x",
    "/terms/1",
    "/office",
    "/usage",
    "/certificates/password",
    "/certificates",
    "/certificates/code",
    "/certificates/installed",
];

#[tokio::test]
async fn s27_nobody_gets_behind_the_sign_in_page_without_a_session() {
    let hub = reachable_hub().await;
    for page in PAGES {
        let answer = client(&hub).get(hub.public_url(page)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{page}");
        assert_eq!(answer.headers()[LOCATION], "/sign-in", "{page}");
    }
    for page in ["/sign-in", "/licences", "/recover"] {
        let answer = client(&hub).get(hub.public_url(page)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{page}");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(
            cookie.starts_with("__Host-renkei=") && cookie.ends_with("HttpOnly; SameSite=Strict; Secure"),
            "{cookie}"
        );
        assert!(answer.headers().contains_key("strict-transport-security"), "{page}");
    }
}

#[tokio::test]
async fn s71_another_host_reaches_no_page_and_the_interface_stays() {
    let hub = reachable_hub().await;
    let asked = client(&hub).get(hub.public_url("/sign-in")).header(HOST, "evil.test");
    assert_eq!(asked.send().await.unwrap().status(), StatusCode::MISDIRECTED_REQUEST);
    let interface = client(&hub).get(hub.public_url("/v1/authority")).send().await.unwrap();
    assert_eq!(interface.status(), StatusCode::OK);
    let unknown = client(&hub).get(hub.public_url("/v1/nothing")).send().await.unwrap();
    assert_eq!(unknown.headers()["content-type"], "application/problem+json");
    let page = client(&hub).get(hub.public_url("/nothing")).send().await.unwrap();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
}

#[tokio::test]
async fn s24_passwords_are_tried_so_often_from_one_address() {
    let hub = reachable_hub().await;
    let client = client(&hub);
    let post = |body: &'static str| {
        let asked = client
            .post(hub.public_url("/sign-in"))
            .header("origin", hub.public_url(""))
            .header("sec-fetch-site", "same-origin");
        asked.header("content-type", "application/x-www-form-urlencoded").body(body).send()
    };
    for _ in 0..10 {
        assert_ne!(post("account=x").await.unwrap().status(), StatusCode::TOO_MANY_REQUESTS);
    }
    let answer = post("account=x").await.unwrap();
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.text().await.unwrap().contains("1分ほど待ってから"));
    let page = client.get(hub.public_url("/sign-in")).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK, "pages are shown all the same");
}

#[tokio::test]
async fn r24_a_form_that_is_too_long_is_refused() {
    let hub = reachable_hub().await;
    let asked = client(&hub)
        .post(hub.public_url("/sign-in"))
        .header("origin", hub.public_url(""))
        .header("sec-fetch-site", "same-origin");
    let asked = asked.header("content-type", "application/x-www-form-urlencoded").body("x".repeat(17 << 10));
    assert_eq!(asked.send().await.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE);
}
