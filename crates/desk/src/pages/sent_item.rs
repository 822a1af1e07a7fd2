//! One sent transmission: how far it came, evidence, withdraw, send again.

use super::inbox_item::download;
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to, done};
use crate::mailbox::{DispatchDetail, DispatchState, Passed};
use askama::Template;
use axum::extract::{Path, State};
use serde::Deserialize;
use web::{Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "sent/item.html")]
struct ItemPage {
    page: Page,
    at: &'static str,
    item: DispatchDetail,
}

#[derive(Template)]
#[template(path = "sent/withdraw.html")]
struct WithdrawPage {
    page: Page,
    at: &'static str,
    item: DispatchDetail,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let item = scene.mailbox.dispatch(id).await?;
    let page = scene.page(&visit, "sent").await?;
    rendered(&ItemPage { page, at: scene.at, item })
}

/// Asks before it is withdrawn.
pub(crate) async fn ask(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let item = scene.mailbox.dispatch(id).await?;
    let page = scene.page(&visit, "sent").await?;
    rendered(&WithdrawPage { page, at: scene.at, item })
}

/// Buttons only.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Nothing {}

pub(crate) async fn act(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Nothing>) -> Answered {
    let here = scene.path(&format!("/sent/{id}"));
    match form.press.verb() {
        "withdraw" if form.confirmed => {
            scene.mailbox.withdraw(id).await?;
            Ok(done(Done::to(here).say(Flash::done("送信を取り消しました。相手の事業所には届きません。"))))
        }
        "withdraw" => Ok(back_to(format!("{here}/withdraw"))),
        "again" => {
            let draft = scene.mailbox.send_again(id).await?;
            let flash = Flash::done("同じ内容の下書きを作りました。直してから送ってください。");
            Ok(done(Done::to(scene.path(&format!("/letters/{draft}"))).say(flash)))
        }
        _ => Ok(back_to(here)),
    }
}

pub(crate) async fn proof(State(scene): State<Scene>, Path(id): Path<String>) -> Answered {
    Ok(download(scene.mailbox.proof(id).await?))
}
