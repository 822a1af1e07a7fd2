//! 結果の取り込み: a file of results is looked at as a whole; a person says yes; taken in twice nothing is doubled.

use super::super::gate::Caller;
use super::super::people::People;
use super::super::{Console, unanswered};
use super::deduction_trouble;
use super::deductions::{View, address, found, view};
use super::results_file::{Reading, Sent, read};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::operator::{Duty, OperatorCaller};
use exchange::store::DeductionFile;
use exchange::usecases::licence::deductions::{Taken, take_results};
use web::{Done, Explanation, Flash, Form, Outcome, Page, Shown, Trouble, Upload, Visit, count, show};

/// Wrong lines that a page names.
const MOST_SHOWN: usize = 100;

/// What was found in a file.
struct Looked {
    name: String,
    new: String,
    known: String,
    without: String,
    wrong: String,
    findings: Vec<(String, String)>,
    more: usize,
    /// What the button says that takes them in; none when nothing is to be taken in.
    take: Option<String>,
}

#[derive(Template)]
#[template(path = "console/deduction_results.html")]
struct ResultsPage {
    page: Page,
    file: View,
    looked: Option<Looked>,
    why: Option<Explanation>,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path((month, prefecture)): Path<(String, String)>,
) -> Shown {
    let file = found(&console, &caller, Duty::Deduct, &month, &prefecture).await?;
    shown(&console, &visit, &caller, &file, None, None).await
}

/// Looks at a file; nothing is written down.
pub(in crate::console) async fn look(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path((month, prefecture)): Path<(String, String)>,
    upload: Upload,
) -> Shown {
    let file = found(&console, &caller, Duty::Deduct, &month, &prefecture).await?;
    let visit = upload.visit().clone();
    let Some(given) = upload.files.into_iter().next() else {
        let why = Explanation::new(
            "ファイルを読み込めませんでした",
            "ファイルが選ばれていないか、大きすぎます。一つのファイルは96MBまでです。",
            "CSVファイルを選び直してください。",
        );
        let why = why.unharmed("結果は、何も記録されていません。");
        return shown(&console, &visit, &caller, &file, None, Some(why)).await;
    };
    let lines = console.hub.store.deduction_lines(file.month, file.prefecture).await.map_err(unanswered)?;
    let (month, today, bytes) = (file.month, console.hub.now().day_in_japan(), given.bytes);
    let may_record = caller.role.may(Duty::RecordPayments);
    let reading = tokio::task::spawn_blocking(move || read(&bytes, &Sent { lines: &lines, month, today, may_record }));
    let reading = reading.await.map_err(|failure| Trouble::internal(&failure))?;
    let looked = told(&given.name, &reading);
    if looked.take.is_some() {
        console.pending.keep(visit.session(), file.month, file.prefecture, reading.new);
    }
    shown(&console, &visit, &caller, &file, Some(looked), None).await
}

/// A person's yes.
pub(in crate::console) async fn take(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path((month, prefecture)): Path<(String, String)>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let file = found(&console, &caller, Duty::Deduct, &month, &prefecture).await?;
    let to = address(file.month, file.prefecture);
    if form.press.verb() != "take" {
        return Ok(Done::to(to).into_response());
    }
    let Some(results) = console.pending.of(form.visit().session(), file.month, file.prefecture) else {
        let say = Flash::bad("確かめた結果が残っていません。何も記録していません。もう一度ファイルを選んでください。");
        return Ok(Done::to(format!("{to}/results")).say(say).into_response());
    };
    form.once(async move {
        let context = console.hub.context(console.hub.now());
        let taken = take_results(context, &caller, file.prefecture, &results).await.map_err(deduction_trouble)?;
        Ok(Outcome::Done(Done::to(to).say(said(taken))))
    })
    .await
}

fn said(taken: Taken) -> Flash {
    let known = match taken.known {
        0 => String::new(),
        known => format!("{}件は、すでに記録されていたため、そのままです。", count(known)),
    };
    match taken.refused {
        0 if taken.written == 0 => Flash::info(format!("新しく記録した結果はありません。{known}")),
        0 => Flash::done(format!("{}件の結果を記録しました。{known}", count(taken.written))),
        refused => Flash::todo(format!(
            "{}件の結果を記録しました。{known}{}件は、別の結果が先に記録されたため、記録していません。",
            count(taken.written),
            count(refused)
        )),
    }
}

fn told(name: &str, reading: &Reading) -> Looked {
    let line = |line: u64| if line == 0 { "ファイル全体".to_owned() } else { format!("{}行目", count(line)) };
    let number = |number: usize| count(u64::try_from(number).unwrap_or(u64::MAX));
    let findings = reading.wrong.iter().take(MOST_SHOWN).map(|(at, text)| (line(*at), text.clone()));
    let is_right = reading.wrong.is_empty() && !reading.new.is_empty();
    Looked {
        name: name.to_owned(),
        new: number(reading.new.len()),
        known: count(reading.known),
        without: count(reading.without),
        wrong: number(reading.wrong.len()),
        findings: findings.collect(),
        more: reading.wrong.len().saturating_sub(MOST_SHOWN),
        take: is_right.then(|| format!("{}件の結果を記録する", number(reading.new.len()))),
    }
}

async fn shown(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    file: &DeductionFile,
    looked: Option<Looked>,
    why: Option<Explanation>,
) -> Shown {
    let file = view(file, &People::read(console).await?);
    show(&ResultsPage { page: visit.page(console.frame("payments", caller).await?), file, looked, why })
}
