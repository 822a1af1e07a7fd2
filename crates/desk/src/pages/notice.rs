//! One notice; opening it marks it as read.

use super::scene::{Scene, show as rendered};
use super::stop::Answered;
use crate::mailbox::Notice;
use askama::Template;
use axum::extract::{Path, State};
use web::{Page, Visit};

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage {
    page: Page,
    at: &'static str,
    notice: Notice,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let notice = scene.mailbox.read_notice(id).await?;
    let page = scene.page(&visit, "home").await?;
    rendered(&NoticePage { page, at: scene.at, notice })
}
