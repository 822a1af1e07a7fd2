//! What was typed when the session ended in the middle: kept in memory for the browser, and shown again after signing in.

use super::Portal;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use web::SessionToken;

/// Browsers that are remembered; the oldest is forgotten first.
const MOST: usize = 1_000;

/// What is kept, and of which page. Passwords never are.
const KEPT: [(&str, &str); 4] =
    [("/office", "address"), ("/apply", "payment"), ("/licence", "payment"), ("/certificates", "kind")];

/// Where a form leads that was not done: a person signs in, or enters the password again.
const LEADS_OUT: [&[u8]; 2] = [b"/sign-in", b"/prove"];

/// The fields of any page that are kept.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    address: String,
    payment: String,
    kind: String,
}

/// What browsers have typed.
#[derive(Default)]
pub(super) struct Kept(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    texts: HashMap<[u8; 32], (&'static str, &'static str, String)>,
    order: VecDeque<[u8; 32]>,
}

impl Kept {
    fn keep(&self, browser: [u8; 32], page: &'static str, field: &'static str, text: String) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.order.retain(|other| *other != browser);
        if waiting.order.len() >= MOST
            && let Some(oldest) = waiting.order.pop_front()
        {
            waiting.texts.remove(&oldest);
        }
        waiting.order.push_back(browser);
        waiting.texts.insert(browser, (page, field, text));
    }

    /// The text of a field of a page, once.
    pub(super) fn take(&self, session: &SessionToken, page: &str, field: &str) -> Option<String> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, name, _) = waiting.texts.get(&session.hash())?;
        if *of != page || *name != field {
            return None;
        }
        waiting.order.retain(|other| *other != session.hash());
        waiting.texts.remove(&session.hash()).map(|(_, _, text)| text)
    }

    /// The page that a browser was on; what it typed there goes over to its new session.
    pub(super) fn move_on(&self, from: &SessionToken, to: &SessionToken) -> Option<&'static str> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = waiting.texts.remove(&from.hash())?;
        waiting.order.retain(|other| *other != from.hash());
        drop(waiting);
        let (page, field, text) = kept;
        self.keep(to.hash(), page, field, text);
        Some(page)
    }
}

/// Keeps the text of a form that was not done because of who sent it.
pub(super) async fn keep(State(portal): State<Portal>, visit: web::Visit, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let known = KEPT.into_iter().find(|(page, _)| *page == path);
    let Some((page, field)) = known.filter(|_| request.method() == Method::POST) else {
        return next.run(request).await;
    };
    let (parts, body) = request.into_parts();
    // Read in full before: `form_body` stands in front of this.
    let Ok(bytes) = Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await else {
        return web::Trouble::unreadable().into_response();
    };
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let leads_out = response.status() == StatusCode::SEE_OTHER
        && response
            .headers()
            .get(header::LOCATION)
            .is_some_and(|to| LEADS_OUT.iter().any(|out| to.as_bytes().starts_with(out)));
    if leads_out && let Ok(typed) = serde_html_form::from_bytes::<Typed>(&bytes) {
        let text = match field {
            "address" => typed.address,
            "payment" => typed.payment,
            _ => typed.kind,
        };
        portal.kept.keep(visit.session().hash(), page, field, text);
    }
    response
}
