//! The terminals of this office, and taking one out of use.

use super::super::scene::{Scene, show as rendered};
use super::super::sent_item::Nothing;
use super::super::stop::{Answered, Stop, back_to, done};
use crate::mailbox::Terminal;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use web::{Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "settings/terminals.html")]
struct TerminalsPage {
    page: Page,
    at: &'static str,
    terminals: Vec<Terminal>,
}

#[derive(Template)]
#[template(path = "settings/retire.html")]
struct RetirePage {
    page: Page,
    at: &'static str,
    terminal: Terminal,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let terminals = scene.mailbox.terminals().await?;
    let page = scene.page(&visit, "settings").await?;
    rendered(&TerminalsPage { page, at: scene.at, terminals })
}

pub(crate) async fn ask(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let terminal = one(&scene, &id).await?;
    let page = scene.page(&visit, "settings").await?;
    rendered(&RetirePage { page, at: scene.at, terminal })
}

pub(crate) async fn act(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Nothing>) -> Answered {
    if form.press.verb() != "retire" || !form.confirmed {
        return Ok(back_to(scene.path(&format!("/settings/terminals/{id}"))));
    }
    let terminal = one(&scene, &id).await?;
    scene.mailbox.retire_terminal(id).await?;
    let text = format!("「{}」を使えなくしました。", terminal.name);
    Ok(done(Done::to(scene.path("/settings/terminals")).say(Flash::done(text))))
}

async fn one(scene: &Scene, id: &str) -> Result<Terminal, Stop> {
    let found = scene.mailbox.terminals().await?.into_iter().find(|terminal| terminal.id == id);
    Ok(found.filter(|terminal| !terminal.this && !terminal.retired).ok_or_else(|| Trouble::missing("端末"))?)
}
