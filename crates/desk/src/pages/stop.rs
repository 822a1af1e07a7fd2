//! How a handler ends early: with trouble in the office's words, or with an answer of the kit.

use crate::trouble::{Trouble, TroubleKind};
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// What a handler gives.
pub(crate) type Answered = Result<Response, Stop>;

/// Why a handler stops.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The mailbox could not do it.
    Trouble(Trouble),
    /// The kit refuses, or rendering failed.
    Kit(Box<web::Trouble>),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<web::Trouble> for Stop {
    fn from(trouble: web::Trouble) -> Self {
        Self::Kit(Box::new(trouble))
    }
}

impl IntoResponse for Stop {
    /// Trouble travels beside an empty answer; the guard around the pages knows the frame and renders it.
    fn into_response(self) -> Response {
        match self {
            Self::Kit(trouble) => trouble.into_response(),
            Self::Trouble(trouble) => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = status(trouble.kind);
                response.extensions_mut().insert(Arc::new(trouble));
                response
            }
        }
    }
}

/// The status for a kind of trouble.
pub(crate) fn status(kind: TroubleKind) -> StatusCode {
    match kind {
        TroubleKind::Input => StatusCode::UNPROCESSABLE_ENTITY,
        TroubleKind::Missing => StatusCode::NOT_FOUND,
        TroubleKind::Changed => StatusCode::CONFLICT,
        TroubleKind::Forbidden => StatusCode::FORBIDDEN,
        TroubleKind::Away => StatusCode::SERVICE_UNAVAILABLE,
        TroubleKind::Failed => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A redirect as an answer.
pub(crate) fn done(done: web::Done) -> Response {
    done.into_response()
}

/// A redirect without a message: the form did nothing.
pub(crate) fn back_to(path: String) -> Response {
    done(web::Done::to(path))
}
