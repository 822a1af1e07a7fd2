//! 請求書: one on a page, those of a month as a list, and all of them to print in one go.

use super::super::gate::Caller;
use super::super::offices::reached;
use super::super::{Console, unanswered, words};
use super::ledger::{cursor, cursor_text};
use super::row::{Row, row};
use super::written_down;
use crate::invoice::{Sheet, sheet};
use askama::Template;
use axum::extract::{Path, Query, State};
use exchange::audit::AuditKind;
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::office::Prefecture;
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::store::{ChargeList, ChargeSearch};
use serde::Deserialize;
use web::{FieldErrors, Page, Shown, Trouble, Visit, show};

/// Sheets that are printed in one go.
const SHEETS: u32 = 200;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::console) struct Asked {
    month: String,
    prefecture: String,
    after: String,
}

#[derive(Template)]
#[template(path = "console/invoice.html")]
struct InvoicePage {
    page: Page,
    sheet: Sheet,
    back: String,
}

#[derive(Template)]
#[template(path = "console/invoices.html")]
struct InvoicesPage {
    page: Page,
    can_invoice: bool,
    month: String,
    prefecture: String,
    prefectures: Vec<(String, &'static str)>,
    rows: Vec<Row>,
    is_later: bool,
    next: Option<String>,
    print: String,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "console/invoices_print.html")]
struct PrintPage {
    page: Page,
    month: String,
    sheets: Vec<Sheet>,
    back: String,
    next: Option<String>,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path((number, id)): Path<(String, String)>,
) -> Shown {
    let record = reached(&console, &caller, Duty::ReadPayments, &number).await?;
    let id = LicenceEntryId::parse(&id).map_err(|_| Trouble::not_found())?;
    let ledger = console.hub.store.ledger(record.office.number).await.map_err(unanswered)?;
    let config = &console.hub.config;
    let from = (config.network.as_str(), config.invoice.as_ref());
    let sheet = sheet(&ledger, id, &record.office, from).ok_or_else(Trouble::not_found)?;
    let back = super::super::offices::address(record.office.number);
    show(&InvoicePage { page: visit.page(console.frame("payments", &caller).await?), sheet, back })
}

pub(in crate::console) async fn list(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let today = console.hub.now().day_in_japan();
    let (mut errors, wanted) = (FieldErrors::none(), read(&asked, today));
    if wanted.is_none() {
        errors.add("month", "月を、2025年4月 のように入力してください。");
    }
    let month = wanted.unwrap_or_else(|| today.month_begins());
    let search = search(&asked, month, &caller, Limit::default());
    let found = console.hub.store.search_charges(search).await.map_err(unanswered)?;
    let may_work = caller.role.may(Duty::RecordPayments);
    show(&InvoicesPage {
        page: visit.page(console.frame("payments", &caller).await?),
        prefectures: if caller.role.prefecture().is_some() { Vec::new() } else { words::prefectures() },
        rows: found.entries.iter().map(|charge| row(charge, today, may_work)).collect(),
        is_later: search.after.is_some(),
        next: found.next.map(|after| link("/invoices", &asked, month, Some(after))),
        print: link("/invoices/print", &asked, month, None),
        can_invoice: console.hub.config.invoice.is_some(),
        month: words::month_in_address(month),
        prefecture: asked.prefecture,
        errors,
    })
}

/// The sheets of what is still to be paid.
pub(in crate::console) async fn print(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let (store, config) = (&console.hub.store, &console.hub.config);
    let from = (config.network.as_str(), config.invoice.as_ref());
    let month = read(&asked, console.hub.now().day_in_japan()).ok_or_else(Trouble::not_found)?;
    let search = search(&asked, month, &caller, Limit::new(SHEETS));
    let found = store.search_charges(search).await.map_err(unanswered)?;
    let mut sheets = Vec::new();
    for charge in found.entries.iter().filter(|charge| charge.open > 0) {
        let Some(id) = charge.request else { continue };
        let Some(to) = store.office(charge.office).await.map_err(unanswered)? else { continue };
        let ledger = store.ledger(charge.office).await.map_err(unanswered)?;
        sheets.extend(sheet(&ledger, id, &to.office, from).filter(|sheet| !sheet.is_over));
    }
    if !sheets.is_empty() {
        let (prefecture, count) = (search.prefecture.map_or(0, Prefecture::code), sheets.len());
        let what = format!("invoices:{}/{prefecture:02}/{count}", words::month_in_address(month));
        written_down(&console, &caller, AuditKind::InvoicesPrinted, &what).await?;
    }
    show(&PrintPage {
        page: visit.page(console.frame("payments", &caller).await?),
        month: words::month_in_words(month),
        sheets,
        back: link("/invoices", &asked, month, None),
        next: found.next.map(|after| link("/invoices/print", &asked, month, Some(after))),
    })
}

/// The month that is asked for, by its first day; this month when none is.
fn read(asked: &Asked, today: Day) -> Option<Day> {
    if asked.month.trim().is_empty() { Some(today.month_begins()) } else { words::read_month(&asked.month) }
}

fn search(asked: &Asked, month: Day, caller: &OperatorCaller, limit: Limit) -> ChargeSearch {
    let chosen = asked.prefecture.parse().ok().and_then(Prefecture::new);
    ChargeSearch {
        list: ChargeList::Invoices { from: month, until: month.next_month().previous() },
        office: None,
        state: None,
        payment: None,
        prefecture: caller.role.prefecture().or(chosen),
        after: cursor(&asked.after),
        limit,
    }
}

fn link(path: &str, asked: &Asked, month: Day, after: Option<(Day, LicenceEntryId)>) -> String {
    let after = after.map_or_else(String::new, |after| format!("&after={}", cursor_text(after)));
    format!(
        "{path}?month={}&prefecture={}{after}",
        words::month_in_address(month),
        words::in_address(&asked.prefecture)
    )
}
