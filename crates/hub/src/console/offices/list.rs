//! 事業所の検索: by number, name, kana and prefecture, fifty a page, in the order of numbers.

use super::super::gate::Caller;
use super::super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Query, State};
use exchange::office::{OfficeEntry, OfficeQuery, Prefecture, SearchKey};
use exchange::operator::Duty;
use exchange::page::Limit;
use exchange::typed::plain;
use serde::Deserialize;
use standard::OfficeNumber;
use web::{FieldErrors, Page, Shown, Visit, count, show};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::console) struct Asked {
    q: String,
    prefecture: String,
    stopped: String,
    after: String,
}

/// An office as the list shows it.
pub(in crate::console) struct Row {
    href: String,
    number: String,
    name: String,
    kana: String,
    prefecture: &'static str,
    services: String,
    chip: &'static str,
    state: &'static str,
    licensed: bool,
}

#[derive(Template)]
#[template(path = "console/offices.html")]
struct List {
    page: Page,
    q: String,
    prefecture: String,
    prefectures: Vec<(String, &'static str)>,
    stopped: bool,
    rows: Vec<Row>,
    is_later: bool,
    /// There is none at all.
    is_empty: bool,
    total: Option<String>,
    next: Option<String>,
    may_import: bool,
    may_hand_out: bool,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let own = caller.role.prefecture();
    let chosen = asked.prefecture.parse().ok().and_then(Prefecture::new);
    let typed = plain(&asked.q);
    let is_number = typed.starts_with(|sign: char| sign.is_ascii_digit())
        && typed.bytes().all(|sign| sign.is_ascii_digit() || sign.is_ascii_uppercase());
    let text = asked.q.trim();
    let query = OfficeQuery {
        number: is_number.then_some(typed),
        text: Some(SearchKey::of(text)).filter(|key| !is_number && !key.as_str().is_empty()),
        prefecture: own.or(chosen),
        service: None,
        licensed_on: console.hub.now().day_in_japan(),
        licensed_only: false,
        stopped_only: asked.stopped == "1",
        after: OfficeNumber::parse(&asked.after).ok(),
        limit: Limit::default(),
    };
    let (is_later, is_all) = (query.after.is_some(), text.is_empty() && !query.stopped_only);
    let total = match is_all {
        true => Some(console.hub.store.count_offices(query.prefecture).await.map_err(unanswered)?),
        false => None,
    };
    let found = console.hub.store.search(query).await.map_err(unanswered)?;
    let asked_for_all = own.or(chosen).is_none();
    let next = found.next.map(|after| link(&asked, after));
    show(&List {
        page: visit.page(console.frame("offices", &caller).await?),
        q: asked.q,
        prefecture: asked.prefecture,
        prefectures: if own.is_some() { Vec::new() } else { words::prefectures() },
        stopped: asked.stopped == "1",
        rows: found.entries.iter().map(row).collect(),
        is_later,
        is_empty: total == Some(0) && asked_for_all,
        total: total.map(count),
        next,
        may_import: caller.role.may(Duty::ImportOffices),
        may_hand_out: caller.role.may(Duty::HandOutAccounts),
        errors: FieldErrors::none(),
    })
}

fn row(entry: &OfficeEntry) -> Row {
    let (chip, state) = words::state(entry.state);
    Row {
        href: super::address(entry.number),
        number: entry.number.to_string(),
        name: entry.name.clone(),
        kana: entry.kana.clone(),
        prefecture: words::prefecture(entry.prefecture),
        services: entry.services.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        chip,
        state,
        licensed: entry.licensed,
    }
}

/// The next page with the same filters.
fn link(asked: &Asked, after: OfficeNumber) -> String {
    let stopped = if asked.stopped == "1" { "&stopped=1" } else { "" };
    format!(
        "/offices?q={}&prefecture={}{stopped}&after={after}",
        words::in_address(&asked.q),
        words::in_address(&asked.prefecture)
    )
}
