//! 使用ライブラリ: what others made, with their licences.

use crate::assets::NOTICES;
use crate::page::{Page, Visit, show};
use crate::{Frame, Shown};
use askama::Template;
use axum::Router;
use axum::routing::get;

/// The route `/licences` in a frame of the application's choice.
pub fn router<S: Clone + Send + Sync + 'static>(frame: Frame) -> Router<S> {
    Router::new().route("/licences", get(move |visit: Visit| std::future::ready(answer(&visit, frame.clone()))))
}

struct Notice {
    name: &'static str,
    version: &'static str,
    text: &'static str,
}

#[derive(Template)]
#[template(path = "kit/licences.html")]
struct Licences {
    page: Page,
    notices: Vec<Notice>,
}

fn answer(visit: &Visit, frame: Frame) -> Shown {
    let notices = NOTICES.iter().map(|(name, version, text)| Notice { name, version, text }).collect();
    show(&Licences { page: visit.page(frame), notices })
}
