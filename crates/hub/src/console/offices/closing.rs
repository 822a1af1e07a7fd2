//! A closing that is planned or counts: a plan is dropped, and a closing that was a mistake is taken back while the office
//! can still read.

use super::super::gate::Caller;
use super::super::{Console, unanswered};
use super::office::{Facts, facts};
use super::{address, reached};
use crate::closings;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::office::{Closing, OfficeRecord};
use exchange::operator::{Duty, OperatorCaller};
use exchange::usecases::office::close::{CloseError, drop_plan, take_back};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    reason: String,
}

#[derive(Template)]
#[template(path = "console/closing.html")]
struct ClosingPage {
    page: Page,
    facts: Facts,
    is_planned: bool,
    day: String,
    until: String,
    successor: Option<(String, String)>,
    why: String,
    reason: String,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::CloseOffices, &number).await?;
    let typed: Input = visit.typed().unwrap_or_default();
    ask(&console, &visit, &caller, &record, (typed.reason, FieldErrors::none())).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::CloseOffices, &number).await?;
    let number = record.office.number;
    let verb = form.press.verb().to_owned();
    if !matches!(verb.as_str(), "drop" | "take-back") {
        return Ok(Done::to(address(number)).into_response());
    }
    let (reason, visit) = (form.input.reason.clone(), form.visit().clone());
    form.once(async move {
        let context = console.hub.context(console.hub.now());
        let words = console.hub.closing_words();
        let done = if verb == "drop" {
            drop_plan(context, caller.actor(), number, &words).await
        } else {
            take_back(context, caller.actor(), number, &reason, &words).await
        };
        let say = match done {
            Ok(()) if verb == "drop" => {
                Flash::done("廃止の予定を取りやめました。知らせた事業所にも、そう知らせました。")
            }
            Ok(()) => Flash::done(
                "廃止を取り消しました。この事業所は、これまでどおり使えます。知らせた事業所にも、そう知らせました。",
            ),
            Err(CloseError::NoReason) => {
                let mut errors = FieldErrors::none();
                errors.add("reason", "取り消す理由を、400文字までで入力してください。");
                return ask(&console, &visit, &caller, &record, (reason, errors)).await.map(Outcome::Again);
            }
            Err(CloseError::Store(error)) => return Err(unanswered(error)),
            Err(_) => Flash::info("この事業所の状態は、すでに変わっています。いまの状態を確かめてください。"),
        };
        Ok(Done::to(address(number)).say(say).into())
    })
    .await
}

async fn ask(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: &OfficeRecord,
    (reason, errors): (String, FieldErrors),
) -> Shown {
    let at = console.hub.now();
    let store = &console.hub.store;
    let found = store.closing(record.office.number).await.map_err(unanswered)?;
    let about = store.closed_office(record.office.number).await.map_err(unanswered)?;
    let open = |closing: &Closing| closing.is_planned() || closing.can_be_taken_back(at);
    let Some((closing, about)) = found.filter(open).zip(about) else {
        return Err(Trouble::not_allowed(
            "取り消せる廃止はありません。廃止してからの期間が過ぎたか、廃止されていません。",
            "事業所の画面で状態を確かめてください。",
        ));
    };
    show(&ClosingPage {
        page: visit.page(console.frame("offices", caller).await?),
        facts: facts(record),
        is_planned: closing.is_planned(),
        day: closings::day(closing.from),
        until: closing.reads_until.map(closings::last_day).unwrap_or_default(),
        successor: about.successor.map(|(number, name)| (number.to_string(), name)),
        why: closing.why.note,
        reason,
        errors,
    })
}
