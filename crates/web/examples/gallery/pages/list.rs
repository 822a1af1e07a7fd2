//! A list with filters, selection, paging, and parts for htmx.

use super::{Gallery, frame};
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use std::sync::PoisonError;
use web::{Done, Flash, Form, Page, Paging, Shown, Visit, show};

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub(crate) struct Filter {
    state: String,
    page: usize,
}

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub(crate) struct Chosen {
    sel: Vec<usize>,
    state: String,
    page: usize,
}

struct Row {
    id: usize,
    office: String,
    saved: bool,
}

#[derive(Template)]
#[template(path = "list.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    paging: Paging,
    filter: Filter,
}

#[derive(Template)]
#[template(path = "list_results.html")]
struct Results {
    page: Page,
    rows: Vec<Row>,
    paging: Paging,
    filter: Filter,
}

pub(crate) async fn read(State(gallery): State<Gallery>, visit: Visit, Query(filter): Query<Filter>) -> Shown {
    let page = visit.page(frame("list"));
    answer(&gallery, &visit, page, filter)
}

pub(crate) async fn act(State(gallery): State<Gallery>, form: Form<Chosen>) -> Shown {
    let chosen = match form.press.verb() {
        "save" => form.input.sel.clone(),
        "save-one" => form.press.id().parse().into_iter().collect(),
        _ => Vec::new(),
    };
    gallery.saved.lock().unwrap_or_else(PoisonError::into_inner).extend(chosen.iter().copied());
    let said = Flash::done(format!("{}件を保存しました。", chosen.len()));
    if !form.visit().fragment() {
        return Ok(axum::response::IntoResponse::into_response(Done::to("/list").say(said)));
    }
    let filter = Filter { state: form.input.state.clone(), page: form.input.page };
    let page = form.visit().page_saying(frame("list"), said);
    answer(&gallery, form.visit(), page, filter)
}

fn answer(gallery: &Gallery, visit: &Visit, page: Page, filter: Filter) -> Shown {
    let saved = gallery.saved.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let rows =
        (0..120).map(|id| Row {
            id, office: format!("架空訪問介護ステーション{id}"), saved: saved.contains(&id)
        });
    let found: Vec<Row> =
        rows.filter(|row| filter.state.is_empty() || row.saved == (filter.state == "saved")).collect();
    let paging = Paging::new(found.len(), filter.page, format!("/list?state={}", filter.state));
    let rows = found.into_iter().skip(paging.skip()).take(Paging::SIZE).collect();
    if visit.fragment() {
        return show(&Results { page, rows, paging, filter });
    }
    show(&List { page, rows, paging, filter })
}
