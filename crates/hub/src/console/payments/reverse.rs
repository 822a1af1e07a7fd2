//! A payment that was written down by mistake is taken back, with its reason: another line says so, nothing is overwritten.

use super::super::gate::{Caller, refused};
use super::super::offices::address;
use super::super::offices::office::{Facts, facts};
use super::super::{Console, unanswered, words};
use super::charge::{Work, found, path};
use super::ledger_trouble;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::licence::Charge;
use exchange::operator::OperatorCaller;
use exchange::usecases::licence::reverse_payment::{LONGEST_REASON, ReverseError, ReverseInput, reverse};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show, yen};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    reason: String,
}

#[derive(Template)]
#[template(path = "console/reverse.html")]
struct ReversePage {
    page: Page,
    facts: Facts,
    lines: Vec<(&'static str, String)>,
    action: String,
    back: String,
    input: Input,
    most: usize,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path((number, id)): Path<(String, String)>,
) -> Shown {
    let work = reversible(&console, &caller, &number, &id).await?;
    shown(&console, &visit, &caller, &work, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path((number, id)): Path<(String, String)>,
    form: Form<Input>,
) -> Shown {
    let work = found(&console, &caller, &number, &id).await?;
    if form.press.verb() != "reverse" {
        return Ok(Done::to(path(&work)).into_response());
    }
    let (input, visit) = (form.input.clone(), form.visit().clone());
    form.once(async move {
        let (context, office) = (console.hub.context(console.hub.now()), work.record.office.number);
        let wanted = ReverseInput { office, grant: work.charge.grant, reason: input.reason.clone() };
        match reverse(context, &caller, wanted).await {
            Ok(amount) => {
                let say =
                    format!("{}の入金の記録を取り消しました。請求書は、また入金を待っています。", yen(amount.into()));
                Ok(Done::to(address(office)).say(Flash::done(say)).into())
            }
            Err(ReverseError::Reason) => {
                let mut errors = FieldErrors::none();
                errors.add(
                    "reason",
                    format!("取り消す理由を、改行を入れずに{LONGEST_REASON}文字までで入力してください。"),
                );
                shown(&console, &visit, &caller, &work, input, errors).await.map(Outcome::Again)
            }
            Err(ReverseError::Denied(denied)) => Err(refused(denied)),
            Err(ReverseError::Licence(error)) => Err(ledger_trouble(error)),
            Err(ReverseError::Store(error)) => Err(unanswered(error)),
        }
    })
    .await
}

/// A charge whose payment may be taken back; who comes too late is told so.
async fn reversible(console: &Console, caller: &OperatorCaller, number: &str, id: &str) -> Result<Work, Trouble> {
    let work = found(console, caller, number, id).await?;
    if work.is_reversible {
        return Ok(work);
    }
    Err(Trouble::not_allowed(
        "取り消せる入金の記録がありません。すでに取り消したか、返金したか、給付費から差し引いたものです。",
        "事業所の画面で、いまの状態を確かめてください。",
    ))
}

/// What was written down.
fn lines(charge: &Charge, note: Option<String>) -> Vec<(&'static str, String)> {
    let request = charge.request;
    let mut lines = vec![("期間", format!("{}～{}", words::day(charge.first), words::day(charge.last)))];
    lines.extend(request.map(|request| ("記録した金額", yen(request.amount.into()))));
    let day = request.and_then(|request| request.result).map(|(_, day)| words::day_in_words(day));
    lines.extend(day.map(|day| ("記録した入金日", day)));
    lines.extend(note.map(|note| ("控え", note)));
    lines
}

async fn shown(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    work: &Work,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    let back = path(work);
    let (store, office) = (&console.hub.store, work.record.office.number);
    let notes = store.licence_notes(office).await.map_err(unanswered)?;
    let paid = store.ledger(office).await.map_err(unanswered)?.payment_by_invoice(work.charge.grant);
    let note = paid.and_then(|(line, _)| notes.into_iter().find(|(noted, _)| *noted == line));
    show(&ReversePage {
        page: visit.page(console.frame("payments", caller).await?),
        facts: facts(&work.record),
        lines: lines(&work.charge, note.map(|(_, text)| text)),
        action: format!("{back}/reverse"),
        back,
        input,
        most: LONGEST_REASON,
        errors,
    })
}
