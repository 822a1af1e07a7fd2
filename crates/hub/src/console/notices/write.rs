//! Writing a notice: typed, looked at with those whom it reaches, published.

use super::super::gate::Caller;
use super::super::{Console, unanswered, words};
use super::audience::{self, Reach};
use super::{importance, moment};
use askama::Template;
use axum::extract::{Query, State};
use exchange::Instant;
use exchange::notice::Importance;
use exchange::operator::OperatorCaller;
use exchange::usecases::notice::publish::{PublishError, PublishInput, publish};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in super::super) struct Input {
    title: String,
    body: String,
    importance: String,
    pub(super) audience: String,
    pub(super) named: String,
    from: String,
    until: String,
}

/// The notice from which a new one is written.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(in super::super) struct Asked {
    from: String,
}

#[derive(Template)]
#[template(path = "console/notice_new.html")]
struct NewPage {
    page: Page,
    input: Input,
    importances: Vec<(&'static str, &'static str)>,
    audiences: Vec<(&'static str, &'static str)>,
    errors: FieldErrors,
}

/// A notice as offices will see it, and who they are.
#[derive(Template)]
#[template(path = "console/notice_preview.html")]
struct PreviewPage {
    page: Page,
    input: Input,
    title: String,
    lines: Vec<String>,
    importance: &'static str,
    period: String,
    reach: Reach,
}

pub(in super::super) async fn write(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let mut input = Input { importance: "normal".into(), audience: "all".into(), ..Input::default() };
    if !asked.from.is_empty() {
        let notice = super::found(&console, &asked.from).await?.notice;
        let (audience, named) = audience::typed(&notice.audience);
        input.importance = notice.importance.as_str().to_owned();
        (input.title, input.body) = (notice.title, notice.body);
        (input.audience, input.named) = (audience.to_owned(), named);
    }
    form_page(&console, &visit, &caller, visit.typed().unwrap_or(input), FieldErrors::none()).await
}

pub(in super::super) async fn act(State(console): State<Console>, Caller(caller): Caller, form: Form<Input>) -> Shown {
    let (input, at) = (form.input.clone(), console.hub.now());
    let visit = form.visit().clone();
    if !matches!(form.press.verb(), "preview" | "publish") {
        return form_page(&console, &visit, &caller, input, FieldErrors::none()).await;
    }
    let wanted = match read(&console, &input, at).await? {
        Ok(wanted) => wanted,
        Err(errors) => return form_page(&console, &visit, &caller, input, errors).await,
    };
    if form.press.verb() == "preview" {
        return preview(&console, &visit, &caller, input, wanted).await;
    }
    form.once(async move {
        match publish(console.hub.context(at), caller.actor(), wanted).await {
            Ok(notice) => {
                let say = Flash::done("お知らせを公開しました。");
                Ok(Done::to(format!("/notices/{}", notice.id)).say(say).into())
            }
            Err(PublishError::Store(error)) => Err(unanswered(error)),
            Err(other) => {
                let errors = said(&other);
                form_page(&console, &visit, &caller, input, errors).await.map(Outcome::Again)
            }
        }
    })
    .await
}

async fn preview(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    wanted: PublishInput,
) -> Shown {
    show(&PreviewPage {
        page: visit.page(console.frame("notices", caller).await?),
        input,
        reach: audience::reach(console, &wanted.audience).await?,
        lines: wanted.body.lines().map(str::to_owned).collect(),
        title: wanted.title,
        importance: importance(wanted.importance).0,
        period: format!("{} から {} まで", words::at(wanted.from), words::at(wanted.until)),
    })
}

async fn form_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    show(&NewPage {
        page: visit.page(console.frame("notices", caller).await?),
        input,
        importances: Importance::ALL.map(|one| (one.as_str(), importance(one).0)).to_vec(),
        audiences: vec![
            ("all", "すべての事業所"),
            ("licensed", "ライセンスのある事業所"),
            ("services", "サービス種類で選んだ事業所"),
            ("offices", "番号で選んだ事業所"),
        ],
        errors,
    })
}

/// What was typed, or everything that is wrong with it.
async fn read(console: &Console, input: &Input, at: Instant) -> Result<Result<PublishInput, FieldErrors>, Trouble> {
    let mut errors = FieldErrors::none();
    let (title, body) = (input.title.trim(), input.body.trim());
    if title.is_empty() {
        errors.add("title", "見出しを入力してください。");
    } else if title.chars().count() > 100 || title.chars().any(char::is_control) {
        errors.add("title", "見出しを、1行100文字までにしてください。");
    }
    if body.is_empty() {
        errors.add("body", "本文を入力してください。");
    } else if body.chars().count() > 4_000 {
        errors.add("body", "本文を、4,000文字までにしてください。");
    }
    let importance = Importance::parse(&input.importance);
    if importance.is_none() {
        errors.add("importance", "重要さを選んでください。");
    }
    let audience = audience::read(console, input, &mut errors).await?;
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
    Ok(match (importance, audience, from, until) {
        (Some(importance), Some(audience), Some(from), Some(until)) if errors.is_empty() => {
            Ok(PublishInput { audience, importance, title: title.to_owned(), body: body.to_owned(), from, until })
        }
        _ => Err(errors),
    })
}

fn said(error: &PublishError) -> FieldErrors {
    let mut errors = FieldErrors::none();
    match error {
        PublishError::Title => errors.add("title", "見出しを、100文字までにしてください。"),
        PublishError::Body => errors.add("body", "本文を、4,000文字までにしてください。"),
        _ => errors.add("until", "表示の終わりを、はじまりといまより後にしてください。"),
    };
    errors
}
