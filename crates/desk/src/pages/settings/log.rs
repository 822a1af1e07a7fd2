//! The log of this program.

use super::super::drafts::Asked;
use super::super::scene::{Scene, show as rendered};
use super::super::stop::Answered;
use crate::mailbox::LogLine;
use askama::Template;
use axum::extract::{Query, State};
use web::{Page, Paging, Visit};

#[derive(Template)]
#[template(path = "settings/log.html")]
struct LogPage {
    page: Page,
    at: &'static str,
    rows: Vec<LogLine>,
    paging: Paging,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Query(asked): Query<Asked>) -> Answered {
    let number = asked.page.parse().unwrap_or(1);
    let (rows, total) = scene.mailbox.log(number).await?;
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    let paging = Paging::new(total, number, scene.path("/settings/log"));
    let page = scene.page(&visit, "settings").await?;
    rendered(&LogPage { page, at: scene.at, rows, paging })
}
