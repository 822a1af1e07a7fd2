//! Reads the body of a bulk submission: parts of `multipart/form-data` (RFC 7578), one container each.

use axum::body::Bytes;
use futures_util::stream;
use multer::{Multipart, parse_boundary};
use protocol::Limits;
use std::convert::Infallible;

/// One part of the body.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The part's name; where it has none, its number from 0.
    pub name: String,
    /// Its content.
    pub container: Vec<u8>,
}

/// Why a body is refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// Not `multipart/form-data` with a boundary, or broken off.
    #[error("the body is not readable as multipart/form-data")]
    Unreadable(#[source] multer::Error),
    /// A part without a single header: what reads bodies takes it and the next one for one part, so it is none.
    #[error("a part has no header")]
    Headless,
    /// More parts than [`Limits::bulk_containers`].
    #[error("the body has more than {} parts", Limits::V1.bulk_containers)]
    TooMany,
}

/// Reads all parts of a body under its `Content-Type`.
///
/// # Errors
/// [`BulkError`].
pub async fn read(content_type: &str, body: Vec<u8>) -> Result<Vec<Part>, BulkError> {
    let boundary = parse_boundary(content_type).map_err(BulkError::Unreadable)?;
    let whole = stream::once(async move { Ok::<_, Infallible>(Bytes::from(body)) });
    let mut multipart = Multipart::new(whole, boundary);
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(BulkError::Unreadable)? {
        if field.headers().is_empty() {
            return Err(BulkError::Headless);
        }
        if parts.len() >= Limits::V1.bulk_containers {
            return Err(BulkError::TooMany);
        }
        let name = field.name().map_or_else(|| parts.len().to_string(), str::to_owned);
        parts.push(Part { name, container: field.bytes().await.map_err(BulkError::Unreadable)?.to_vec() });
    }
    Ok(parts)
}
