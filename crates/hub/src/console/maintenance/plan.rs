//! Planning a maintenance, or giving one another time: typed, looked at as offices will be told, then done.

use super::super::gate::Caller;
use super::super::notices::moment;
use super::super::{Console, words};
use super::{found, told, trouble};
use askama::Template;
use axum::extract::{Path, State};
use exchange::Instant;
use exchange::notice::{Maintenance, Stage};
use exchange::operator::OperatorCaller;
use exchange::usecases::notice::remind::Words;
use exchange::usecases::operator::maintain::{MaintainError, PlanInput, examine, plan, postpone};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Page, Shown, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in super::super) struct Input {
    begins: String,
    ends: String,
    goes_on: String,
    text: String,
}

/// The form, for a new window or in the place of one.
#[derive(Template)]
#[template(path = "console/maintenance_plan.html")]
struct PlanPage {
    page: Page,
    action: String,
    /// The period of the window that is moved.
    old: Option<String>,
    meanwhile: Vec<(&'static str, &'static str)>,
    input: Input,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "console/maintenance_preview.html")]
struct PreviewPage {
    page: Page,
    action: String,
    old: Option<String>,
    input: Input,
    title: String,
    lines: Vec<String>,
}

pub(in super::super) async fn ask(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    form_page(&console, &visit, &caller, None, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in super::super) async fn act(State(console): State<Console>, Caller(caller): Caller, form: Form<Input>) -> Shown {
    take(console, caller, None, form).await
}

pub(in super::super) async fn ask_move(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let old = found(&console, &id).await?;
    let planned = || Input {
        begins: typed(old.begins),
        ends: typed(old.ends),
        goes_on: if old.goes_on { "yes" } else { "no" }.to_owned(),
        text: old.text.clone(),
    };
    let input = visit.typed().unwrap_or_else(planned);
    form_page(&console, &visit, &caller, Some(&old), input, FieldErrors::none()).await
}

pub(in super::super) async fn move_to(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<Input>,
) -> Shown {
    let old = found(&console, &id).await?;
    take(console, caller, Some(old), form).await
}

/// What was typed is looked at, and done when that was pressed.
async fn take(console: Console, caller: OperatorCaller, old: Option<Maintenance>, form: Form<Input>) -> Shown {
    let (input, at) = (form.input.clone(), console.hub.now());
    let visit = form.visit().clone();
    if old.as_ref().is_some_and(|old| matches!(old.stage(at), Stage::Over | Stage::Dropped)) {
        return gone();
    }
    if !matches!(form.press.verb(), "preview" | "plan") {
        return form_page(&console, &visit, &caller, old.as_ref(), input, FieldErrors::none()).await;
    }
    let wanted = match read(&input, old.as_ref(), at) {
        Ok(wanted) => wanted,
        Err(errors) => return form_page(&console, &visit, &caller, old.as_ref(), input, errors).await,
    };
    if form.press.verb() == "preview" {
        return preview(&console, &visit, &caller, old.as_ref(), input, wanted.told).await;
    }
    form.once(async move {
        let context = console.hub.context(at);
        let done = match &old {
            None => plan(context, &caller, wanted).await,
            Some(old) => postpone(context, &caller, old.id, wanted).await,
        };
        let say = match (done, old.is_some()) {
            (Ok(()), false) => Flash::done("メンテナンスを予定し、すべての事業所へのお知らせを公開しました。"),
            (Ok(()), true) => Flash::done("メンテナンスの予定を変え、変わったことのお知らせを公開しました。"),
            (Err(MaintainError::NotFound), _) => return gone().map(web::Outcome::Again),
            (Err(other), _) => return Err(trouble(other)),
        };
        Ok(Done::to("/maintenance").say(say).into())
    })
    .await
}

/// It was over or taken back meanwhile.
fn gone() -> Shown {
    use axum::response::IntoResponse as _;
    let say = Flash::info("このメンテナンスは、もう終わったか、変わっています。下の一覧を確かめてください。");
    Ok(Done::to("/maintenance").say(say).into_response())
}

fn read(input: &Input, old: Option<&Maintenance>, at: Instant) -> Result<PlanInput, FieldErrors> {
    let mut errors = FieldErrors::none();
    let begins = moment(&input.begins, &mut errors, "begins").flatten();
    let ends = moment(&input.ends, &mut errors, "ends").flatten();
    for (field, found, empty) in
        [("begins", begins, "いつはじまるかを入力してください。"), ("ends", ends, "いつ終わるかを入力してください。")]
    {
        if found.is_none() && errors.of(field).is_none() {
            errors.add(field, empty);
        }
    }
    let text = input.text.trim();
    if text.is_empty() {
        errors.add("text", "事業所へのお知らせを入力してください。");
    }
    let goes_on = match input.goes_on.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            errors.add("goes_on", "このあいだに送信と受信ができるかどうかを選んでください。");
            None
        }
    };
    if let (Some(begins), Some(ends)) = (begins, ends) {
        match examine(at, begins, ends, text) {
            Err(MaintainError::Period) => {
                errors.add("ends", "終わりを、はじまりといまより後、はじまりから3日以内にしてください。");
            }
            Err(MaintainError::Text) if !text.is_empty() => {
                errors.add("text", "事業所へのお知らせを、1,000文字までにしてください。");
            }
            _ => {}
        }
    }
    match (begins, ends, goes_on) {
        (Some(begins), Some(ends), Some(goes_on)) if errors.is_empty() => {
            let told = match old {
                None => told::planned(begins, ends, goes_on, text),
                Some(old) => told::moved(old, begins, ends, goes_on, text),
            };
            Ok(PlanInput { begins, ends, goes_on, text: text.to_owned(), told })
        }
        _ => Err(errors),
    }
}

async fn form_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    old: Option<&Maintenance>,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    show(&PlanPage {
        page: visit.page(console.frame("maintenance", caller).await?),
        action: action(old),
        old: old.map(period),
        meanwhile: vec![("yes", "送信と受信ができる"), ("no", "つながらないことがある（連携基盤を止めるとき）")],
        input,
        errors,
    })
}

async fn preview(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    old: Option<&Maintenance>,
    input: Input,
    told: Words,
) -> Shown {
    show(&PreviewPage {
        page: visit.page(console.frame("maintenance", caller).await?),
        action: action(old),
        old: old.map(period),
        input,
        title: told.title,
        lines: told.body.lines().map(str::to_owned).collect(),
    })
}

fn action(old: Option<&Maintenance>) -> String {
    old.map_or_else(|| "/maintenance/plan".to_owned(), |old| format!("/maintenance/{}/move", old.id))
}

fn period(window: &Maintenance) -> String {
    format!("{} ～ {}", words::at(window.begins), words::at(window.ends))
}

/// An instant as it is typed.
fn typed(at: Instant) -> String {
    words::at(at).replace('/', "-")
}
