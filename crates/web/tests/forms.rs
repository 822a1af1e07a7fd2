//! Forms: typed text stays, the default does nothing, the second press shows the first result.

use crate::visitor::{Visitor, request};
use axum::body::Body;

#[tokio::test]
async fn what_was_typed_stays_after_an_error() {
    let mut visitor = Visitor::new();
    let proof = visitor.get("/form").await.proof("/form");
    let typed = [
        ("proof", proof.as_str()),
        ("do", "create"),
        ("name", ""),
        ("message", "髙𠮷 <b>&\"様"),
        ("payment", "invoice"),
    ];
    let answer = visitor.post("/form", &typed).await;
    let text = answer.text();
    assert_eq!(answer.status, 200);
    assert!(text.contains("髙𠮷 &#60;b&#62;&#38;&#34;様</textarea>"), "{text}");
    assert!(text.contains("value=\"invoice\" checked"), "{text}");
    assert!(text.contains("事業所の名前を入力してください。") && text.contains("aria-invalid=\"true\""), "{text}");
    let again = answer.proof("/form");
    assert_ne!(again, proof, "every form has a proof of its own");
    let mended = [("proof", again.as_str()), ("do", "create"), ("name", "架空"), ("service", "43")];
    assert_eq!(visitor.post("/form", &mended).await.status, 303);
}

#[tokio::test]
async fn an_unknown_button_or_none_does_nothing() {
    for press in ["", "delete", "create:", "Create"] {
        let mut visitor = Visitor::new();
        let proof = visitor.get("/form").await.proof("/form");
        let fields = [("proof", proof.as_str()), ("do", press), ("name", "架空"), ("service", "43")];
        let answer = visitor.post("/form", &fields).await;
        let made = answer.status == 303;
        assert_eq!(made, press == "create:", "{press:?}");
    }
}

#[tokio::test]
async fn the_second_press_leads_to_the_first_result() {
    let mut visitor = Visitor::new();
    let page = visitor.get("/form").await;
    let proof = page.proof("/form");
    let fields = [("proof", proof.as_str()), ("do", "create"), ("name", "架空"), ("service", "43")];
    let mut twin = visitor.other();
    twin.cookie.clone_from(&visitor.cookie);
    let (first, second) = tokio::join!(visitor.post("/form", &fields), twin.post("/form", &fields));
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
    assert_eq!((first.header("location"), second.header("location")), ("/form", "/form"));
    let shown = visitor.get("/form").await.text();
    assert!(shown.contains("1件目を作りました。"), "{shown}");
    let proof = visitor.get("/form").await.proof("/form");
    let fields = [("proof", proof.as_str()), ("do", "create"), ("name", "架空"), ("service", "43")];
    visitor.post("/form", &fields).await;
    assert!(visitor.get("/form").await.text().contains("2件目を作りました。"), "a new form creates again");
}

#[tokio::test]
async fn a_message_is_shown_once_and_only_where_it_belongs() {
    let mut visitor = Visitor::new();
    let proof = visitor.get("/form").await.proof("/form");
    visitor.post("/form", &[("proof", &proof), ("do", "create"), ("name", "架空"), ("service", "43")]).await;
    assert!(!visitor.get("/list").await.text().contains("作りました"));
    assert!(!visitor.other().get("/form").await.text().contains("作りました"));
    assert!(visitor.get("/form").await.text().contains("1件目を作りました。"));
    assert!(!visitor.get("/form").await.text().contains("作りました"));
}

#[tokio::test]
async fn htmx_gets_a_part_and_a_redirect_as_a_whole_page() {
    let mut visitor = Visitor::new();
    let asked = request("GET", "/list").header("hx-request", "true").body(Body::empty()).unwrap();
    let part = visitor.send(asked).await;
    assert!(part.text().starts_with("<section id=\"results\""), "{}", part.text());
    assert_eq!(part.header("vary"), "HX-Request");
    let asked = request("GET", "/inside").header("hx-request", "true").body(Body::empty()).unwrap();
    let redirect = visitor.send(asked).await;
    assert_eq!((redirect.status.as_u16(), redirect.header("hx-redirect")), (204, "/sign-in"));
}

#[tokio::test]
async fn files_are_taken_one_by_one_and_a_large_one_is_named() {
    let mut visitor = Visitor::new();
    let proof = visitor.get("/files").await.proof("/files");
    let large = "x".repeat((1 << 20) + 1);
    let part = |name: &str, body: &str| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{body}\r\n")
    };
    let form = |proof: &str| format!("--edge\r\nContent-Disposition: form-data; name=\"proof\"\r\n\r\n{proof}\r\n");
    let files = [part("C:\\fakepath\\予定 (1).CSV", "1,2"), part("大きい.csv", &large), part("😀.csv", "")].concat();
    let files = files + "--edge--\r\n";
    let asked = |body: String| {
        let mut request = request("POST", "/files").body(Body::from(body)).unwrap();
        request.headers_mut().insert("content-type", "multipart/form-data; boundary=edge".parse().unwrap());
        request
    };
    let text = visitor.send(asked(form(&proof) + files.as_str())).await.text();
    assert!(text.contains(">予定 (1).CSV<") && text.contains(">😀.csv<"), "{text}");
    assert!(text.contains("<span class=\"strong\">大きい.csv</span>：大きすぎます。"), "{text}");
    assert_eq!(visitor.send(asked(form("x") + files.as_str())).await.status, 403);
    assert_eq!(visitor.send(asked(files)).await.status, 403, "files before the proof are not read");
}
