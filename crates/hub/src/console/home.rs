//! トップ: where the exchange stands.

use super::Console;
use super::gate::Caller;
use askama::Template;
use axum::extract::State;
use web::{Page, Shown, Visit, show};

#[derive(Template)]
#[template(path = "console/home.html")]
struct Home {
    page: Page,
}

pub(super) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    show(&Home { page: visit.page(console.frame("home", &caller).await?) })
}
