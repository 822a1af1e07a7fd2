//! A form that was not done is shown again: the answer to a refused one by a page of its own address, which can be left, come
//! back to and loaded anew; and what was typed stays in its page until it is done, also over a sign-in or a proof.
//!
//! It is never done by itself afterwards: what came first proves who is there now, and what is to be done is looked at and
//! pressed by that person (S29).

use super::Done;
use super::kept::{Holder, Sent};
use super::proof;
use crate::page::{Flash, Visit};
use crate::trouble::Trouble;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// A form that is kept is not longer, in bytes; a router bounds its forms before.
const LONGEST: usize = 1 << 20;
/// Nor is an answer.
const LONGEST_ANSWER: usize = 4 << 20;
/// The button beside what was kept (`kit/page.html`).
const FORGET: &str = "forget-typed";
/// What is said to who pressed Enter in a field: that presses a button that does nothing (`kit/form.html`).
const NOTHING_PRESSED: &str = "Enterキーでは進みません。確かめて、画面のボタンを押してください。";
/// The same where nothing was kept that the page would say so of.
const NOTHING_DONE: &str = "まだ、何も行われていません。";
/// A password that was typed is not kept.
const PASSWORD_AGAIN: &str = "パスワードは、もう一度入力してください。";

/// Around pages without secrets: keeps what was typed in a form until it is done, and answers by a page of its own address.
///
/// It goes around whatever decides who may come in, and inside of whatever bounds a form's size and time.
pub async fn keep(visit: Visit, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return look(visit, request, next).await;
    }
    let to = address(&request);
    let (sent, request) = match read(request).await {
        Ok(read) => read,
        Err(trouble) => return trouble.into_response(),
    };
    let (site, session, path) = (visit.site(), visit.session(), visit.path.as_str());
    let (verb, is_ours) = (sent.verb(), || proof::check(site, session, sent.field("proof")).is_some());
    if verb == Some(FORGET) && is_ours() {
        site.kept.forget(session, path);
        return Done::to(to).into_response();
    }
    if verb == Some("") && !visit.fragment() && is_ours() {
        let is_said = site.kept.keep(session, path, &sent, None);
        return Done::to(to).say(nothing_pressed(&sent, is_said)).into_response();
    }
    let response = next.run(request).await;
    match end(&response) {
        End::Done => site.kept.forget(session, path),
        End::Again => {
            site.kept.keep(session, path, &sent, None);
        }
        End::First(holder) => {
            site.kept.keep(session, path, &sent, Some(holder));
        }
        End::Refused => {}
    }
    led_back(&visit, to, response).await
}

/// Around pages with passwords, codes and passkeys: nothing that was typed is kept, the answer is a page of its own address.
pub async fn look(visit: Visit, request: Request, next: Next) -> Response {
    if request.method() == Method::POST {
        let to = address(&request);
        let response = next.run(request).await;
        return led_back(&visit, to, response).await;
    }
    let is_opened = request.method() == Method::GET && !visit.fragment();
    let response = next.run(request).await;
    if is_opened { looked_at(&visit, response) } else { response }
}

/// The answer to a form: a page is kept for the look that follows at `to`, all else goes as it is.
pub async fn led_back(visit: &Visit, to: String, response: Response) -> Response {
    if !is_page(&response) || visit.fragment() {
        return response;
    }
    let (parts, body) = response.into_parts();
    match to_bytes(body, LONGEST_ANSWER).await {
        Ok(page) => {
            visit.site().kept.keep_look(visit.session(), &visit.path, page);
            Done::to(to).into_response()
        }
        Err(_) => Response::from_parts(parts, Body::empty()),
    }
}

/// A page that was opened: in its place what a form has left there for one look. Whether the person may be here was decided
/// by the page itself.
pub fn looked_at(visit: &Visit, response: Response) -> Response {
    let left = visit.site().kept.look(visit.session(), &visit.path);
    let Some(page) = left.filter(|_| is_page(&response)) else { return response };
    let mut response = Response::new(Body::from(page));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// What is said of Enter. Where `is_said`, the page itself says that nothing was done and what was kept.
fn nothing_pressed(sent: &Sent, is_said: bool) -> Flash {
    let done = if is_said { "" } else { NOTHING_DONE };
    let password = if !is_said && sent.has_password() { PASSWORD_AGAIN } else { "" };
    Flash::todo(format!("{done}{NOTHING_PRESSED}{password}"))
}

/// How a form ended.
enum End {
    Done,
    /// Shown again, or stopped by trouble that passes.
    Again,
    /// Something else comes first.
    First(Holder),
    /// What it was about is not there, or it was none of ours.
    Refused,
}

fn end(response: &Response) -> End {
    match response.status() {
        StatusCode::SEE_OTHER => match response.extensions().get::<Done>().and_then(|done| done.first) {
            Some(holder) => End::First(holder),
            None => End::Done,
        },
        StatusCode::OK if is_page(response) => End::Again,
        status if status.is_success() || status.is_redirection() => End::Done,
        // An old page, a form that another window has outlived, too much to do: the person opens the page again.
        status if status.is_server_error() || status == StatusCode::FORBIDDEN => End::Again,
        _ => End::Refused,
    }
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    response.status() == StatusCode::OK && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn address(request: &Request) -> String {
    request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned()
}

/// A form's fields, beside the same request. Files are not read here.
async fn read(request: Request) -> Result<(Sent, Request), Trouble> {
    let kind = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    if !kind.starts_with(b"application/x-www-form-urlencoded") {
        let had_file = kind.starts_with(b"multipart/form-data");
        return Ok((Sent { had_file, ..Sent::default() }, request));
    }
    let (parts, body) = request.into_parts();
    let bytes: Bytes = to_bytes(body, LONGEST).await.map_err(|_| Trouble::unreadable())?;
    // What cannot be read is refused by the form itself.
    let fields = serde_html_form::from_bytes(&bytes).unwrap_or_default();
    Ok((Sent { fields, had_file: false }, Request::from_parts(parts, Body::from(bytes))))
}
