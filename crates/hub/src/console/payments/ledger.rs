//! 入金台帳: every charge, searched by office, year, way of payment, state and prefecture; fifty a page.

use super::super::gate::Caller;
use super::super::offices::office::way;
use super::super::{Console, unanswered, words};
use super::row::{Row, row};
use super::standing;
use askama::Template;
use axum::extract::{Query, State};
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{ChargeState, Payment};
use exchange::office::Prefecture;
use exchange::operator::Duty;
use exchange::page::Limit;
use exchange::store::{ChargeList, ChargeSearch};
use serde::Deserialize;
use standard::OfficeNumber;
use web::{FieldErrors, Page, Shown, Visit, show, typed};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Asked {
    office: String,
    year: String,
    payment: String,
    state: String,
    prefecture: String,
    after: String,
}

#[derive(Template)]
#[template(path = "console/payments.html")]
struct LedgerPage {
    page: Page,
    asked: Asked,
    payments: Vec<(&'static str, &'static str)>,
    states: Vec<(&'static str, &'static str)>,
    prefectures: Vec<(String, &'static str)>,
    rows: Vec<Row>,
    is_later: bool,
    next: Option<String>,
    errors: FieldErrors,
    /// True while the configuration says where to pay invoices.
    can_invoice: bool,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let own = caller.role.prefecture();
    let (today, may_work) = (console.hub.now().day_in_japan(), caller.role.may(Duty::RecordPayments));
    let (rows, next, errors) = match search(&asked, own) {
        Ok(search) => {
            let found = console.hub.store.search_charges(search).await.map_err(unanswered)?;
            let rows = found.entries.iter().map(|charge| row(charge, today, may_work)).collect();
            (rows, found.next.map(|after| link(&asked, after)), FieldErrors::none())
        }
        Err(errors) => (Vec::new(), None, errors),
    };
    show(&LedgerPage {
        page: visit.page(console.frame("payments", &caller).await?),
        payments: payments(),
        states: states(),
        prefectures: if own.is_some() { Vec::new() } else { words::prefectures() },
        rows,
        is_later: !asked.after.is_empty(),
        next,
        asked,
        errors,
        can_invoice: console.hub.config.invoice.is_some(),
    })
}

/// What was asked, within the prefecture that the role is bounded to; or what is wrong with it.
fn search(asked: &Asked, own: Option<Prefecture>) -> Result<ChargeSearch, FieldErrors> {
    let mut errors = FieldErrors::none();
    let office = match asked.office.trim() {
        "" => None,
        text => OfficeNumber::parse(&typed::half_width(text).to_uppercase()).ok().or_else(|| {
            errors.add("office", "事業所番号を、数字と英字の10文字で入力してください。");
            None
        }),
    };
    let span = match asked.year.trim() {
        "" => Some((Day::from_number(0), Day::from_number(100_000))),
        text => typed::year(text).filter(|year| (2000..2200).contains(year)).and_then(year),
    };
    if span.is_none() {
        errors.add("year", "年度を、2025年度 のように入力してください。");
    }
    let Some((from, until)) = span.filter(|_| errors.is_empty()) else { return Err(errors) };
    Ok(ChargeSearch {
        list: ChargeList::All { from, until },
        office,
        state: ChargeState::parse(&asked.state),
        payment: Payment::parse(&asked.payment),
        prefecture: own.or_else(|| asked.prefecture.parse().ok().and_then(Prefecture::new)),
        after: cursor(&asked.after),
        limit: Limit::default(),
    })
}

/// A year as offices count it: from 1 April to 31 March.
fn year(year: i64) -> Option<(Day, Day)> {
    Some((Day::of(year, 4, 1)?, Day::of(year + 1, 3, 31)?))
}

/// Where a page begins, as its address has it.
pub(super) fn cursor(text: &str) -> Option<(Day, LicenceEntryId)> {
    let (day, grant) = text.split_once('.')?;
    Some((Day::from_number(day.parse().ok()?), LicenceEntryId::parse(grant).ok()?))
}

/// The address' form of [`cursor`].
pub(super) fn cursor_text((day, grant): (Day, LicenceEntryId)) -> String {
    format!("{}.{grant}", day.number())
}

/// The next page with the same filters.
fn link(asked: &Asked, after: (Day, LicenceEntryId)) -> String {
    let given = [
        ("office", &asked.office),
        ("year", &asked.year),
        ("payment", &asked.payment),
        ("state", &asked.state),
        ("prefecture", &asked.prefecture),
    ];
    let given = given.map(|(name, value)| format!("{name}={}&", words::in_address(value)));
    format!("/payments?{}after={}", given.concat(), cursor_text(after))
}

fn payments() -> Vec<(&'static str, &'static str)> {
    let all = Payment::ALL.iter().map(|payment| (payment.as_str(), way(*payment)));
    std::iter::once(("", "すべて")).chain(all).collect()
}

fn states() -> Vec<(&'static str, &'static str)> {
    let words = |state: &ChargeState| match state {
        ChargeState::Asked => (state.as_str(), "請求中・差し引き依頼中"),
        other => (state.as_str(), standing(*other, Payment::Invoice).1),
    };
    std::iter::once(("", "すべて")).chain(ChargeState::ALL.iter().map(words)).collect()
}
