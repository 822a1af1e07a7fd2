//! What changed since a page was opened: the badge of the menu, a word above a list, and the first page anew.

use super::home::HomePart;
use super::scene::{Scene, show as rendered};
use super::stop::Answered;
use crate::mailbox::Sight;
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;

const RETARGET: HeaderName = HeaderName::from_static("hx-retarget");

/// What the page that asks shows and knows.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Known {
    /// Which page it is.
    of: String,
    /// What it shows.
    shown: String,
    /// What it was told last.
    seen: String,
}

/// The line of a page that asks for news.
pub(crate) struct NewsLine {
    /// Which page it is: `home`, `inbox` or `sent`.
    pub(crate) of: &'static str,
    pub(crate) shown: Sight,
    pub(crate) now: Sight,
    /// How long after its answer it asks again.
    pub(crate) pause: &'static str,
}

#[derive(Template)]
#[template(path = "news.html")]
struct NewsPart {
    at: &'static str,
    line: NewsLine,
}

impl NewsLine {
    /// The line of a page that has just been made.
    pub(crate) fn fresh(of: &'static str, now: Sight) -> Self {
        Self { of, shown: now, now, pause: "2s" }
    }

    pub(crate) fn has_arrivals(&self) -> bool {
        self.of == "inbox" && self.now.unsaved > self.shown.unsaved
    }

    pub(crate) fn has_moved(&self) -> bool {
        self.of == "sent" && self.now.moved != self.shown.moved
    }
}

pub(crate) async fn show(State(scene): State<Scene>, Query(known): Query<Known>) -> Answered {
    let (shown, seen) = (Sight::parse(&known.shown), Sight::parse(&known.seen));
    let shown = shown.unwrap_or_default();
    let now = scene.mailbox.news(seen.unwrap_or(shown)).await?;
    if known.of == "home" && now != shown {
        let mut part = rendered(&HomePart::of(&scene).await?)?;
        part.headers_mut().insert(RETARGET, HeaderValue::from_static("#home"));
        return Ok(part);
    }
    let of = ["home", "inbox", "sent"].into_iter().find(|of| *of == known.of).unwrap_or("inbox");
    // Practice answers at once; the real mailbox when something came.
    let pause = if scene.mailbox.standing().await?.practice { "20s" } else { "1s" };
    rendered(&NewsPart { at: scene.at, line: NewsLine { of, shown, now, pause } })
}
