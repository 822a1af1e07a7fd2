//! 利用状況: how much the office has sent and been sent, month by month.

use super::session::Settled;
use super::{Portal, licence, unanswered};
use askama::Template;
use axum::extract::State;
use exchange::instant::Day;
use web::{Page, Shown, Visit, count, show};

/// How many months are shown.
const MONTHS: usize = 13;

struct Row {
    month: String,
    sent: String,
    received: String,
}

#[derive(Template)]
#[template(path = "portals/usage.html")]
struct UsagePage {
    page: Page,
    rows: Vec<Row>,
    sent: String,
    received: String,
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let mut month = portal.hub.now().day_in_japan().month_begins();
    let mut months = Vec::with_capacity(MONTHS);
    for _ in 0..MONTHS {
        months.push(month);
        month = month.previous().month_begins();
    }
    let first = months.last().copied().unwrap_or(month);
    let (known, _) = portal.hub.store.usage_of(caller.office, first).await.map_err(unanswered)?;
    let of = |month: Day| {
        known.iter().find(|usage| usage.month == month).map_or((0, 0), |usage| (usage.sent, usage.received))
    };
    let rows = months.iter().map(|month| {
        let (sent, received) = of(*month);
        Row { month: licence::in_month(*month), sent: count(sent), received: count(received) }
    });
    let page = visit.page(portal.frame("usage", &caller).await?);
    show(&UsagePage {
        page,
        rows: rows.collect(),
        sent: count(known.iter().map(|usage| usage.sent).sum()),
        received: count(known.iter().map(|usage| usage.received).sum()),
    })
}
