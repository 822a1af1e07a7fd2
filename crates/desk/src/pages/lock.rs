//! The lock: everything is hidden until the password is given.

use super::errors::Errors;
use super::scene::{Scene, show as rendered};
use super::sent_item::Nothing;
use super::stop::{Answered, back_to};
use crate::mailbox::Secret;
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
    errors: Errors,
}

/// The password.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    password: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed")
    }
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let page = scene.page(&visit, "lock").await?;
    rendered(&LockPage { page, at: scene.at, errors: Errors::default() })
}

pub(crate) async fn unlock(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    match scene.mailbox.unlock(Secret::new(form.input.password.clone())).await {
        Ok(()) => Ok(back_to(scene.path("/"))),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => {
                let page = scene.page(form.visit(), "lock").await?;
                rendered(&LockPage { page, at: scene.at, errors })
            }
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
