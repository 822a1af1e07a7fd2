//! Answers on their way out: trouble becomes a page, the end of a form a redirect with its message and its cookie.

use crate::form::{Done, SessionChange};
use crate::page::Visit;
use crate::session::SessionToken;
use crate::trouble::Trouble;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use std::sync::Arc;

/// Names where htmx goes next with a whole page.
const HX_REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");

/// An error without a text becomes the page that explains it.
pub(super) fn told(visit: &Visit, mut response: Response) -> Response {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let trouble = response.extensions_mut().remove::<Arc<Trouble>>();
    let has_text =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    match trouble {
        None if has_text => response,
        Some(trouble) => trouble.page(visit.page(visit.site.frame.clone())),
        None => Trouble::from_status(status).page(visit.page(visit.site.frame.clone())),
    }
}

/// Leaves the message, sets the cookie, and tells htmx to load the whole page.
pub(super) fn redirected(visit: &Visit, is_new: bool, mut response: Response) -> Response {
    let done = response.extensions_mut().remove::<Done>();
    let session = match done.as_ref().map(|done| &done.session) {
        Some(SessionChange::Begins(token)) => Some(token.clone()),
        Some(SessionChange::Ends) => Some(SessionToken::new(&visit.site.random)),
        Some(SessionChange::Same) | None => is_new.then(|| visit.session.clone()),
    };
    if let Some(cookie) = session.as_ref().and_then(|token| visit.site.cookie.set(token)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    let Some(done) = done else { return response };
    if let Some(flash) = done.flash {
        visit.site.flashes.leave(session.as_ref().unwrap_or(&visit.session), &done.to, flash);
    }
    if visit.fragment {
        let to = response.headers_mut().remove(header::LOCATION).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(HX_REDIRECT, to);
        *response.status_mut() = StatusCode::NO_CONTENT;
    }
    response
}
