//! Answers: JSON, bytes, nothing.

use super::refusal::Refusal;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

pub(crate) type Answer = Result<Response, Refusal>;

/// JSON with the status of the route.
pub(crate) fn json(status: u16, body: &impl Serialize) -> Answer {
    let bytes = serde_json::to_vec(body).map_err(|error| Refusal::internal(&error))?;
    Ok(with_type(status, "application/json", bytes))
}

/// Bytes of a media type.
pub(crate) fn with_type(status: u16, media_type: &'static str, bytes: impl Into<Body>) -> Response {
    let mut response = Response::new(bytes.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// Bytes to be saved under a name: never shown by a browser (S57).
pub(crate) fn download(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let mut response = with_type(200, media_type, bytes);
    let value = format!("attachment; filename*=UTF-8''{}", percent(name));
    if let Ok(value) = HeaderValue::from_str(&value) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// Nothing.
pub(crate) fn empty(status: u16) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT);
    response
}

fn percent(name: &str) -> String {
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
        text
    })
}
