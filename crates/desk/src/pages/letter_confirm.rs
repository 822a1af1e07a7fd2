//! The page that names office and users before a letter is sent, and the page after.

use super::scene::{Scene, show as rendered};
use super::stop::{Answered, Stop, back_to, done as redirect};
use crate::letter::{Letter, LetterAction, LetterChange};
use crate::mailbox::{DispatchDetail, DispatchState};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use serde::Deserialize;
use web::{Done, Form, Page, Visit};

#[derive(Template)]
#[template(path = "letters/confirm.html")]
struct ConfirmPage {
    page: Page,
    at: &'static str,
    letter: Letter,
    trouble: Option<Trouble>,
    number_error: Option<String>,
    typed: String,
}

#[derive(Template)]
#[template(path = "letters/done.html")]
struct DonePage {
    page: Page,
    at: &'static str,
    item: DispatchDetail,
    waits: bool,
    heading: &'static str,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let letter = scene.mailbox.letter(id).await?;
    if letter.hindrance().is_some() {
        return Ok(back_to(scene.path(&format!("/letters/{}", letter.id))));
    }
    answer(&scene, &visit, letter, None, String::new()).await
}

async fn answer(scene: &Scene, visit: &Visit, letter: Letter, trouble: Option<Trouble>, typed: String) -> Answered {
    let page = scene.page(visit, "new").await?;
    let is_number = trouble.as_ref().is_some_and(|trouble| trouble.field.as_deref() == Some("number"));
    let number_error =
        trouble.as_ref().filter(|_| is_number).map(|trouble| format!("{}{}", trouble.title, trouble.cure));
    let trouble = trouble.filter(|_| !is_number);
    rendered(&ConfirmPage { page, at: scene.at, letter, trouble, number_error, typed })
}

/// What was confirmed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Confirmed {
    revision: String,
    number: String,
}

pub(crate) async fn act(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Confirmed>) -> Answered {
    if form.press.verb() != "send" || !form.confirmed {
        return Ok(back_to(scene.path(&format!("/letters/{id}/confirm"))));
    }
    let (inner, visit) = (scene.clone(), form.visit().clone());
    let (number, revision) = (form.input.number.clone(), form.input.revision.parse().unwrap_or(0));
    // The second press of the button waits for the first and shows the same page.
    let sent = form.once(async move {
        match send(&inner, &visit, id, number, revision).await {
            Ok(Sent::Done(path)) => Ok(web::Outcome::Done(Done::to(path))),
            Ok(Sent::Again(response)) => Ok(web::Outcome::Again(response)),
            Err(stop) => Ok(web::Outcome::Again(axum::response::IntoResponse::into_response(stop))),
        }
    });
    Ok(sent.await?)
}

enum Sent {
    Done(String),
    Again(axum::response::Response),
}

async fn send(scene: &Scene, visit: &Visit, id: String, number: String, revision: u64) -> Result<Sent, Stop> {
    let mut letter = scene.mailbox.letter(id.clone()).await?;
    let mut revision = revision;
    if letter.needs_number() && letter.revision == revision {
        let change = LetterChange { message: None, action: LetterAction::ConfirmNumber(number.clone()) };
        match scene.mailbox.change_letter(id.clone(), change).await {
            Ok(changed) => {
                revision = changed.revision;
                letter = changed;
            }
            Err(trouble) => {
                let letter = scene.mailbox.letter(id).await?;
                return Ok(Sent::Again(answer(scene, visit, letter, Some(trouble), number).await?));
            }
        }
    }
    match scene.mailbox.send_letter(id, revision).await {
        Ok(sent) => Ok(Sent::Done(scene.path(&format!("/sent/{}/done", sent.id)))),
        Err(trouble) => Ok(Sent::Again(answer(scene, visit, letter, Some(trouble), number).await?)),
    }
}

/// The page after: what was sent, to whom, and that it arrived or waits.
pub(crate) async fn done(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let item = scene.mailbox.dispatch(id).await?;
    let waits = matches!(item.summary.state, DispatchState::Waiting | DispatchState::Sending);
    let heading = if waits { "送信待ちです" } else { "送信しました" };
    if matches!(item.summary.state, DispatchState::Failed(_)) {
        return Ok(redirect(Done::to(scene.path(&format!("/sent/{}", item.summary.id)))));
    }
    let page = scene.page(&visit, "new").await?;
    rendered(&DonePage { page, at: scene.at, item, waits, heading })
}
