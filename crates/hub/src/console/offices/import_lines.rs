//! What an import does, line by line: new, changed from what to what, left out. Fifty a page, or all of it as a file.

use super::super::gate::Caller;
use super::super::{Console, csv, unanswered, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use exchange::id::ImportId;
use exchange::office::{LineChange, LineKind, NewOffice, OfficeImport, PostAddress};
use exchange::page::Limit;
use serde::Deserialize;
use standard::ServiceType;
use web::{Page, Shown, Trouble, Visit, count, show};

/// Most lines of one file.
const MOST: usize = 300_000;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(in crate::console) struct Asked {
    after: String,
}

/// A field that changes: its name, what it was, what it will be.
struct Change {
    field: &'static str,
    before: String,
    after: String,
}

struct Row {
    line: String,
    number: String,
    name: String,
    changes: Vec<Change>,
}

#[derive(Template)]
#[template(path = "console/import_lines.html")]
struct LinesPage {
    page: Page,
    title: &'static str,
    file: String,
    back: String,
    rows: Vec<Row>,
    is_changed: bool,
    is_later: bool,
    own: String,
    next: Option<String>,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path((id, kind)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Shown {
    let import = found(&console, &id).await?;
    let kind = LineKind::parse(&kind).ok_or_else(Trouble::not_found)?;
    let after = asked.after.parse().ok();
    let lines = console.hub.store.import_lines(import.id, kind, after, Limit::default()).await.map_err(unanswered)?;
    let own = format!("/imports/{}/lines/{}", import.id, kind.as_str());
    show(&LinesPage {
        page: visit.page(console.frame("offices", &caller).await?),
        title: title(kind),
        file: import.file,
        back: format!("/imports/{}", import.id),
        rows: lines.entries.iter().map(row).collect(),
        is_changed: kind == LineKind::Changed,
        is_later: after.is_some(),
        next: lines.next.map(|after| format!("{own}?after={after}")),
        own,
    })
}

/// Every line that does something, as a file.
pub(in crate::console) async fn download(
    State(console): State<Console>,
    Caller(_): Caller,
    Path(id): Path<String>,
) -> Shown {
    let import = found(&console, &id).await?;
    let mut text = csv::line(["行", "内容", "事業所番号", "名称", "項目", "前", "後"]);
    let mut written = 0_usize;
    for kind in LineKind::ALL {
        let mut after = None;
        loop {
            let part = console.hub.store.import_lines(import.id, *kind, after, Limit::new(Limit::MOST)).await;
            let part = part.map_err(unanswered)?;
            for row in part.entries.iter().map(row) {
                written += 1;
                let said = |field: &str, before: &str, after: &str| {
                    csv::line([&row.line, title(*kind), &row.number, &row.name, field, before, after])
                };
                if row.changes.is_empty() {
                    text.push_str(&said("", "", ""));
                }
                for change in &row.changes {
                    text.push_str(&said(change.field, &change.before, &change.after));
                }
            }
            after = part.next;
            if after.is_none() || written >= MOST {
                break;
            }
        }
    }
    Ok(csv::file("changes.csv", &text))
}

async fn found(console: &Console, id: &str) -> Result<OfficeImport, Trouble> {
    let id = ImportId::parse(id).map_err(|_| Trouble::not_found())?;
    console.hub.store.import(id).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)
}

fn title(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Added => "新しく登録する事業所",
        LineKind::Changed => "内容を変える事業所",
        LineKind::Closed => "廃止済みのため登録しない事業所",
    }
}

fn row(line: &LineChange) -> Row {
    let (before, after) = (line.before.as_ref().map(fields), fields(&line.after));
    let changes = before.into_iter().flat_map(|before| before.into_iter().zip(&after).collect::<Vec<_>>());
    Row {
        line: count(line.line),
        number: line.after.number.to_string(),
        name: line.after.name.clone(),
        changes: changes
            .filter(|((_, before), (_, after))| before != after)
            .map(|((field, before), (_, after))| Change { field, before, after: after.clone() })
            .collect(),
    }
}

/// What is known of an office, in the order of the file.
fn fields(office: &NewOffice) -> Vec<(&'static str, String)> {
    let services: Vec<&str> = office.services.iter().map(ServiceType::as_str).collect();
    let post = office.post.as_ref();
    vec![
        ("名称", office.name.clone()),
        ("カナ", office.kana.clone()),
        ("都道府県", words::prefecture(office.prefecture).to_owned()),
        ("サービス種類", services.join(" ")),
        ("郵便番号", post.map(PostAddress::postcode_in_two).unwrap_or_default()),
        ("住所", post.map(|post| post.address().to_owned()).unwrap_or_default()),
    ]
}
