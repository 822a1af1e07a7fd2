//! Key and certificate in one encrypted file, for care software that asks for it.

use super::super::errors::Errors;
use super::super::inbox_item::download;
use super::super::scene::{Scene, show as rendered};
use super::super::stop::{Answered, back_to};
use crate::mailbox::Secret;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use web::{Form, Page, Visit};

const READY: &str = "/settings/certificate/file/ready";

#[derive(Template)]
#[template(path = "settings/key_file.html")]
struct KeyFilePage {
    page: Page,
    at: &'static str,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "settings/key_file_ready.html")]
struct ReadyPage {
    page: Page,
    at: &'static str,
    /// The file that waits; `None` when it was taken, or has waited too long.
    name: Option<String>,
}

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    password: String,
    again: String,
}

/// The button alone.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Taking {}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    answer(&scene, &visit, Errors::default()).await
}

async fn answer(scene: &Scene, visit: &Visit, errors: Errors) -> Answered {
    let page = scene.page(visit, "settings").await?;
    rendered(&KeyFilePage { page, at: scene.at, errors })
}

/// The file is made and waits; its own page hands it out, so that nothing of this form stays beside it.
pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    if form.press.verb() != "export" {
        return Ok(back_to(scene.path("/settings/certificate/file")));
    }
    let visit = form.visit().clone();
    let (password, again) = (Secret::new(form.input.password), Secret::new(form.input.again));
    if password != again {
        let errors = Errors::one("again", "2つのパスワードが違います。同じパスワードを、もう一度入力してください。");
        return answer(&scene, &visit, errors).await;
    }
    match scene.mailbox.make_key_file(password).await {
        Ok(()) => Ok(back_to(scene.path(READY))),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => answer(&scene, &visit, errors).await,
            None => Err(trouble.into()),
        },
    }
}

/// The file waits, or not any more; and what is to be done with it.
pub(crate) async fn ready(State(scene): State<Scene>, visit: Visit) -> Answered {
    let name = scene.mailbox.key_file_name().await?;
    let page = scene.page(&visit, "settings").await?;
    rendered(&ReadyPage { page, at: scene.at, name })
}

/// Hands the file out once.
pub(crate) async fn take(State(scene): State<Scene>, form: Form<Taking>) -> Answered {
    let file = match form.press.verb() {
        "save" => scene.mailbox.take_key_file().await?,
        _ => None,
    };
    Ok(file.map_or_else(|| back_to(scene.path(READY)), download))
}
