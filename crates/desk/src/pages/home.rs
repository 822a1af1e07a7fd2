//! トップ.

use super::scene::{Scene, show as rendered};
use super::stop::Answered;
use crate::mailbox::{HomeFacts, SystemState};
use askama::Template;
use axum::extract::State;
use web::{Page, Visit};

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    page: Page,
    at: &'static str,
    home: HomeFacts,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let home = scene.mailbox.home().await?;
    let page = scene.page(&visit, "home").await?;
    rendered(&HomePage { page, at: scene.at, home })
}
