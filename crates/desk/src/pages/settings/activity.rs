//! 操作の記録: who did what.

use super::super::drafts::Asked;
use super::super::scene::{Scene, show as rendered};
use super::super::stop::Answered;
use crate::mailbox::Activity;
use askama::Template;
use axum::extract::{Query, State};
use web::{Page, Paging, Visit};

#[derive(Template)]
#[template(path = "settings/activity.html")]
struct ActivityPage {
    page: Page,
    at: &'static str,
    rows: Vec<Activity>,
    paging: Paging,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Query(asked): Query<Asked>) -> Answered {
    let number = asked.page.parse().unwrap_or(1);
    let (rows, total) = scene.mailbox.activity(number).await?;
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    let paging = Paging::new(total, number, scene.path("/settings/activity"));
    let page = scene.page(&visit, "settings").await?;
    rendered(&ActivityPage { page, at: scene.at, rows, paging })
}
