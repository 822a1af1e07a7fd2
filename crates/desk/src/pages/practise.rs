//! 練習する: the way in.

use super::scene::{Scene, show as rendered};
use super::stop::Answered;
use askama::Template;
use axum::extract::State;
use web::{Page, Visit};

#[derive(Template)]
#[template(path = "practise.html")]
struct PractisePage {
    page: Page,
    at: &'static str,
    practice: &'static str,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let practice = scene.practice.unwrap_or(scene.at);
    let page = scene.page(&visit, "practise").await?;
    rendered(&PractisePage { page, at: scene.at, practice })
}
