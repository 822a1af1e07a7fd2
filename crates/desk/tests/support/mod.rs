//! A person without JavaScript: opens pages, presses buttons, puts files, follows redirects.

pub(crate) mod served;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use desk::{Desk, Moment, Practice, router};
use http_body_util::BodyExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tower::ServiceExt;

/// 2025-06-05 10:00 in Japan.
pub(crate) const NOW: Moment = Moment(1_749_085_200_000);
const ORIGIN: &str = "http://127.0.0.1:4711";

pub(crate) struct Person {
    app: Router,
    pub(crate) practice: Practice,
    cookie: String,
}

/// What came back, after redirects.
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) headers: axum::http::HeaderMap,
}

impl Person {
    pub(crate) fn new() -> Self {
        Self::at(Practice::new(NOW))
    }

    pub(crate) fn at(practice: Practice) -> Self {
        Self::over(Desk { mailbox: Arc::new(practice.clone()), practice: None }, practice)
    }

    pub(crate) fn over(desk: Desk, practice: Practice) -> Self {
        let calls = AtomicU64::new(0);
        let random = move |bytes: &mut [u8]| {
            let call = calls.fetch_add(1, Ordering::Relaxed).to_le_bytes();
            bytes.iter_mut().zip(call.iter().cycle()).for_each(|(byte, part)| *byte = *part);
        };
        let site = web::Site::new(web::SiteConfig {
            origins: vec![ORIGIN.to_owned()],
            cookie: web::CookiePolicy::Machine { name: "desk", port: 4711 },
            fetch: web::FetchPolicy::Public,
            hsts: false,
            key: [1; 32],
            random: web::Random::new(random),
            uploads: web::UploadLimits::default(),
            frame: web::Frame { brand: "れんけい".into(), home: "/".into(), ..web::Frame::default() },
        });
        let app = site.protect(router(desk));
        Self { app, practice, cookie: String::new() }
    }

    /// Opens a path.
    pub(crate) async fn open(&mut self, path: &str) -> Seen {
        let request = self.request("GET", path).body(Body::empty()).unwrap();
        self.follow(path.to_owned(), request).await
    }

    /// What a page that is open asks for by itself.
    pub(crate) async fn part(&mut self, path: &str) -> Seen {
        let request = self.request("GET", path).header("hx-request", "true").body(Body::empty()).unwrap();
        self.follow(path.to_owned(), request).await
    }

    /// Presses a button of the form that was seen: `pairs` are the other fields.
    pub(crate) async fn press(&mut self, seen: &Seen, action: &str, verb: &str, pairs: &[(&str, &str)]) -> Seen {
        let mut body = format!("proof={}&do={}", seen.token(), encoded(verb));
        for (name, value) in pairs {
            body += &format!("&{name}={}", encoded(value));
        }
        let request = self.request("POST", action).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.follow(action.to_owned(), request.body(Body::from(body)).unwrap()).await
    }

    /// Presses a button of a form with files.
    pub(crate) async fn put(
        &mut self,
        seen: &Seen,
        action: &str,
        verb: &str,
        pairs: &[(&str, &str)],
        files: &[(String, Vec<u8>)],
    ) -> Seen {
        let mut body: Vec<u8> = Vec::new();
        let token = seen.token();
        let fields = [("proof", token.as_str())].into_iter().chain(pairs.iter().copied()).chain([("do", verb)]);
        for (name, value) in fields {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        for (name, bytes) in files {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--x--\r\n");
        let request = self.request("POST", action).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.follow(action.to_owned(), request.body(Body::from(body)).unwrap()).await
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:4711")
            .header(header::ORIGIN, ORIGIN)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &self.cookie)
    }

    async fn follow(&mut self, mut path: String, request: Request<Body>) -> Seen {
        let mut response = self.ask(request).await;
        while response.status() == StatusCode::SEE_OTHER {
            path = response.headers()[header::LOCATION].to_str().unwrap().to_owned();
            let next = self.request("GET", &path).body(Body::empty()).unwrap();
            response = self.ask(next).await;
        }
        let (parts, body) = response.into_parts();
        let text = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        Seen { status: parts.status, path, text, headers: parts.headers }
    }

    async fn ask(&mut self, request: Request<Body>) -> Response {
        let response = self.app.clone().oneshot(request).await.unwrap();
        if let Some(cookie) = response.headers().get(header::SET_COOKIE) {
            self.cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        response
    }
}

impl Seen {
    fn token(&self) -> String {
        let rest = self.text.split("name=\"proof\" value=\"").nth(1).expect("a form");
        rest.split('"').next().unwrap().to_owned()
    }

    /// The value of a hidden field.
    pub(crate) fn value(&self, name: &str) -> String {
        let rest = self.text.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("the field");
        rest.split('"').next().unwrap().to_owned()
    }

    #[track_caller]
    pub(crate) fn shows(&self, words: &str) -> &Self {
        assert!(self.text.contains(words), "「{words}」 is not on {} ({}):\n{}", self.path, self.status, self.words());
        self
    }

    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "「{words}」 is on {}:\n{}", self.path, self.words());
        self
    }

    /// The words of the main part, a line each.
    pub(crate) fn words(&self) -> String {
        let main = self.text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap_or(&self.text);
        let mut words = String::new();
        let mut inside = true;
        for c in main.chars() {
            match c {
                '<' => {
                    inside = true;
                    words.push('\n');
                }
                '>' => inside = false,
                _ if !inside => words.push(c),
                _ => {}
            }
        }
        let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
