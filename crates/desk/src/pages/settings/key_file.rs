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

#[derive(Template)]
#[template(path = "settings/key_file.html")]
struct KeyFilePage {
    page: Page,
    at: &'static str,
    errors: Errors,
}

/// The form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    password: String,
    again: String,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    answer(&scene, &visit, Errors::default()).await
}

async fn answer(scene: &Scene, visit: &Visit, errors: Errors) -> Answered {
    let page = scene.page(visit, "settings").await?;
    rendered(&KeyFilePage { page, at: scene.at, errors })
}

/// The same file may be asked for as often as one likes: nothing is made but the file.
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
    match scene.mailbox.key_file(password).await {
        Ok(file) => Ok(download(file)),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => answer(&scene, &visit, errors).await,
            None => Err(trouble.into()),
        },
    }
}
