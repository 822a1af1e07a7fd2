//! 状態の診断: what works on this PC and what does not.

use super::super::scene::{Scene, show as rendered};
use super::super::stop::Answered;
use crate::mailbox::{Check, CheckState};
use askama::Template;
use axum::extract::State;
use web::{Page, Visit};

#[derive(Template)]
#[template(path = "settings/doctor.html")]
struct DoctorPage {
    page: Page,
    at: &'static str,
    checks: Vec<Check>,
    bad: usize,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let checks = scene.mailbox.doctor().await?;
    let bad = checks.iter().filter(|check| check.state == CheckState::Bad).count();
    let page = scene.page(&visit, "settings").await?;
    rendered(&DoctorPage { page, at: scene.at, checks, bad })
}
