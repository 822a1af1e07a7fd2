//! Hosts, origins, and what other pages try (S71, S73).

use crate::visitor::{ORIGIN, ROUTES, Visitor, encoded, request};
use axum::body::Body;
use axum::http::Request;

#[tokio::test]
async fn s71_only_the_exact_host_is_answered() {
    let hosts = [
        "localhost:4711",
        "127.0.0.1",
        "127.0.0.1:4712",
        "127.0.0.1:4711.",
        "127.0.0.1.:4711",
        "127.0.0.1.nip.io:4711",
        "localhost.evil:4711",
        "evil.test",
        "evil.test:4711",
        "0.0.0.0:4711",
        "[::1]:4711",
        "2130706433:4711",
        "LOCALHOST:4711",
        "",
    ];
    for host in hosts {
        for path in ["/", "/list", "/assets/app.css", "/nowhere"] {
            let asked = Request::builder().uri(path).header("host", host).header("sec-fetch-site", "none");
            let answer = Visitor::new().send(asked.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 421, "{host} {path}");
        }
    }
    let none = Visitor::new().send(Request::builder().uri("/").body(Body::empty()).unwrap()).await;
    assert_eq!(none.status, 421, "no host");
    let twice = request("GET", "/").header("host", "127.0.0.1:4711").body(Body::empty()).unwrap();
    assert_eq!(Visitor::new().send(twice).await.status, 421, "two hosts");
    assert_eq!(Visitor::new().get("/").await.status, 200, "the control: ours");
}

#[tokio::test]
async fn s73_other_pages_cannot_open_or_change_anything() {
    for site in ["cross-site", "same-site", ""] {
        for (mode, place) in [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe"), ("navigate", "document")]
        {
            for (method, path) in ROUTES {
                let asked = Request::builder().method(*method).uri(*path).header("host", "127.0.0.1:4711");
                let asked =
                    asked.header("sec-fetch-site", site).header("sec-fetch-mode", mode).header("sec-fetch-dest", place);
                let answer = Visitor::new().send(asked.header("origin", ORIGIN).body(Body::empty()).unwrap()).await;
                assert_eq!(answer.status, 403, "{site} {mode} {place} {method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn s73_a_typed_address_opens_pages_but_changes_nothing() {
    let typed = |method: &str, path: &str| {
        let asked = Request::builder().method(method).uri(path).header("host", "127.0.0.1:4711");
        let asked = asked.header("sec-fetch-site", "none").header("sec-fetch-mode", "navigate");
        asked.header("sec-fetch-dest", "document").header("origin", ORIGIN).body(Body::empty()).unwrap()
    };
    assert_eq!(Visitor::new().send(typed("GET", "/list")).await.status, 200);
    assert_eq!(Visitor::new().send(typed("POST", "/list")).await.status, 403);
}

#[tokio::test]
async fn s27_s73_origin_fetch_site_and_proof_are_all_needed() {
    let mut visitor = Visitor::new();
    let proof = visitor.get("/form").await.proof("/form");
    let foreign = visitor.other().get("/form").await.proof("/form");
    type Case<'a> = (&'a str, [Option<&'a str>; 3], u16);
    let cases: [Case<'_>; 8] = [
        ("all", [Some(ORIGIN), Some("same-origin"), Some(&proof)], 200),
        ("no origin", [None, Some("same-origin"), Some(&proof)], 403),
        ("null origin", [Some("null"), Some("same-origin"), Some(&proof)], 403),
        ("another port", [Some("http://127.0.0.1:4712"), Some("same-origin"), Some(&proof)], 403),
        ("https", [Some("https://127.0.0.1:4711"), Some("same-origin"), Some(&proof)], 403),
        ("no fetch site", [Some(ORIGIN), None, Some(&proof)], 403),
        ("no proof", [Some(ORIGIN), Some("same-origin"), None], 403),
        ("a proof of another session", [Some(ORIGIN), Some("same-origin"), Some(&foreign)], 403),
    ];
    for (name, [origin, site, proof], status) in cases {
        let mut asked = Request::builder().method("POST").uri("/form").header("host", "127.0.0.1:4711");
        asked = asked.header("content-type", "application/x-www-form-urlencoded");
        for (header, value) in [("origin", origin), ("sec-fetch-site", site)] {
            if let Some(value) = value {
                asked = asked.header(header, value);
            }
        }
        let fields: Vec<(&str, &str)> = proof.map(|proof| ("proof", proof)).into_iter().collect();
        assert_eq!(visitor.send(asked.body(encoded(&fields)).unwrap()).await.status, status, "{name}");
    }
}

#[tokio::test]
async fn s73_every_bit_of_a_proof_counts() {
    let mut visitor = Visitor::new();
    let proof = visitor.get("/form").await.proof("/form");
    for index in 0..proof.len() {
        let mut letters = proof.clone().into_bytes();
        letters[index] = if letters[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(letters).unwrap();
        assert_eq!(visitor.post("/form", &[("proof", &changed)]).await.status, 403, "{index}");
    }
}

#[tokio::test]
async fn s74_no_answer_ever_allows_another_origin() {
    for (method, path) in ROUTES {
        let asked = request(method, path).header("access-control-request-method", "POST").body(Body::empty()).unwrap();
        let answer = Visitor::new().send(asked).await;
        let open = answer.headers.keys().find(|name| name.as_str().starts_with("access-control"));
        assert_eq!(open, None, "{method} {path}");
    }
}

#[tokio::test]
async fn r26_a_panic_is_an_error_page_and_the_site_lives() {
    let mut visitor = Visitor::new();
    let answer = visitor.get("/trouble/panic").await;
    assert_eq!(answer.status, 500);
    let text = answer.text();
    assert!(text.contains("処理の途中で問題が起きました") && text.contains("お問い合わせ番号"), "{text}");
    assert!(!text.contains("asked for"), "the cause is for the log");
    assert_eq!(visitor.get("/").await.status, 200);
}

#[tokio::test]
async fn error_pages_say_what_why_and_what_next() {
    let mut visitor = Visitor::new();
    let mut page = String::new();
    for path in ["/trouble/nowhere", "/trouble/internal"] {
        let answer = visitor.get(path).await;
        let text = answer.text();
        let main = text.split_once("<main").unwrap().1.split_once("</main>").unwrap().0.to_owned();
        let number = main.split_once("お問い合わせ番号 ").unwrap().1.get(..9).unwrap().to_owned();
        page += &format!("{} {}\n", answer.status.as_u16(), main.replace(&number, "ABCD-2345"));
    }
    insta::assert_snapshot!(page);
}
