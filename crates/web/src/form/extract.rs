//! `Form<T>`: the only way in which a page reads a form (S27, S73).

use super::proof::{self, FormId};
use super::{Done, Outcome, Press};
use crate::Shown;
use crate::guard::fetch;
use crate::page::Visit;
use crate::trouble::Trouble;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::IntoResponse;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::future::Future;

/// A form of ours that a person sent from one of our pages in this session.
///
/// `T` has a field for each input, mostly `String` and `Vec<String>`, with `#[serde(default)]` on the whole: what is wrong is
/// said beside the field, never by refusing the form.
#[derive(Debug)]
pub struct Form<T> {
    /// What was typed.
    pub input: T,
    /// Which button was pressed.
    pub press: Press,
    /// True when the person was asked and said yes: without it, what cannot be taken back is not done.
    pub confirmed: bool,
    id: FormId,
    visit: Visit,
}

/// The fields that every form has.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Ours {
    proof: String,
    r#do: String,
    confirmed: String,
}

impl<S, T> FromRequest<S> for Form<T>
where
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, state).await?;
        fetch::is_our_form(visit.site(), &parts.headers).then_some(()).ok_or_else(Trouble::forbidden)?;
        let bytes = Bytes::from_request(Request::from_parts(parts, body), state)
            .await
            .map_err(|rejection| Trouble::from_status(rejection.status()))?;
        let ours: Ours = serde_html_form::from_bytes(&bytes).map_err(|_| Trouble::unreadable())?;
        let id = proof::check(visit.site(), visit.session(), &ours.proof).ok_or_else(Trouble::forbidden)?;
        let input = serde_html_form::from_bytes(&bytes).map_err(|_| Trouble::unreadable())?;
        Ok(Self { input, press: Press::new(ours.r#do), confirmed: ours.confirmed == "1", id, visit })
    }
}

impl<T> Form<T> {
    /// The visit that the form belongs to.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// Does `work` once for this form. A second press, also one that cut off the first, waits and leads to the result of the
    /// first. After [`Outcome::Again`] or trouble the form can be pressed again.
    ///
    /// The work goes on when the browser goes away. It is remembered in this process only; what must never be doubled is
    /// also told apart by the use case itself.
    pub async fn once<W>(&self, work: W) -> Shown
    where
        W: Future<Output = Result<Outcome, Trouble>> + Send + 'static,
    {
        let place = self.visit.site().once.of(self.id);
        let doing = tokio::spawn(async move {
            let mut first = place.lock().await;
            if let Some(location) = first.as_ref() {
                return Ok(Outcome::Done(Done::to(location.clone())));
            }
            let outcome = work.await;
            if let Ok(Outcome::Done(done)) = &outcome {
                *first = Some(done.to.clone());
            }
            outcome
        });
        match doing.await.map_err(|failure| Trouble::internal(&failure))?? {
            Outcome::Done(done) => Ok(done.into_response()),
            Outcome::Again(response) => Ok(response),
        }
    }
}
