//! 請求書: an invoice of the ledger as a page to print.

use super::super::session::Settled;
use super::super::{Portal, unanswered};
use crate::invoice::{Sheet, sheet};
use askama::Template;
use axum::extract::{Path, State};
use exchange::id::LicenceEntryId;
use web::{Page, Shown, Trouble, Visit, show};

#[derive(Template)]
#[template(path = "portals/invoice.html")]
struct Invoice {
    page: Page,
    sheet: Sheet,
}

/// An invoice of the caller's own office; another's is not found (S30).
pub(in crate::portals) async fn page(
    State(portal): State<Portal>,
    visit: Visit,
    Settled(caller): Settled,
    Path(id): Path<String>,
) -> Shown {
    let id = LicenceEntryId::parse(&id).map_err(|_| Trouble::not_found())?;
    let ledger = portal.hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let office = portal.hub.store.office(caller.office).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)?;
    let config = &portal.hub.config;
    let from = (config.network.as_str(), config.invoice.as_ref());
    let sheet = sheet(&ledger, id, &office.office, from).ok_or_else(Trouble::not_found)?;
    let page = visit.page(portal.frame("licence", &caller).await?);
    show(&Invoice { page, sheet })
}
