//! The end of a form that did something: where to go next, what to say there, and whether the session changes.

use super::kept::Holder;
use crate::page::Flash;
use crate::session::SessionToken;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What a form led to.
#[derive(Debug)]
pub enum Outcome {
    /// It did what the button says.
    Done(Done),
    /// The form again, with what was typed and what to mend. Pressing again works.
    Again(Response),
}

/// A redirect (303; with htmx a whole new page) with a message.
#[derive(Clone, Debug)]
pub struct Done {
    pub(crate) to: String,
    pub(crate) flash: Option<Flash>,
    pub(crate) session: SessionChange,
    pub(crate) first: Option<Holder>,
}

/// What becomes of the session.
#[derive(Clone, Debug)]
pub(crate) enum SessionChange {
    Same,
    Begins(SessionToken),
    Ends,
}

impl Done {
    /// To a path of this site.
    pub fn to(path: impl Into<String>) -> Self {
        Self { to: path.into(), flash: None, session: SessionChange::Same, first: None }
    }

    /// With a message on that page.
    pub fn say(self, flash: Flash) -> Self {
        Self { flash: Some(flash), ..self }
    }

    /// Something else comes first, such as signing in: the form was not done, and what was typed is kept for this person.
    pub fn comes_first(self, holder: Holder) -> Self {
        Self { first: Some(holder), ..self }
    }

    /// With a new session, whose token the application has stored: after signing in or choosing a password.
    pub fn begin(self, token: SessionToken) -> Self {
        Self { session: SessionChange::Begins(token), ..self }
    }

    /// Signed out: the browser gets a token that nobody stands behind.
    pub fn end(self) -> Self {
        Self { session: SessionChange::Ends, ..self }
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SEE_OTHER;
        // A path that cannot stand in a header is none of ours.
        let to = HeaderValue::from_str(&self.to).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, to);
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Done> for Outcome {
    fn from(done: Done) -> Self {
        Self::Done(done)
    }
}
