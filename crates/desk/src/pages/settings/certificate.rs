//! The certificate of this terminal, and renewing it before it ends.

use super::super::errors::Errors;
use super::super::scene::{Scene, show as rendered};
use super::super::sign_in::Typed;
use super::super::stop::{Answered, Stop, back_to};
use crate::mailbox::{CertificateFacts, Known};
use crate::moment::day_in_sentence;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use web::{Done, Flash, Form, Outcome, Page, Visit};

#[derive(Template)]
#[template(path = "settings/certificate.html")]
struct CertificatePage {
    page: Page,
    at: &'static str,
    certificate: Option<CertificateFacts>,
    /// What is wrong with it, as far as the hub has told.
    barred: Option<&'static str>,
    known: Known,
    errors: Errors,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let known = scene.mailbox.known().await?;
    answer(&scene, &visit, known, Errors::default()).await
}

async fn answer(scene: &Scene, visit: &Visit, known: Known, errors: Errors) -> Answered {
    let certificate = scene.mailbox.certificate().await?;
    let barred = scene.mailbox.standing().await?.barred();
    let page = scene.page(visit, "settings").await?;
    rendered(&CertificatePage { page, at: scene.at, certificate, barred, known, errors })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    let here = scene.path("/settings/certificate");
    if form.press.verb() != "renew" {
        return Ok(back_to(here));
    }
    let (inner, typed, visit) = (scene.clone(), form.input.clone(), form.visit().clone());
    let renewed = form.once(async move {
        let (system_id, account) = (typed.ids().0.to_owned(), typed.ids().1.to_owned());
        let trouble = match inner.mailbox.renew_certificate(typed.into()).await {
            Ok(new) => {
                let text = format!("電子証明書を更新しました。{}まで使えます。", day_in_sentence(new.end));
                return Ok(Outcome::Done(Done::to(here).say(Flash::done(text))));
            }
            Err(trouble) => trouble,
        };
        let again = match Errors::of_trouble(&trouble) {
            Some(errors) => {
                let known = Known { system_id, account, asks_person: false, ..Known::default() };
                answer(&inner, &visit, known, errors).await.unwrap_or_else(Stop::into_response)
            }
            None => Stop::from(trouble).into_response(),
        };
        Ok(Outcome::Again(again))
    });
    Ok(renewed.await?)
}
