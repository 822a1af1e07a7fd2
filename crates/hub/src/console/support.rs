//! サポート: what offices are told of the site, the contact and the app, so that whoever is on the telephone says the same.

use super::Console;
use super::gate::Caller;
use askama::Template;
use axum::extract::State;
use web::{Page, Shown, Visit, show};

#[derive(Template)]
#[template(path = "console/support.html")]
struct SupportPage {
    page: Page,
    site: String,
    contact: Option<String>,
    app_from: Option<String>,
}

pub(super) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let page = visit.page(console.frame("support", &caller).await?);
    let config = &console.hub.config;
    show(&SupportPage {
        page,
        site: console.hub.site(),
        contact: config.contact.clone(),
        app_from: config.app_from.clone(),
    })
}
