//! A maintenance that does not take place, or is over earlier than planned: asked once, and offices are told.

use super::super::Console;
use super::super::gate::Caller;
use super::super::words;
use super::{found, told, trouble};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::notice::{Maintenance, Stage};
use exchange::usecases::operator::maintain::{MaintainError, cancel, end};
use web::{Done, Flash, Form, Page, Shown, Visit, show};

#[derive(Template)]
#[template(path = "console/maintenance_stop.html")]
struct StopPage {
    page: Page,
    action: String,
    /// It lasts: it is ended; otherwise it is taken back.
    lasts: bool,
    period: String,
    /// What offices will be told.
    title: String,
    lines: Vec<String>,
}

pub(in super::super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let (window, at) = (found(&console, &id).await?, console.hub.now());
    let stage = window.stage(at);
    if matches!(stage, Stage::Over | Stage::Dropped) {
        return gone();
    }
    let lasts = stage == Stage::Lasts;
    let told = if lasts { told::ended(&window, at) } else { told::cancelled(&window) };
    show(&StopPage {
        page: visit.page(console.frame("maintenance", &caller).await?),
        action: format!("/maintenance/{}/stop", window.id),
        lasts,
        period: period(&window),
        title: told.title,
        lines: told.body.lines().map(str::to_owned).collect(),
    })
}

pub(in super::super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let (window, at) = (found(&console, &id).await?, console.hub.now());
    let context = console.hub.context(at);
    // What was asked is done and nothing else: what has begun meanwhile is not taken back.
    let (done, say) = match form.press.verb() {
        "cancel" => {
            let done = cancel(context, &caller, window.id, told::cancelled(&window)).await;
            (done, "メンテナンスを取りやめました。事業所には、取りやめたことのお知らせが出ます。")
        }
        "end" => {
            let done = end(context, &caller, window.id, told::ended(&window, at)).await;
            (done, "メンテナンスを終えました。事業所には、終わったことのお知らせが出ます。")
        }
        _ => return Ok(Done::to(format!("/maintenance/{}/stop", window.id)).into_response()),
    };
    match done {
        Ok(()) => Ok(Done::to("/maintenance").say(Flash::done(say)).into_response()),
        Err(MaintainError::NotFound) => gone(),
        Err(other) => Err(trouble(other)),
    }
}

/// It began, was over or was taken back meanwhile.
fn gone() -> Shown {
    let say = Flash::info("このメンテナンスは、はじまったか、終わったか、変わっています。下の一覧を確かめてください。");
    Ok(Done::to("/maintenance").say(say).into_response())
}

fn period(window: &Maintenance) -> String {
    format!("{} ～ {}", words::at(window.begins), words::at(window.ends))
}
