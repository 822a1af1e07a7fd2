//! お知らせ: the list, one that is read again, and taking one back. Writing one is in `write`, whom it reaches in `audience`.

mod audience;
mod write;

pub(super) use write::{act, write};

use super::gate::Caller;
use super::people::People;
use super::{Console, unanswered, words};
use askama::Template;
use audience::Reach;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::Instant;
use exchange::id::NoticeId;
use exchange::notice::Importance;
use exchange::operator::Duty;
use exchange::store::PublishedNotice;
use exchange::usecases::notice::publish::{PublishError, withdraw_notice};
use web::{Done, FieldErrors, Flash, Form, Page, Shown, Trouble, Visit, count, show};

struct Row {
    href: String,
    title: String,
    audience: String,
    importance: &'static str,
    importance_chip: &'static str,
    period: String,
    chip: &'static str,
    state: &'static str,
    read_by: String,
    author: String,
    may_withdraw: bool,
    /// It announces a maintenance that still stands: that one is changed, not the notice alone.
    announces: bool,
}

#[derive(Template)]
#[template(path = "console/notices.html")]
struct NoticesPage {
    page: Page,
    rows: Vec<Row>,
    may_publish: bool,
    /// May read how the mails go.
    sees_mails: bool,
}

#[derive(Template)]
#[template(path = "console/notice.html")]
struct NoticePage {
    page: Page,
    row: Row,
    reach: Reach,
    lines: Vec<String>,
    withdrawn: Option<String>,
    copy: String,
    may_publish: bool,
}

#[derive(Template)]
#[template(path = "console/notice_withdraw.html")]
struct WithdrawPage {
    page: Page,
    row: Row,
    lines: Vec<String>,
    action: String,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let at = console.hub.now();
    let published = console.hub.store.published_notices().await.map_err(unanswered)?;
    let people = People::read(&console).await?;
    let mut rows = Vec::with_capacity(published.len());
    for one in &published {
        rows.push(row(&console, &people, one, at).await?);
    }
    show(&NoticesPage {
        page: visit.page(console.frame("notices", &caller).await?),
        rows,
        may_publish: caller.role.may(Duty::PublishNotices),
        sees_mails: caller.role.may(Duty::ReadFigures),
    })
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let (found, at) = (found(&console, &id).await?, console.hub.now());
    show(&NoticePage {
        page: visit.page(console.frame("notices", &caller).await?),
        row: row(&console, &People::read(&console).await?, &found, at).await?,
        reach: audience::reach(&console, &found.notice.audience).await?,
        lines: found.notice.body.lines().map(str::to_owned).collect(),
        withdrawn: found.withdrawn_at.map(words::in_words),
        copy: format!("/notices/new?from={}", found.notice.id),
        may_publish: caller.role.may(Duty::PublishNotices),
    })
}

pub(super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let found = found(&console, &id).await?;
    let page = visit.page(console.frame("notices", &caller).await?);
    let lines = found.notice.body.lines().map(str::to_owned).collect();
    let action = format!("/notices/{}/withdraw", found.notice.id);
    let people = People::read(&console).await?;
    show(&WithdrawPage { page, row: row(&console, &people, &found, console.hub.now()).await?, lines, action })
}

pub(super) async fn withdraw(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let (found, at) = (found(&console, &id).await?, console.hub.now());
    let here = format!("/notices/{}", found.notice.id);
    if form.press.verb() != "withdraw" || announces(&found, at) {
        return Ok(Done::to(format!("{here}/withdraw")).into_response());
    }
    match withdraw_notice(console.hub.context(at), caller.actor(), found.notice.id).await {
        // Taken back before is taken back.
        Ok(()) | Err(PublishError::NotFound) => {
            Ok(Done::to("/notices").say(Flash::done("お知らせを取り下げました。")).into_response())
        }
        Err(PublishError::Store(error)) => Err(unanswered(error)),
        Err(other) => Err(Trouble::internal(&other)),
    }
}

async fn found(console: &Console, id: &str) -> Result<PublishedNotice, Trouble> {
    let id = NoticeId::parse(id).map_err(|_| Trouble::not_found())?;
    console.hub.store.published_notice(id).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)
}

/// A time of a form; nothing typed is `Some(None)`, what cannot be read is `None`.
pub(super) fn moment(text: &str, errors: &mut FieldErrors, field: &'static str) -> Option<Option<Instant>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let read = words::read_moment(text);
    if read.is_none() {
        errors.add(field, "日時を、2025-04-01 09:00 のように入力してください。");
    }
    read.map(Some)
}

/// Words and chip of an importance.
fn importance(importance: Importance) -> (&'static str, &'static str) {
    match importance {
        Importance::Normal => ("お知らせ", "wait"),
        Importance::Important => ("重要", "todo"),
        Importance::Urgent => ("緊急", "bad"),
    }
}

fn announces(published: &PublishedNotice, at: Instant) -> bool {
    published.maintenance.is_some() && at < published.notice.until
}

async fn row(console: &Console, people: &People, published: &PublishedNotice, at: Instant) -> Result<Row, Trouble> {
    let notice = &published.notice;
    let (chip, state) = match published.withdrawn_at {
        Some(_) => ("wait", "取り下げ"),
        None if at < notice.from => ("wait", "公開前"),
        None if at >= notice.until => ("wait", "終了"),
        None => ("done", "公開中"),
    };
    let (importance, importance_chip) = importance(notice.importance);
    Ok(Row {
        href: format!("/notices/{}", notice.id),
        title: notice.title.clone(),
        audience: audience::brief(console, &notice.audience).await?,
        importance,
        importance_chip,
        period: format!("{} ～ {}", words::at(notice.from), words::at(notice.until)),
        chip,
        state,
        read_by: format!("{}件", count(published.read_by)),
        author: people.named(&published.author),
        may_withdraw: published.withdrawn_at.is_none() && at < notice.until,
        announces: announces(published, at),
    })
}
