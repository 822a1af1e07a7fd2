//! お知らせ: written, looked at as offices will see it, published, taken back.

use super::gate::Caller;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::Instant;
use exchange::id::NoticeId;
use exchange::notice::{Audience, Importance};
use exchange::operator::{Duty, OperatorCaller};
use exchange::store::PublishedNotice;
use exchange::usecases::notice::publish::{PublishError, PublishInput, publish, withdraw_notice};
use serde::Deserialize;
use standard::{OfficeNumber, ServiceType};
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, count, show};

/// Most offices that a notice can name.
const MOST_NAMED: usize = 200;

struct Row {
    href: String,
    title: String,
    audience: String,
    importance: &'static str,
    period: String,
    chip: &'static str,
    state: &'static str,
    read_by: String,
    author: String,
    may_withdraw: bool,
}

#[derive(Template)]
#[template(path = "console/notices.html")]
struct NoticesPage {
    page: Page,
    rows: Vec<Row>,
    may_publish: bool,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    title: String,
    body: String,
    importance: String,
    audience: String,
    named: String,
    from: String,
    until: String,
}

/// A notice as offices will see it.
struct Preview {
    title: String,
    lines: Vec<String>,
    importance: &'static str,
    audience: String,
    period: String,
}

#[derive(Template)]
#[template(path = "console/notice_new.html")]
struct NewPage {
    page: Page,
    input: Input,
    importances: Vec<(&'static str, &'static str)>,
    audiences: Vec<(&'static str, &'static str)>,
    preview: Option<Preview>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "console/notice_withdraw.html")]
struct WithdrawPage {
    page: Page,
    row: Row,
    lines: Vec<String>,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let at = console.hub.now();
    let published = console.hub.store.published_notices().await.map_err(unanswered)?;
    show(&NoticesPage {
        page: visit.page(console.frame("notices", &caller).await?),
        rows: published.iter().map(|one| row(one, at)).collect(),
        may_publish: caller.role.may(Duty::PublishNotices),
    })
}

pub(super) async fn write(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let empty = || Input { importance: "normal".into(), audience: "all".into(), ..Input::default() };
    let input = visit.typed().unwrap_or_else(empty);
    form_page(&console, &visit, &caller, input, None, FieldErrors::none()).await
}

pub(super) async fn act(State(console): State<Console>, Caller(caller): Caller, form: Form<Input>) -> Shown {
    let (input, at) = (form.input.clone(), console.hub.now());
    let wanted = match read(&input, at) {
        Ok(wanted) => wanted,
        Err(errors) => return form_page(&console, form.visit(), &caller, input, None, errors).await,
    };
    if form.press.verb() != "publish" {
        let preview = (form.press.verb() == "preview").then(|| preview(&wanted));
        return form_page(&console, form.visit(), &caller, input, preview, FieldErrors::none()).await;
    }
    let visit = form.visit().clone();
    form.once(async move {
        match publish(console.hub.context(at), caller.actor(), wanted).await {
            Ok(_) => Ok(Done::to("/notices").say(Flash::done("お知らせを公開しました。")).into()),
            Err(PublishError::Store(error)) => Err(unanswered(error)),
            Err(other) => {
                let errors = said(&other);
                form_page(&console, &visit, &caller, input, None, errors).await.map(Outcome::Again)
            }
        }
    })
    .await
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
    show(&WithdrawPage { page, row: row(&found, console.hub.now()), lines })
}

