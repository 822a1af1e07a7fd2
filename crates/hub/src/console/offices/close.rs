//! Closing an office for good, with or without another that takes over. It cannot be taken back, so it is asked twice.

use super::super::gate::Caller;
use super::super::{Console, unanswered};
use super::freeze::why;
use super::office::{Facts, facts};
use super::{address, reached};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::office::OfficeRecord;
use exchange::operator::{Duty, OperatorCaller};
use exchange::store::OfficeChange;
use exchange::typed::plain;
use exchange::usecases::office::stop::{StopError, change_office};
use serde::Deserialize;
use standard::OfficeNumber;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    successor: String,
    typed: String,
    reason: String,
    told: String,
}

#[derive(Template)]
#[template(path = "console/close.html")]
struct ClosePage {
    page: Page,
    facts: Facts,
    input: Input,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::CloseOffices, &number).await?;
    ask(&console, &visit, &caller, &record, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::CloseOffices, &number).await?;
    let number = record.office.number;
    if form.press.verb() != "close" {
        return Ok(Done::to(address(number)).into_response());
    }
    let input = form.input.clone();
    let (why, mut errors) = why(&input.reason, &input.told, "廃止する理由を、400文字までで入力してください。");
    let successor = match plain(&input.successor).as_str() {
        "" => None,
        text => OfficeNumber::parse(text).ok().filter(|other| *other != number).or_else(|| {
            errors.add(
                "successor",
                "統合先の事業所番号を、半角10文字で入力してください。統合先がないときは、空のままにしてください。",
            );
            None
        }),
    };
    if plain(&input.typed) != number.as_str() {
        errors.add("typed", "確かめるため、この事業所の番号を入力してください。");
    }
    if !errors.is_empty() {
        return ask(&console, form.visit(), &caller, &record, input, errors).await;
    }
    let visit = form.visit().clone();
    form.once(async move {
        let context = console.hub.context(console.hub.now());
        match change_office(context, caller.actor(), number, OfficeChange::Close { successor, why }).await {
            Ok(()) => {
                let say = Flash::done("廃止しました。この事業所では、もうログインも送受信もできません。");
                Ok(Done::to(address(number)).say(say).into())
            }
            Err(StopError::Store(error)) => Err(unanswered(error)),
            Err(StopError::Successor) => {
                let mut errors = FieldErrors::none();
                errors.add(
                    "successor",
                    "この番号の事業所は、登録されていないか、廃止されています。統合先を先に登録してください。",
                );
                ask(&console, &visit, &caller, &record, input, errors).await.map(Outcome::Again)
            }
            Err(StopError::NotPossible | StopError::NoReason) => {
                let say = Flash::info("この事業所は、すでに廃止または統合されています。");
                Ok(Done::to(address(number)).say(say).into())
            }
        }
    })
    .await
}

async fn ask(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: &OfficeRecord,
    input: Input,
    errors: FieldErrors,
) -> Result<axum::response::Response, Trouble> {
    let page = visit.page(console.frame("offices", caller).await?);
    show(&ClosePage { page, facts: facts(record), input, errors })
}
