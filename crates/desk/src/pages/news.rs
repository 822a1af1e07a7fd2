//! What changed since a list was opened: the badge of the menu, and a word when something arrived.

use super::scene::{Scene, show as rendered};
use super::stop::Answered;
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

/// What the page that asks knows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Known {
    unsaved: u64,
    /// What it was told last.
    seen: Option<u64>,
}

#[derive(Template)]
#[template(path = "news.html")]
struct NewsPart {
    at: &'static str,
    known: u64,
    unsaved: u64,
    pause: &'static str,
}

pub(crate) async fn show(State(scene): State<Scene>, Query(known): Query<Known>) -> Answered {
    // Practice answers at once; the real mailbox when something came.
    let pause = if scene.mailbox.standing().await?.practice { "20s" } else { "1s" };
    let unsaved = scene.mailbox.news(known.seen.unwrap_or(known.unsaved)).await?;
    rendered(&NewsPart { at: scene.at, known: known.unsaved, unsaved, pause })
}
