//! 利用規約: the versions, one to read, and a new one, looked at before it is published. A version is never changed.

use super::gate::{Caller, refused};
use super::{Console, unanswered, words};
use crate::terms::{self, BUILT_IN, Terms};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::instant::Day;
use exchange::operator::{Duty, OperatorCaller};
use exchange::store::TermsVersion;
use exchange::usecases::licence::terms::{LONGEST_TEXT, TermsError, draft, publish};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

struct Row {
    href: String,
    version: u32,
    from: String,
    chip: &'static str,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "console/terms.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    may_publish: bool,
}

#[derive(Template)]
#[template(path = "console/terms_version.html")]
struct VersionPage {
    page: Page,
    text: Terms,
    row: Row,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    from: String,
    text: String,
    version: String,
}

#[derive(Template)]
#[template(path = "console/terms_new.html")]
struct NewPage {
    page: Page,
    input: Input,
    most: usize,
    /// What is asked for a last yes.
    is_looked_at: bool,
    text: Terms,
    from: String,
    errors: FieldErrors,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let all = terms::all(&console.hub).await.map_err(unanswered)?;
    show(&ListPage {
        page: visit.page(console.frame("licences", &caller).await?),
        rows: rows(&all, console.hub.now().day_in_japan()),
        may_publish: caller.role.may(Duty::PublishTerms),
    })
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(version): Path<String>,
) -> Shown {
    let all = terms::all(&console.hub).await.map_err(unanswered)?;
    let rows = rows(&all, console.hub.now().day_in_japan());
    let found = all.into_iter().zip(rows).find(|(text, _)| text.version.to_string() == version);
    let (text, row) = found.ok_or_else(Trouble::not_found)?;
    show(&VersionPage { page: visit.page(console.frame("licences", &caller).await?), text, row })
}

pub(super) async fn write(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    form_page(&console, &visit, &caller, visit.typed().unwrap_or_default(), None, FieldErrors::none()).await
}

pub(super) async fn act(State(console): State<Console>, Caller(caller): Caller, form: Form<Input>) -> Shown {
    let (verb, is_sure) = (form.press.verb().to_owned(), form.confirmed);
    if !matches!(verb.as_str(), "look" | "publish") {
        return Ok(Done::to("/terms").into_response());
    }
    let (input, mut errors) = (form.input.clone(), FieldErrors::none());
    let Some(from) = words::read_day(&input.from) else {
        errors.add("from", "いつからの版かを、2025年4月1日 のように入力してください。");
        return form_page(&console, form.visit(), &caller, input, None, errors).await;
    };
    let visit = form.visit().clone();
    form.once(async move {
        let context = console.hub.context(console.hub.now());
        let seen = input.version.parse().ok().filter(|_| verb == "publish" && is_sure);
        let published = match seen {
            Some(seen) => publish(context, &caller, BUILT_IN, seen, from, &input.text).await,
            None => draft(context, &caller, BUILT_IN, from, &input.text).await,
        };
        match (published, seen) {
            (Ok(version), Some(_)) => {
                let (number, from) = (version.version, words::day_in_words(version.from));
                let say = Flash::done(format!(
                    "第{number}版を公開しました。{from}の申請と更新から、この版に同意してもらいます。"
                ));
                Ok(Done::to("/terms").say(say).into())
            }
            (Ok(version), None) => {
                form_page(&console, &visit, &caller, input, Some(version), errors).await.map(Outcome::Again)
            }
            (Err(error), _) => {
                told(error, &mut errors)?;
                form_page(&console, &visit, &caller, input, None, errors).await.map(Outcome::Again)
            }
        }
    })
    .await
}

/// What is wrong, beside its field.
fn told(error: TermsError, errors: &mut FieldErrors) -> Result<(), Trouble> {
    match error {
        TermsError::Text => errors.add("text", "利用規約の文章を、20,000文字までで入力してください。"),
        TermsError::Day { first } => {
            let first = words::day_in_words(first);
            errors.add("from", format!("この日からの版は公開できません。{first}か、それより後の日にしてください。"));
        }
        TermsError::Moved => {
            errors.add(
                "text",
                "ほかの人が、先に新しい版を公開しました。一覧を確かめてから、もう一度見え方を確かめてください。",
            );
        }
        TermsError::Denied(denied) => return Err(refused(denied)),
        TermsError::Store(error) => return Err(unanswered(error)),
    }
    Ok(())
}

fn rows(all: &[Terms], today: Day) -> Vec<Row> {
    let current = all.iter().find(|terms| terms.holds(today)).map(|terms| terms.version);
    let row = |terms: &Terms| {
        let (chip, state) = match () {
            () if Some(terms.version) == current => ("done", "いまの版"),
            () if !terms.holds(today) => ("todo", "予定"),
            () if terms.since.is_none() => ("wait", "使っていない版"),
            () => ("wait", "前の版"),
        };
        let from = match terms.since {
            Some(day) => words::day(day),
            None => "使い始める前に、新しい版に替わりました".to_owned(),
        };
        Row { href: format!("/terms/{}", terms.version), version: terms.version, from, chip, state }
    };
    all.iter().map(row).collect()
}

async fn form_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    mut input: Input,
    draft: Option<TermsVersion>,
    errors: FieldErrors,
) -> Shown {
    let current = terms::current(&console.hub, console.hub.now()).await.map_err(unanswered)?;
    let (is_looked_at, text, from) = match draft {
        Some(draft) => {
            input.version = draft.version.to_string();
            let parts = terms::parts(&draft.text);
            let from = words::day_in_words(draft.from);
            (
                true,
                Terms {
                    version: draft.version,
                    from: Some(draft.from),
                    since: Some(draft.from),
                    built_in: 0,
                    parts,
                    ..current
                },
                from,
            )
        }
        None => (false, current, String::new()),
    };
    show(&NewPage {
        page: visit.page(console.frame("licences", caller).await?),
        input,
        most: LONGEST_TEXT,
        is_looked_at,
        text,
        from,
        errors,
    })
}
