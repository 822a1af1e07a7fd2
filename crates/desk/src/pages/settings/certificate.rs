//! The certificate of this terminal, and renewing it before it ends.

use super::super::scene::{Scene, show as rendered};
use super::super::sent_item::Nothing;
use super::super::stop::{Answered, Stop, back_to};
use crate::mailbox::CertificateFacts;
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
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let certificate = scene.mailbox.certificate().await?;
    let page = scene.page(&visit, "settings").await?;
    rendered(&CertificatePage { page, at: scene.at, certificate })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Nothing>) -> Answered {
    let here = scene.path("/settings/certificate");
    if form.press.verb() != "renew" {
        return Ok(back_to(here));
    }
    let inner = scene.clone();
    let renewed = form.once(async move {
        Ok(match inner.mailbox.renew_certificate().await {
            Ok(new) => {
                let text = format!("電子証明書を更新しました。{}まで使えます。", day_in_sentence(new.end));
                Outcome::Done(Done::to(here).say(Flash::done(text)))
            }
            Err(trouble) => Outcome::Again(Stop::from(trouble).into_response()),
        })
    });
    Ok(renewed.await?)
}
