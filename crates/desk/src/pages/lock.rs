//! The lock: everything is hidden until the password is given.

use super::errors::Errors;
use super::scene::{Scene, show as rendered};
use super::sent_item::Nothing;
use super::stop::{Answered, back_to};
use crate::mailbox::{Secret, Unlock};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use std::fmt;
use web::{Form, Page, Visit};

#[derive(Template)]
#[template(path = "doors/lock.html")]
struct LockPage {
    page: Page,
    at: &'static str,
    asks_person: bool,
    login: String,
    errors: Errors,
}

/// Who, and the password.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    login: String,
    password: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed")
    }
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    answer(&scene, &visit, String::new(), Errors::default()).await
}

async fn answer(scene: &Scene, visit: &Visit, login: String, errors: Errors) -> Answered {
    let asks_person = scene.mailbox.known().await?.asks_person;
    let page = scene.page(visit, "lock").await?;
    rendered(&LockPage { page, at: scene.at, asks_person, login, errors })
}

pub(crate) async fn unlock(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    let Typed { login, password } = form.input.clone();
    let input = Unlock { login: login.trim().to_owned(), password: Secret::new(password) };
    match scene.mailbox.unlock(input).await {
        Ok(()) if !scene.mailbox.must_change().await?.is_empty() => Ok(back_to(scene.path("/password"))),
        Ok(()) => Ok(back_to(scene.path("/"))),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => answer(&scene, form.visit(), login, errors).await,
            None => Err(trouble.into()),
        },
    }
}

pub(crate) async fn lock(State(scene): State<Scene>, form: Form<Nothing>) -> Answered {
    if form.press.verb() == "lock" {
        scene.mailbox.lock().await?;
    }
    Ok(back_to(scene.path("/lock")))
}
