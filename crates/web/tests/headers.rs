//! The headers of every route (S74).

use crate::visitor::{ROUTES, Visitor, request};
use axum::body::Body;

#[tokio::test]
async fn s74_headers_of_every_route() {
    let mut table = String::new();
    let mut seen = Vec::new();
    for (method, path) in ROUTES {
        let mut visitor = Visitor::new();
        let answer = visitor.send(request(method, path).body(Body::empty()).unwrap()).await;
        let mut lines: Vec<String> = answer
            .headers
            .iter()
            .filter(|(name, _)| *name != "content-length" && *name != "set-cookie")
            .map(|(name, value)| format!("    {name}: {}\n", value.to_str().unwrap()))
            .collect();
        lines.sort();
        let headers = lines.concat();
        // Most routes have the same; each set of headers is written once.
        let set = seen.iter().position(|other| *other == headers).unwrap_or_else(|| {
            seen.push(headers);
            seen.len() - 1
        });
        table += &format!("{method} {path}: {} {set}\n", answer.status.as_u16());
    }
    for (set, headers) in seen.iter().enumerate() {
        table += &format!("\n{set}:\n{headers}");
    }
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn s74_nothing_inline_and_nothing_from_elsewhere() {
    for path in ["/", "/parts", "/list", "/form", "/files", "/terms", "/sheet", "/steps", "/sign-in", "/licences", "/x"]
    {
        let text = Visitor::new().get(path).await.text();
        for forbidden in
            [" style=", "<style", " onclick=", "javascript:", "src=\"http", "href=\"http", "hx-on", "formaction"]
        {
            assert!(!text.contains(forbidden), "{path}: {forbidden}");
        }
        assert!(!text.replace("<script defer src=\"/assets/", "").contains("<script"), "{path}: a script of its own");
    }
}
