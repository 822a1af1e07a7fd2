//! 監査記録: searched, and taken out as a file. Ids only stand in it; no name and no content (S61).

use super::gate::Caller;
use super::{Console, csv, unanswered, words};
use askama::Template;
use axum::extract::{Query, State};
use exchange::audit::{AuditKind, AuditLeaf, Subject};
use exchange::page::Limit;
use exchange::store::AuditQuery;
use exchange::typed::plain;
use exchange::{Actor, Instant, OperatorId};
use serde::Deserialize;
use standard::OfficeNumber;
use web::{FieldErrors, Form, Page, Shown, Trouble, Visit, show};

/// Most entries of one file.
const MOST: usize = 100_000;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
    subject: String,
    actor: String,
    from: String,
    until: String,
    before: String,
}

/// An entry as it is shown and exported.
struct Row {
    entry: u64,
    at: String,
    kind: String,
    words: &'static str,
    subject: String,
    actor: String,
}

#[derive(Template)]
#[template(path = "console/audit.html")]
struct AuditPage {
    page: Page,
    asked: Asked,
    kinds: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    next: Option<String>,
    is_later: bool,
    may_export: bool,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "console/audit_export.html")]
struct ExportPage {
    page: Page,
    asked: Asked,
    kinds: Vec<(&'static str, String)>,
    errors: FieldErrors,
}

/// The members of a leaf that are shown.
#[derive(Deserialize)]
struct Leaf {
    actor: String,
    at: i64,
    kind: String,
    subject: String,
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let (rows, next, errors) = match query(&asked) {
        Ok(query) => {
            let found = console.hub.store.search_audit(query).await.map_err(unanswered)?;
            (rows(&found.entries)?, found.next.map(|before| link(&asked, before)), FieldErrors::none())
        }
        Err(errors) => (Vec::new(), None, errors),
    };
    let page = visit.page(console.frame("audit", &caller).await?);
    let (is_later, may_export) = (!asked.before.is_empty(), caller.role.may(exchange::operator::Duty::ExportAudit));
    show(&AuditPage { page, asked, kinds: kinds(), rows, next, is_later, may_export, errors })
}

pub(super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    // What a link asks for goes before what was typed here earlier.
    let is_bare =
        [&asked.kind, &asked.subject, &asked.actor, &asked.from, &asked.until].iter().all(|one| one.is_empty());
    let asked = if is_bare { visit.typed().unwrap_or(asked) } else { asked };
    let page = visit.page(console.frame("audit", &caller).await?);
    show(&ExportPage { page, asked, kinds: kinds(), errors: FieldErrors::none() })
}

pub(super) async fn export(State(console): State<Console>, Caller(caller): Caller, form: Form<Asked>) -> Shown {
    let (hub, at) = (&console.hub, console.hub.now());
    let mut query = match query(&Asked { before: String::new(), ..form.input.clone() }) {
        Ok(query) => query,
        Err(errors) => {
            let page = form.visit().page(console.frame("audit", &caller).await?);
            return show(&ExportPage { page, asked: form.input.clone(), kinds: kinds(), errors });
        }
    };
    query.limit = Limit::new(Limit::MOST);
    // Recorded before anything is handed out.
    let act = hub.context(at).act(caller.actor());
    let subject = Subject::new("audit", at.millis());
    let leaf = AuditLeaf::new(&act, AuditKind::AuditExported, &subject, None, None);
    hub.store.record(leaf).await.map_err(unanswered)?;
    let mut text = csv::line(["番号", "日時", "種類", "内容", "対象", "だれが"]);
    let mut written = 0_usize;
    while written < MOST {
        let found = hub.store.search_audit(query.clone()).await.map_err(unanswered)?;
        for row in rows(&found.entries)? {
            written += 1;
            text.push_str(&csv::line([
                &row.entry.to_string(),
                &row.at,
                &row.kind,
                row.words,
                &row.subject,
                &row.actor,
            ]));
        }
        match found.next {
            Some(before) => query.before = Some(before),
            None => break,
        }
    }
    Ok(csv::file("audit.csv", &text))
}

fn rows(entries: &[(u64, Vec<u8>)]) -> Result<Vec<Row>, Trouble> {
    let row = |(entry, leaf): &(u64, Vec<u8>)| {
        let leaf: Leaf = serde_json::from_slice(leaf).map_err(|error| Trouble::internal(&error))?;
        Ok(Row {
            entry: *entry,
            at: words::at_the_second(Instant::from_millis(leaf.at)),
            words: AuditKind::parse(&leaf.kind).map_or("", words::deed),
            kind: leaf.kind,
            subject: leaf.subject,
            actor: leaf.actor,
        })
    };
    entries.iter().map(row).collect()
}

/// What was asked, or what is wrong with it.
fn query(asked: &Asked) -> Result<AuditQuery, FieldErrors> {
    let mut errors = FieldErrors::none();
    let kind = AuditKind::parse(&asked.kind);
    let (mut office, mut subject) = (None, None);
    match asked.subject.trim() {
        "" => {}
        text => match (OfficeNumber::parse(&plain(text)), text.split_once(':')) {
            (Ok(number), _) => office = Some(number),
            (Err(_), Some((kind, id))) => subject = Some(Subject::new(kind, id)),
            (Err(_), None) => {
                errors.add("subject", "事業所番号か、記録にある書き方（例 transmission:019…）で入力してください。");
            }
        },
    }
    let (mut actor, mut by_office) = (None, None);
    match asked.actor.trim() {
        "" => {}
        text => match (Actor::parse(text), office_number(text), OperatorId::parse(text)) {
            (Some(found), ..) => actor = Some(found),
            (None, Some(number), _) => by_office = Some(number),
            (None, None, Some(operator)) => actor = Some(Actor::Operator(operator)),
            (None, None, None) => {
                errors.add(
                    "actor",
                    "事業所番号か、担当者のIDか、記録にある書き方（例 operator:ito）で入力してください。",
                );
            }
        },
    }
    let mut day = |text: &str, field| match text.trim() {
        "" => None,
        text => words::read_day(text).or_else(|| {
            errors.add(field, "日付を、2025-04-01 のように入力してください。");
            None
        }),
    };
    let from = day(&asked.from, "from").map(exchange::instant::Day::begins);
    let until = day(&asked.until, "until").map(exchange::instant::Day::ends);
    let before = asked.before.parse().ok();
    let query = AuditQuery { before, from, until, kind, office, subject, actor, by_office, limit: Limit::default() };
    if errors.is_empty() { Ok(query) } else { Err(errors) }
}

/// An office number as people type it. What begins with a letter may be an operator's id.
fn office_number(text: &str) -> Option<OfficeNumber> {
    let plain = plain(text);
    OfficeNumber::parse(&plain).ok().filter(|_| plain.starts_with(|sign: char| sign.is_ascii_digit()))
}

fn link(asked: &Asked, before: u64) -> String {
    let given = [
        ("kind", &asked.kind),
        ("subject", &asked.subject),
        ("actor", &asked.actor),
        ("from", &asked.from),
        ("until", &asked.until),
    ];
    let given = given.map(|(name, value)| format!("{name}={}&", words::in_address(value)));
    format!("/audit?{}before={before}", given.concat())
}

fn kinds() -> Vec<(&'static str, String)> {
    let all = AuditKind::ALL.iter().map(|kind| (kind.as_str(), words::deed(*kind).to_owned()));
    std::iter::once(("", "すべて".to_owned())).chain(all).collect()
}