pub(super) async fn withdraw(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let found = found(&console, &id).await?;
    if form.press.verb() != "withdraw" {
        return Ok(Done::to("/notices").into_response());
    }
    let context = console.hub.context(console.hub.now());
    match withdraw_notice(context, caller.actor(), found.notice.id).await {
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

async fn form_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    preview: Option<Preview>,
    errors: FieldErrors,
) -> Shown {
    show(&NewPage {
        page: visit.page(console.frame("notices", caller).await?),
        input,
        importances: Importance::ALL.map(|one| (one.as_str(), importance(one))).to_vec(),
        audiences: vec![
            ("all", "すべての事業所"),
            ("licensed", "ライセンスのある事業所"),
            ("services", "サービス種類で選んだ事業所"),
            ("offices", "番号で選んだ事業所"),
        ],
        preview,
        errors,
    })
}

/// What was typed, or what is wrong with it.
fn read(input: &Input, at: Instant) -> Result<PublishInput, FieldErrors> {
    let mut errors = FieldErrors::none();
    let (title, body) = (input.title.trim(), input.body.trim());
    if !(1..=100).contains(&title.chars().count()) || title.chars().any(char::is_control) {
        errors.add("title", "見出しを、1行100文字までで入力してください。");
    }
    if !(1..=4_000).contains(&body.chars().count()) {
        errors.add("body", "本文を、4,000文字までで入力してください。");
    }
    let importance = Importance::parse(&input.importance);
    if importance.is_none() {
        errors.add("importance", "重要さを選んでください。");
    }
    let audience = audience_of(input, &mut errors);
    let from = moment(&input.from, &mut errors, "from").map(|from| from.unwrap_or(at));
    let until = moment(&input.until, &mut errors, "until").flatten();
    if until.is_none() && errors.of("until").is_none() {
        errors.add("until", "いつまで表示するかを入力してください。");
    }
    if let (Some(from), Some(until)) = (from, until)
        && (until <= from || until <= at)
    {
        errors.add("until", "表示の終わりを、はじまりといまより後にしてください。");
    }
    match (importance, audience, from, until) {
        (Some(importance), Some(audience), Some(from), Some(until)) if errors.is_empty() => {
            Ok(PublishInput { audience, importance, title: title.to_owned(), body: body.to_owned(), from, until })
        }
        _ => Err(errors),
    }
}

fn audience_of(input: &Input, errors: &mut FieldErrors) -> Option<Audience> {
    let named: Vec<&str> =
        input.named.split([' ', ',', '、', '\n', '\r', '　']).filter(|part| !part.is_empty()).collect();
    match input.audience.as_str() {
        "all" => Some(Audience::All),
        "licensed" => Some(Audience::Licensed),
        "services" => {
            let services = named.iter().map(|text| ServiceType::parse(text).ok()).collect::<Option<Vec<_>>>();
            let services = services.filter(|services| !services.is_empty() && services.len() <= MOST_NAMED);
            if services.is_none() {
                errors.add("named", "サービス種類コード（2文字）を、空白で区切って入力してください。");
            }
            services.map(Audience::Services)
        }
        "offices" => {
            let offices = named.iter().map(|text| OfficeNumber::parse(text).ok()).collect::<Option<Vec<_>>>();
            let offices = offices.filter(|offices| !offices.is_empty() && offices.len() <= MOST_NAMED);
            if offices.is_none() {
                errors.add("named", "事業所番号（10文字）を、空白で区切って、200件までで入力してください。");
            }
            offices.map(Audience::Offices)
        }
        _ => {
            errors.add("audience", "だれに知らせるかを選んでください。");
            None
        }
    }
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

fn said(error: &PublishError) -> FieldErrors {
    let mut errors = FieldErrors::none();
    match error {
        PublishError::Title => errors.add("title", "見出しを、100文字までで入力してください。"),
        PublishError::Body => errors.add("body", "本文を、4,000文字までで入力してください。"),
        _ => errors.add("until", "表示の終わりを、はじまりといまより後にしてください。"),
    };
    errors
}

fn preview(wanted: &PublishInput) -> Preview {
    Preview {
        title: wanted.title.clone(),
        lines: wanted.body.lines().map(str::to_owned).collect(),
        importance: importance(wanted.importance),
        audience: audience(&wanted.audience),
        period: format!("{} から {} まで", words::at(wanted.from), words::at(wanted.until)),
    }
}

fn importance(importance: Importance) -> &'static str {
    match importance {
        Importance::Normal => "お知らせ",
        Importance::Important => "重要",
        Importance::Urgent => "緊急",
    }
}

fn audience(audience: &Audience) -> String {
    match audience {
        Audience::All => "すべての事業所".to_owned(),
        Audience::Licensed => "ライセンスのある事業所".to_owned(),
        Audience::Services(services) => {
            let codes: Vec<&str> = services.iter().map(ServiceType::as_str).collect();
            format!("サービス種類 {}", codes.join(" "))
        }
        Audience::Offices(offices) => format!("{}件の事業所", offices.len()),
    }
}

fn row(published: &PublishedNotice, at: Instant) -> Row {
    let notice = &published.notice;
    let (chip, state) = match published.withdrawn_at {
        Some(_) => ("wait", "取り下げ"),
        None if at < notice.from => ("wait", "公開前"),
        None if at >= notice.until => ("wait", "終了"),
        None => ("done", "公開中"),
    };
    Row {
        href: format!("/notices/{}/withdraw", notice.id),
        title: notice.title.clone(),
        audience: audience(&notice.audience),
        importance: importance(notice.importance),
        period: format!("{} ～ {}", words::at(notice.from), words::at(notice.until)),
        chip,
        state,
        read_by: count(published.read_by),
        author: published.author.as_str().to_owned(),
        may_withdraw: published.withdrawn_at.is_none() && at < notice.until,
    }
}
