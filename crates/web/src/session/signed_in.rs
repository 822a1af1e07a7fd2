//! Who stands behind a session.

use super::SessionToken;
use crate::form::Done;
use crate::page::Visit;
use crate::trouble::Trouble;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use std::future::Future;

/// What the state of a router knows about sessions.
pub trait Sessions: Send + Sync {
    /// Somebody who is signed in.
    type Person: Send;

    /// Who stands behind a token; `None` when nobody does, or no longer.
    fn person(&self, token: &SessionToken) -> impl Future<Output = Result<Option<Self::Person>, Trouble>> + Send;

    /// To where somebody is led behind whose token nobody stands: the page where people sign in, what is said there, and for
    /// whom a form is kept ([`Done::comes_first`]).
    fn sign_in(&self, token: &SessionToken) -> impl Future<Output = Result<Done, Trouble>> + Send;
}

/// The person who is signed in; anybody else is sent to the sign-in page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedIn<P>(pub P);

impl<S, P> FromRequestParts<S> for SignedIn<P>
where
    S: Sessions<Person = P>,
    P: Send,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        match state.person(visit.session()).await.map_err(IntoResponse::into_response)? {
            Some(person) => Ok(Self(person)),
            None => Err(state.sign_in(visit.session()).await.into_response()),
        }
    }
}
