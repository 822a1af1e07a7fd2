//! A browser without a window: asks the gallery's router, keeps its cookie.

use crate::gallery;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// The port that the gallery thinks it has.
pub(crate) const ORIGIN: &str = "http://127.0.0.1:4711";

/// Every route of the gallery, and one that is none.
pub(crate) const ROUTES: &[(&str, &str)] = &[
    ("GET", "/"),
    ("GET", "/parts"),
    ("GET", "/list"),
    ("POST", "/list"),
    ("GET", "/form"),
    ("POST", "/form"),
    ("GET", "/files"),
    ("POST", "/files"),
    ("GET", "/terms"),
    ("GET", "/sheet"),
    ("GET", "/steps"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("POST", "/sign-out"),
    ("GET", "/inside"),
    ("GET", "/licences"),
    ("GET", "/trouble/internal"),
    ("GET", "/trouble/panic"),
    ("GET", "/trouble/nowhere"),
    ("DELETE", "/list"),
];

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The proof in the first form of the page that posts to `action`.
    pub(crate) fn proof(&self, action: &str) -> String {
        let text = self.text();
        let form = text.split_once(&format!("action=\"{action}\"")).expect("a form").1;
        let value = form.split_once("name=\"proof\" value=\"").expect("a proof").1;
        value.split('"').next().unwrap().to_owned()
    }
}

/// One browser.
pub(crate) struct Visitor {
    router: Router,
    pub(crate) cookie: Option<String>,
}

impl Visitor {
    pub(crate) fn new() -> Self {
        Self { router: gallery::gallery(4711), cookie: None }
    }

    /// Another browser at the same site.
    pub(crate) fn other(&self) -> Self {
        Self { router: self.router.clone(), cookie: None }
    }

    /// Sends a request as it is, apart from the cookie.
    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            self.cookie = set.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes().to_vec() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(request("GET", path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a page of ours does.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(request("POST", path).body(encoded(fields)).unwrap()).await
    }
}

/// A request as a page of ours makes it.
pub(crate) fn request(method: &str, path: &str) -> axum::http::request::Builder {
    let builder = Request::builder().method(method).uri(path).header("host", "127.0.0.1:4711");
    let builder = builder.header("sec-fetch-site", "same-origin").header("sec-fetch-mode", "navigate");
    match method {
        "GET" => builder,
        _ => builder.header("origin", ORIGIN).header("content-type", "application/x-www-form-urlencoded"),
    }
}

/// A form's fields.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> Body {
    let escaped = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    Body::from(fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&"))
}
