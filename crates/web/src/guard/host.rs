//! The host must be one of ours, exactly: against DNS rebinding (S71).

use crate::site::Site;
use crate::trouble::Trouble;
use axum::http::request::Parts;
use axum::http::{HeaderValue, header};

/// Refuses (421) a request whose host is missing, doubled or not one of the site's.
pub(super) fn check(site: &Site, parts: &Parts) -> Result<(), Trouble> {
    let mut lines = parts.headers.get_all(header::HOST).iter();
    let line = lines.next();
    let named = line.map(HeaderValue::as_bytes);
    let authority = parts.uri.authority().map(|authority| authority.as_str().as_bytes());
    let agree = match (named, authority) {
        (Some(named), Some(authority)) => named == authority,
        (None, None) => false,
        _ => true,
    };
    let host = named.or(authority).unwrap_or_default();
    let is_ours = site.hosts.iter().any(|ours| ours.as_bytes() == host);
    if lines.next().is_none() && agree && is_ours { Ok(()) } else { Err(Trouble::misdirected()) }
}
