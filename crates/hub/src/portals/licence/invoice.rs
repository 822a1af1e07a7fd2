//! 請求書: an invoice of the ledger as a page to print.

use super::super::session::Settled;
use super::super::{Portal, home, unanswered};
use askama::Template;
use axum::extract::{Path, State};
use exchange::licence::LicenceDeed;
use web::{JapanTime, Page, Shown, Trouble, Visit, show, yen};

#[derive(Template)]
#[template(path = "portals/invoice.html")]
struct Invoice {
    page: Page,
    number: String,
    at: String,
    due: String,
    office: String,
    from: String,
    period: String,
    fee: String,
    tax: String,
    /// Nothing is to be paid any more: paid, cancelled, or free.
    is_over: bool,
}

/// An invoice of the caller's own office; another's is not found (S30).
pub(in crate::portals) async fn page(
    State(portal): State<Portal>,
    visit: Visit,
    Settled(caller): Settled,
    Path(id): Path<String>,
) -> Shown {
    let ledger = portal.hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let entry = ledger.0.iter().find(|entry| entry.id.to_string() == id).ok_or_else(Trouble::not_found)?;
    let LicenceDeed::Invoice { grant, amount, due } = entry.deed else { return Err(Trouble::not_found()) };
    let charge = ledger.charge(grant).ok_or_else(Trouble::not_found)?;
    let settled = ledger.request(entry.id).is_some_and(|request| request.result.is_some());
    let office = portal.hub.store.office(caller.office).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)?;
    let page = visit.page(portal.frame("licence", &caller).await?);
    show(&Invoice {
        page,
        number: id.rsplit('-').next().unwrap_or_default().to_uppercase(),
        at: JapanTime::from_unix_ms(entry.at.millis()).sentence_day(),
        due: home::in_words(due),
        office: office.office.name,
        from: format!("連携基盤 {} 運営者", portal.hub.config.network),
        period: format!("{}から{}まで", home::in_words(charge.first), home::in_words(charge.last)),
        fee: yen(amount.into()),
        // Ten parts of a hundred and ten, rounded down.
        tax: yen(u64::from(amount) * 10 / 110),
        is_over: settled || charge.open <= 0,
    })
}
