//! 新規作成: where a letter begins. Opening the page makes nothing; the button does.

use super::scene::{Scene, show as rendered};
use super::sent_item::Nothing;
use super::stop::{Answered, back_to};
use askama::Template;
use axum::extract::State;
use web::{Done, Form, Page, Visit};

#[derive(Template)]
#[template(path = "letters/new.html")]
struct NewPage {
    page: Page,
    at: &'static str,
    drafts: usize,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let drafts = scene.mailbox.drafts().await?.len();
    let page = scene.page(&visit, "new").await?;
    rendered(&NewPage { page, at: scene.at, drafts })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Nothing>) -> Answered {
    if form.press.verb() != "begin" {
        return Ok(back_to(scene.path("/new")));
    }
    // A double press makes one letter.
    let inner = scene.clone();
    let begun = form.once(async move {
        match inner.mailbox.begin().await {
            Ok(letter) => Ok(web::Outcome::Done(Done::to(inner.path(&format!("/letters/{}", letter.id))))),
            Err(trouble) => {
                Ok(web::Outcome::Again(axum::response::IntoResponse::into_response(super::stop::Stop::from(trouble))))
            }
        }
    });
    Ok(begun.await?)
}
