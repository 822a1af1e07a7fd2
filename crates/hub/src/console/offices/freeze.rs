//! Freezing an office for a time, and letting it in again.

use super::super::gate::Caller;
use super::super::{Console, unanswered};
use super::office::{Facts, facts};
use super::{address, reached};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::office::{LONGEST_WHY, OfficeRecord, OfficeState, Why};
use exchange::operator::Duty;
use exchange::store::OfficeChange;
use exchange::usecases::office::stop::{StopError, change_office};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    reason: String,
    told: String,
}

#[derive(Template)]
#[template(path = "console/freeze.html")]
struct FreezePage {
    page: Page,
    facts: Facts,
    is_frozen: bool,
    input: Input,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::StopOffices, &number).await?;
    let page = visit.page(console.frame("offices", &caller).await?);
    ask(page, &record, visit.typed().unwrap_or_default(), FieldErrors::none())
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::StopOffices, &number).await?;
    let number = record.office.number;
    let (why, errors) = why(&form.input.reason, &form.input.told, "停止する理由を、400文字までで入力してください。");
    let (change, said) = match form.press.verb() {
        "thaw" => (OfficeChange::Thaw, "利用を再開しました。もう一度ログインすると使えます。"),
        "freeze" if errors.is_empty() => {
            (OfficeChange::Freeze { why }, "利用を停止しました。次の通信から、送受信もログインもできません。")
        }
        "freeze" => {
            let page = form.visit().page(console.frame("offices", &caller).await?);
            return ask(page, &record, form.input.clone(), errors);
        }
        _ => return Ok(Done::to(address(number)).into_response()),
    };
    form.once(async move {
        let context = console.hub.context(console.hub.now());
        match change_office(context, caller.actor(), number, change).await {
            Ok(()) => Ok(Done::to(address(number)).say(Flash::done(said)).into()),
            Err(StopError::Store(error)) => Err(unanswered(error)),
            // Somebody else was quicker, or it is closed: its page shows how it stands.
            Err(StopError::NotPossible | StopError::NoReason) => {
                let say = Flash::info("この事業所の状態は、すでに変わっています。いまの状態を確かめてください。");
                Ok(Done::to(address(number)).say(say).into())
            }
        }
    })
    .await
}

/// Why an office is stopped, as it was entered, and what is wrong with that.
pub(super) fn why(note: &str, told: &str, missing: &str) -> (Why, FieldErrors) {
    let mut errors = FieldErrors::none();
    // Browsers write two signs for the end of a line.
    let why = Why { note: note.trim().replace("\r\n", "\n"), told: told.trim().replace("\r\n", "\n") };
    if !(1..=LONGEST_WHY).contains(&why.note.chars().count()) {
        errors.add("reason", missing);
    }
    if why.told.chars().count() > LONGEST_WHY {
        errors.add("told", "事業所に伝える理由は、400文字までで入力してください。");
    }
    (why, errors)
}

fn ask(page: Page, record: &OfficeRecord, input: Input, errors: FieldErrors) -> Shown {
    if matches!(record.state, OfficeState::Closed { .. }) {
        return Err(Trouble::not_allowed(
            "この事業所は廃止または統合されているため、停止も再開もできません。",
            "事業所の画面で状態を確かめてください。",
        ));
    }
    let is_frozen = record.state == OfficeState::Frozen;
    show(&FreezePage { page, facts: facts(record), is_frozen, input, errors })
}
