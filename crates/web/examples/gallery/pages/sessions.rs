//! Signing in and out.

use super::{Gallery, frame};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use std::sync::PoisonError;
use web::{
    Done, FieldErrors, Flash, Form, Outcome, Page, SessionToken, Sessions, Shown, SignedIn, Trouble, Visit, show,
};

/// Somebody who knew the password.
#[derive(Clone, Copy)]
pub(crate) struct Person;

impl Sessions for Gallery {
    type Person = Person;

    async fn person(&self, token: &SessionToken) -> Result<Option<Person>, Trouble> {
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(sessions.contains(&token.hash()).then_some(Person))
    }

    async fn sign_in(&self, _: &SessionToken) -> Result<Done, Trouble> {
        Ok(Done::to("/sign-in"))
    }
}

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub(crate) struct Input {
    account: String,
    password: String,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    page: Page,
    input: Input,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "inside.html")]
struct Inside {
    page: Page,
}

pub(crate) async fn page(visit: Visit) -> Shown {
    show(&SignIn { page: visit.page(frame("")), input: Input::default(), errors: FieldErrors::none() })
}

pub(crate) async fn sign_in(State(gallery): State<Gallery>, form: Form<Input>) -> Shown {
    let (visit, input) = (form.visit().clone(), form.input.clone());
    form.once(async move {
        if input.password != "ひらけごま12345" {
            let mut errors = FieldErrors::none();
            errors.add("password", "事業所のユーザIDまたはパスワードが違います。");
            return show(&SignIn { page: visit.page(frame("")), input, errors }).map(Outcome::Again);
        }
        let token = visit.new_token();
        gallery.sessions.lock().unwrap_or_else(PoisonError::into_inner).insert(token.hash());
        Ok(Done::to("/inside").say(Flash::done("ログインしました。")).begin(token).into())
    })
    .await
}

pub(crate) async fn inside(visit: Visit, SignedIn(_): SignedIn<Person>) -> Shown {
    let mut frame = frame("");
    frame.sign_out = Some("/sign-out".into());
    show(&Inside { page: visit.page(frame) })
}

pub(crate) async fn sign_out(State(gallery): State<Gallery>, form: Form<serde::de::IgnoredAny>) -> Response {
    gallery.sessions.lock().unwrap_or_else(PoisonError::into_inner).remove(&form.visit().session().hash());
    Done::to("/sign-in").say(Flash::info("ログアウトしました。")).end().into_response()
}
