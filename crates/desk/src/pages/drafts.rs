//! 下書き一覧.

use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to, done};
use crate::mailbox::Draft;
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use web::{Done, Flash, Form, Page, Paging, Visit};

#[derive(Template)]
#[template(path = "letters/drafts.html")]
struct DraftsPage {
    page: Page,
    at: &'static str,
    drafts: Vec<Draft>,
    paging: Paging,
}

#[derive(Template)]
#[template(path = "letters/drafts_remove.html")]
struct RemovePage {
    page: Page,
    at: &'static str,
    ids: Vec<String>,
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) page: String,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Query(asked): Query<Asked>) -> Answered {
    let all = scene.mailbox.drafts().await?;
    let paging = Paging::new(all.len(), asked.page.parse().unwrap_or(1), scene.path("/drafts"));
    let drafts = all.into_iter().skip(paging.skip()).take(paging.size()).collect();
    let page = scene.page(&visit, "drafts").await?;
    rendered(&DraftsPage { page, at: scene.at, drafts, paging })
}

/// The drafts that are ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    sel: Vec<String>,
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Chosen>) -> Answered {
    let here = scene.path("/drafts");
    if form.press.verb() != "remove" {
        return Ok(back_to(here));
    }
    let ids = form.input.sel.clone();
    if ids.is_empty() {
        return Ok(done(Done::to(here).say(Flash::todo("消す下書きを選んでください。左はしの□を押すと選べます。"))));
    }
    if !form.confirmed {
        let page = scene.page(form.visit(), "drafts").await?;
        return rendered(&RemovePage { page, at: scene.at, ids });
    }
    let count = ids.len();
    scene.mailbox.remove_letters(ids).await?;
    let text = format!("{count}件の下書きを消しました。パソコンの中のファイルは消えていません。");
    Ok(done(Done::to(here).say(Flash::done(text))))
}

impl Draft {
    /// How a screen reader names the row.
    pub(crate) fn label(&self) -> String {
        let to = self.letter.to.as_ref().map_or("宛先のない", |to| to.name.as_str());
        format!("{to} の下書き {}", self.changed.list())
    }
}
