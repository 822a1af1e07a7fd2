//! A version of the terms, to read and print.

use super::session::Settled;
use super::{Portal, unanswered};
use crate::terms::{self, Terms};
use askama::Template;
use axum::extract::{Path, State};
use web::{Page, Shown, Trouble, Visit, show};

#[derive(Template)]
#[template(path = "portals/terms.html")]
struct TermsPage {
    page: Page,
    text: Terms,
    is_current: bool,
}

/// The text of a version that holds or held.
pub(super) async fn page(
    State(portal): State<Portal>,
    visit: Visit,
    Settled(caller): Settled,
    Path(version): Path<String>,
) -> Shown {
    let today = portal.hub.now().day_in_japan();
    let mut held = terms::all(&portal.hub).await.map_err(unanswered)?;
    held.retain(|terms| terms.holds(today));
    let newest = held.first().map(|terms| terms.version);
    let text = held.into_iter().find(|terms| terms.version.to_string() == version).ok_or_else(Trouble::not_found)?;
    let is_current = Some(text.version) == newest;
    show(&TermsPage { page: visit.page(portal.frame("licence", &caller).await?), text, is_current })
}
