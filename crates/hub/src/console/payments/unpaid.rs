//! 未入金一覧: what was asked for and has not come, with the days since it is late; the latest first.

use super::super::gate::Caller;
use super::super::{Console, unanswered, words};
use super::ledger::{cursor, cursor_text};
use super::row::{Row, row};
use askama::Template;
use axum::extract::{Query, State};
use exchange::licence::Payment;
use exchange::office::Prefecture;
use exchange::operator::Duty;
use exchange::page::Limit;
use exchange::store::{ChargeList, ChargeSearch};
use serde::Deserialize;
use web::{FieldErrors, Page, Shown, Visit, show};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::console) struct Asked {
    payment: String,
    prefecture: String,
    after: String,
}

#[derive(Template)]
#[template(path = "console/unpaid.html")]
struct UnpaidPage {
    page: Page,
    asked: Asked,
    payments: Vec<(&'static str, &'static str)>,
    prefectures: Vec<(String, &'static str)>,
    rows: Vec<Row>,
    is_later: bool,
    next: Option<String>,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let own = caller.role.prefecture();
    let search = ChargeSearch {
        list: ChargeList::Unpaid,
        office: None,
        state: None,
        payment: Payment::parse(&asked.payment),
        prefecture: own.or_else(|| asked.prefecture.parse().ok().and_then(Prefecture::new)),
        after: cursor(&asked.after),
        limit: Limit::default(),
    };
    let found = console.hub.store.search_charges(search).await.map_err(unanswered)?;
    let (today, may_work) = (console.hub.now().day_in_japan(), caller.role.may(Duty::RecordPayments));
    let (payment, prefecture) = (words::in_address(&asked.payment), words::in_address(&asked.prefecture));
    let link =
        |after| format!("/payments/unpaid?payment={payment}&prefecture={prefecture}&after={}", cursor_text(after));
    show(&UnpaidPage {
        page: visit.page(console.frame("payments", &caller).await?),
        payments: vec![("", "すべて"), ("invoice", "請求書による振り込み"), ("deduction", "給付費からの差し引き")],
        prefectures: if own.is_some() { Vec::new() } else { words::prefectures() },
        rows: found.entries.iter().map(|charge| row(charge, today, may_work)).collect(),
        is_later: search.after.is_some(),
        next: found.next.map(link),
        asked,
        errors: FieldErrors::none(),
    })
}
