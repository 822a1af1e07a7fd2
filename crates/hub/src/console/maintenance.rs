//! メンテナンス: planned ahead, told to every office by a notice, shown in the apps while it lasts.

use super::gate::{Caller, refused};
use super::notices::moment;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::Instant;
use exchange::id::MaintenanceId;
use exchange::notice::Maintenance;
use exchange::operator::{Duty, OperatorCaller};
use exchange::usecases::operator::maintain::{MaintainError, PlanInput, cancel, plan};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, SystemState, Trouble, Visit, show};

struct Row {
    id: String,
    period: String,
    text: String,
    planned_by: String,
    chip: &'static str,
    state: &'static str,
    may_cancel: bool,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    begins: String,
    ends: String,
    text: String,
}

#[derive(Template)]
#[template(path = "console/maintenance.html")]
struct MaintenancePage {
    page: Page,
    state: SystemState,
    room: String,
    rows: Vec<Row>,
    may_plan: bool,
}

#[derive(Template)]
#[template(path = "console/maintenance_plan.html")]
struct PlanPage {
    page: Page,
    input: Input,
    errors: FieldErrors,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let (hub, at) = (&console.hub, console.hub.now());
    let may_plan = caller.role.may(Duty::PlanMaintenance);
    let windows = hub.store.maintenances().await.map_err(unanswered)?;
    show(&MaintenancePage {
        page: visit.page(console.frame("maintenance", &caller).await?),
        state: hub.system_state(at).await.map_err(unanswered)?,
        room: web::Bytes(hub.room()).to_string(),
        rows: windows.iter().map(|window| row(window, at, may_plan)).collect(),
        may_plan,
    })
}

pub(super) async fn ask(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    form_page(&console, &visit, &caller, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(super) async fn act(State(console): State<Console>, Caller(caller): Caller, form: Form<Input>) -> Shown {
    let (input, mut errors) = (form.input.clone(), FieldErrors::none());
    match form.press.verb() {
        "plan" => {}
        "cancel" => return take_back(&console, &caller, form.press.id()).await,
        _ => return Ok(Done::to("/maintenance").into_response()),
    }
    let begins = moment(&input.begins, &mut errors, "begins").flatten();
    let ends = moment(&input.ends, &mut errors, "ends").flatten();
    for (field, found) in [("begins", begins), ("ends", ends)] {
        if found.is_none() && errors.of(field).is_none() {
            errors.add(field, "日時を、2025-04-01 09:00 のように入力してください。");
        }
    }
    let (Some(begins), Some(ends)) = (begins, ends) else {
        return form_page(&console, form.visit(), &caller, input, errors).await;
    };
    let visit = form.visit().clone();
    form.once(async move {
        let title = format!("{}からメンテナンスを行います", words::in_words(begins));
        let text = input.text.trim().to_owned();
        let context = console.hub.context(console.hub.now());
        match plan(context, &caller, PlanInput { begins, ends, title, text }).await {
            Ok(()) => {
                let say = Flash::done("メンテナンスを予定し、すべての事業所へのお知らせを公開しました。");
                Ok(Done::to("/maintenance").say(say).into())
            }
            Err(MaintainError::Period) => {
                errors.add("ends", "終わりを、はじまりといまより後、はじまりから3日以内にしてください。");
                form_page(&console, &visit, &caller, input, errors).await.map(Outcome::Again)
            }
            Err(MaintainError::Text) => {
                errors.add("text", "事業所へのお知らせを、1,000文字までで入力してください。");
                form_page(&console, &visit, &caller, input, errors).await.map(Outcome::Again)
            }
            Err(other) => Err(trouble(other)),
        }
    })
    .await
}

async fn take_back(console: &Console, caller: &OperatorCaller, id: &str) -> Shown {
    let id = MaintenanceId::parse(id).map_err(|_| Trouble::not_found())?;
    let context = console.hub.context(console.hub.now());
    match cancel(context, caller, id).await {
        Ok(()) => {
            let say = Flash::done("メンテナンスを取りやめ、お知らせを取り下げました。");
            Ok(Done::to("/maintenance").say(say).into_response())
        }
        // Pressed twice, or over: the list shows how it stands.
        Err(MaintainError::NotFound) => Ok(Done::to("/maintenance").into_response()),
        Err(other) => Err(trouble(other)),
    }
}

fn trouble(error: MaintainError) -> Trouble {
    match error {
        MaintainError::Denied(denied) => refused(denied),
        MaintainError::Store(error) => unanswered(error),
        other => Trouble::internal(&other),
    }
}

async fn form_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    show(&PlanPage { page: visit.page(console.frame("maintenance", caller).await?), input, errors })
}

fn row(window: &Maintenance, at: Instant, may_plan: bool) -> Row {
    let (chip, state) = match window.cancelled_at {
        Some(_) => ("wait", "取りやめ"),
        None if at < window.begins => ("todo", "予定"),
        None if at < window.ends => ("run", "実施中"),
        None => ("done", "終了"),
    };
    Row {
        id: window.id.to_string(),
        period: format!("{} ～ {}", words::at(window.begins), words::at(window.ends)),
        text: window.text.clone(),
        planned_by: window.planned_by.as_str().to_owned(),
        chip,
        state,
        may_cancel: may_plan && window.cancelled_at.is_none() && at < window.ends,
    }
}
