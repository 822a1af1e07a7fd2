//! Refused forms by a page of their own address, and what was typed until it is done.

use crate::visitor::{Answer, encoded, request};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use axum::middleware::from_fn;
use axum::response::IntoResponse as _;
use axum::routing::get;
use http_body_util::BodyExt as _;
use serde::Deserialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use tower::ServiceExt as _;
use web::{CookiePolicy, Done, FetchPolicy, Form, Random, Shown, Site, SiteConfig, Trouble, Visit, again};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
struct Input {
    text: String,
    password: String,
}

/// A page that shows what was typed; its form ends as its text says.
fn site() -> Router {
    async fn show(visit: Visit) -> Shown {
        let typed: Option<Input> = visit.typed();
        let typed = typed.unwrap_or_default();
        let page = format!("FRESH[{}{}]", typed.text, typed.password);
        Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
    }
    async fn act(form: Form<Input>) -> Shown {
        match form.input.text.as_str() {
            "wrong" => {
                let page = format!("REFUSED[{}]", form.input.text);
                Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
            }
            "first" => Ok(Done::to("/first").comes_first(Some([7; 32])).into_response()),
            "busy" => Err(Trouble::busy()),
            "gone" => Err(Trouble::not_found()),
            "file" => Ok("a file".into_response()),
            _ => Ok(Done::to("/").into_response()),
        }
    }
    let seed = Arc::new(AtomicU8::new(0));
    let random = Random::new(move |bytes| bytes.fill(seed.fetch_add(1, Ordering::Relaxed)));
    let site = Site::new(SiteConfig {
        origins: vec![crate::visitor::ORIGIN.to_owned()],
        cookie: CookiePolicy::Machine { name: "kept", port: 4711 },
        fetch: FetchPolicy::Public,
        hsts: false,
        key: [1; 32],
        random,
        uploads: web::UploadLimits::default(),
        frame: web::Frame::default(),
    });
    async fn token(visit: Visit) -> String {
        visit.page(web::Frame::default()).token()
    }
    async fn begin(visit: Visit) -> Done {
        let token = visit.new_token();
        let to = visit.carry_over(&token, [7; 32]).map_or("/nothing".to_owned(), |left| left.path);
        Done::to(to).begin(token)
    }
    let kept = Router::new().route("/form", get(show).post(act)).layer(from_fn(again::keep));
    let looked = Router::new().route("/secret", get(show).post(act)).layer(from_fn(again::look));
    site.protect(kept.merge(looked).route("/token", get(token)).route("/begin", get(begin)))
}

struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    async fn new() -> Self {
        let mut browser = Self { router: site(), cookie: String::new() };
        browser.get("/token").await;
        browser
    }

    async fn send(&mut self, mut asked: Request<Body>) -> Answer {
        if !self.cookie.is_empty() {
            asked.headers_mut().insert(header::COOKIE, self.cookie.parse().unwrap());
        }
        let (parts, body) = self.router.clone().oneshot(asked).await.unwrap().into_parts();
        if let Some(set) = parts.headers.get(header::SET_COOKIE) {
            self.cookie = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
    }

    async fn get(&mut self, path: &str) -> String {
        self.send(request("GET", path).body(Body::empty()).unwrap()).await.text()
    }

    async fn post(&mut self, path: &str, text: &str) -> Answer {
        self.press(path, "do", text).await
    }

    async fn press(&mut self, path: &str, verb: &str, text: &str) -> Answer {
        let proof = self.get("/token").await;
        let fields = [("proof", proof.as_str()), ("do", verb), ("text", text), ("password", "geheim")];
        self.send(request("POST", path).body(encoded(&fields)).unwrap()).await
    }
}

#[tokio::test]
async fn a_refused_form_is_shown_once_by_its_address_and_its_text_stays_until_it_is_done() {
    let mut browser = Browser::new().await;
    let refused = browser.post("/form?from=here", "wrong").await;
    assert_eq!((refused.status.as_u16(), refused.header("location")), (303, "/form?from=here"));
    assert_eq!(browser.get("/form").await, "REFUSED[wrong]");
    for _ in 0..2 {
        assert_eq!(browser.get("/form").await, "FRESH[wrong]", "loaded anew, the text is there; no password");
    }
    let done = browser.post("/form", "right").await;
    assert_eq!(done.header("location"), "/");
    assert_eq!(browser.get("/form").await, "FRESH[]");
}

#[tokio::test]
async fn s26_a_page_with_secrets_keeps_nothing_that_was_typed() {
    let mut browser = Browser::new().await;
    assert_eq!(browser.post("/secret", "wrong").await.status, 303);
    assert_eq!(browser.get("/secret").await, "REFUSED[wrong]");
    assert_eq!(browser.get("/secret").await, "FRESH[]");
}

#[tokio::test]
async fn what_was_typed_stays_when_there_is_too_much_to_do_and_not_when_there_is_nothing_to_do_it_to() {
    let mut browser = Browser::new().await;
    assert_eq!(browser.post("/form", "busy").await.status, 503);
    assert_eq!(browser.get("/form").await, "FRESH[busy]");
    assert_eq!(browser.post("/form", "file").await.status, 200);
    assert_eq!(browser.get("/form").await, "FRESH[]", "a file that was handed out is the end of the form");
    assert_eq!(browser.post("/form", "gone").await.status, 404);
    assert_eq!(browser.get("/form").await, "FRESH[]");
}

#[tokio::test]
async fn what_is_kept_is_forgotten_by_its_button_with_a_proof_alone() {
    let mut browser = Browser::new().await;
    browser.post("/form", "busy").await;
    let fields = [("proof", "x"), ("do", "forget-typed"), ("text", "")];
    let foreign = browser.send(request("POST", "/form").body(encoded(&fields)).unwrap()).await;
    assert_eq!(foreign.status, 403);
    browser.post("/form", "busy").await;
    assert_eq!(browser.press("/form", "forget-typed", "").await.status, 303);
    assert_eq!(browser.get("/form").await, "FRESH[]");
}

#[tokio::test]
async fn s26_another_session_sees_nothing_of_it_but_the_next_one_of_the_same_person() {
    let mut browser = Browser::new().await;
    browser.post("/form", "first").await;
    let mut other = Browser { router: browser.router.clone(), cookie: String::new() };
    assert_eq!(other.get("/form").await, "FRESH[]");
    let begun = browser.send(request("GET", "/begin").body(Body::empty()).unwrap()).await;
    assert_eq!(begun.header("location"), "/form");
    assert_eq!(browser.get("/form").await, "FRESH[first]");
}

#[tokio::test]
async fn enter_in_a_field_does_nothing_and_says_so_beside_what_was_typed() {
    let mut browser = Browser::new().await;
    let nothing = browser.press("/form?from=here", "", "typed").await;
    assert_eq!((nothing.status.as_u16(), nothing.header("location")), (303, "/form?from=here"));
    assert_eq!(browser.get("/form").await, "FRESH[typed]");
    let done = browser.post("/form", "typed").await;
    assert_eq!(done.header("location"), "/", "the same form with its button is done");
}
