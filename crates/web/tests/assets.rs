//! The browser's files: for ever, compressed, with their integrity in the page.

use crate::visitor::{Answer, Visitor, request};
use axum::body::Body;

/// Addresses of scripts and styles of a page.
fn links(page: &Answer) -> Vec<String> {
    let text = page.text();
    let addresses = text.split('"').filter(|part| part.starts_with("/assets/"));
    addresses.map(str::to_owned).collect()
}

#[tokio::test]
async fn files_are_kept_for_ever_and_come_compressed() {
    let mut visitor = Visitor::new();
    let page = visitor.get("/").await;
    let links = links(&page);
    assert!(links.iter().any(|link| link.starts_with("/assets/htmx.")), "htmx is part of a build for tests");
    for link in links {
        let mut sizes = Vec::new();
        for encoding in ["", "gzip", "gzip, deflate, br"] {
            let asked = request("GET", &link).header("accept-encoding", encoding).body(Body::empty()).unwrap();
            let answer = visitor.send(asked).await;
            assert_eq!(answer.status, 200, "{link}");
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{link}");
            assert_eq!(answer.header("vary"), "Accept-Encoding", "{link}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{link}");
            sizes.push(answer.body.len());
        }
        assert!(sizes[0] > sizes[1] && sizes[1] > sizes[2], "{link}: {sizes:?}");
    }
}

#[tokio::test]
async fn a_first_visit_stays_within_six_requests_and_sixty_kilobytes() {
    let mut visitor = Visitor::new();
    let asked = request("GET", "/list").header("accept-encoding", "br").body(Body::empty()).unwrap();
    let page = visitor.send(asked).await;
    assert_eq!(page.header("content-encoding"), "br");
    let mut total = page.body.len();
    let links = links(&visitor.get("/list").await);
    for link in &links {
        let asked = request("GET", link).header("accept-encoding", "br").body(Body::empty()).unwrap();
        total += visitor.send(asked).await.body.len();
    }
    assert!(links.len() < 6, "{links:?}");
    assert!(total < 60 << 10, "{total} bytes");
}

#[tokio::test]
async fn scripts_and_styles_carry_their_integrity() {
    let text = Visitor::new().get("/").await.text();
    for tag in text.split('<').filter(|tag| tag.starts_with("script") || tag.starts_with("link rel=\"stylesheet\"")) {
        assert!(tag.contains("integrity=\"sha384-"), "{tag}");
    }
}

#[tokio::test]
async fn licences_of_others_are_shown() {
    let text = Visitor::new().get("/licences").await.text();
    assert!(text.contains("htmx.org") && text.contains("@digital-go-jp/design-tokens"), "{text}");
    assert!(!text.contains("axe-core"), "what only tests use is not named");
}
