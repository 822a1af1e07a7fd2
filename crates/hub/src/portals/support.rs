//! サポート: whom to ask, where the app comes from, and what to do first, second, third. Needs no sign-in.

use super::{Portal, site};
use askama::Template;
use axum::extract::State;
use web::{Frame, Page, Shown, Visit, show};

#[derive(Template)]
#[template(path = "portals/support.html")]
struct SupportPage {
    page: Page,
    contact: Option<String>,
    app_from: Option<String>,
    address: String,
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit) -> Shown {
    let page = visit.page(Frame { narrow: true, ..site::frame() });
    let config = &portal.hub.config;
    let (contact, app_from) = (config.contact.clone(), config.app_from.clone());
    show(&SupportPage { page, contact, app_from, address: portal.address.to_string() })
}
