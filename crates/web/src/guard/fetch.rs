//! From where a request comes: `Sec-Fetch-Site` and `Origin` (S27, S73).

use crate::site::{FetchPolicy, Site};
use crate::trouble::Trouble;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};

/// Refuses (403) what another page makes the browser do.
pub(super) fn check(site: &Site, parts: &Parts) -> Result<(), Trouble> {
    let allowed = match parts.method {
        Method::GET | Method::HEAD => may_open(site, parts),
        _ => is_our_form(site, &parts.headers),
    };
    allowed.then_some(()).ok_or_else(Trouble::forbidden)
}

/// True for a request that one of our own pages sends with an exact origin.
pub(crate) fn is_our_form(site: &Site, headers: &HeaderMap) -> bool {
    let origin = single(headers, header::ORIGIN.as_str());
    let from_here = origin.is_some_and(|origin| site.origins.iter().any(|ours| ours == origin));
    from_here && single(headers, "sec-fetch-site") == Some("same-origin")
}

fn may_open(site: &Site, parts: &Parts) -> bool {
    let origin = single(&parts.headers, "sec-fetch-site");
    if origin == Some("same-origin") {
        return true;
    }
    let navigates = single(&parts.headers, "sec-fetch-mode").is_none_or(|mode| mode == "navigate");
    let on_top = single(&parts.headers, "sec-fetch-dest").is_none_or(|place| place == "document");
    match site.fetch {
        FetchPolicy::Public => navigates && on_top,
        FetchPolicy::Machine { start } => {
            let typed = origin == Some("none") && navigates && on_top;
            typed || (navigates && on_top && parts.uri.path().starts_with(start))
        }
    }
}

/// The value of a header that stands there once.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}
