//! Makes the file of a month: for one prefecture, or for all of them at once. Asked for twice it is the same file.

use super::super::gate::Caller;
use super::super::{Console, words};
use super::deduction_trouble;
use super::deductions::address;
use super::making::{self, Asked};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::instant::Day;
use exchange::office::Prefecture;
use exchange::operator::OperatorCaller;
use exchange::usecases::licence::deductions::DeductionError;
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    month: String,
    prefecture: String,
}

#[derive(Template)]
#[template(path = "console/deduction_new.html")]
struct NewPage {
    page: Page,
    months: Vec<(String, String)>,
    prefectures: Vec<(String, &'static str)>,
    /// The one prefecture of a federation.
    own: Option<&'static str>,
    input: Input,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    form_page(&console, &visit, &caller, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    form: Form<Input>,
) -> Shown {
    if form.press.verb() != "make" {
        return Ok(Done::to("/deductions").into_response());
    }
    let (input, mut errors) = (form.input.clone(), FieldErrors::none());
    let Some(month) = words::read_month(&input.month) else {
        errors.add("month", "月を選んでください。");
        return form_page(&console, form.visit(), &caller, input, errors).await;
    };
    let visit = form.visit().clone();
    form.once(async move { make(&console, &visit, &caller, input, month).await }).await
}

async fn make(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    month: Day,
) -> Result<Outcome, Trouble> {
    let chosen = caller.role.prefecture().or_else(|| input.prefecture.parse().ok().and_then(Prefecture::new));
    let wanted = chosen.map_or_else(|| (1..=47).filter_map(Prefecture::new).collect(), |one| vec![one]);
    let made = match making::make(console, caller, month, wanted).await {
        Ok(Asked::Made(files)) => files,
        Ok(Asked::GoesOn) => {
            let say = Flash::info("ファイルを作っています。この画面を閉じても、終わりまで続きます。");
            return Ok(Done::to("/deductions").say(say).into());
        }
        Ok(Asked::Busy) => {
            let say = Flash::info("いま、ファイルを作っています。新しくは始めていません。終わるまでお待ちください。");
            return Ok(Done::to("/deductions").say(say).into());
        }
        Err(DeductionError::Month) => {
            let mut errors = FieldErrors::none();
            errors.add("month", "ファイルを作れるのは、今月と来月の分です。月を選び直してください。");
            return form_page(console, visit, caller, input, errors).await.map(Outcome::Again);
        }
        Err(other) => return Err(deduction_trouble(other)),
    };
    let said = words::month_in_words(month);
    Ok(match made.as_slice() {
        [] => Done::to("/deductions").say(Flash::info(format!("{said}に差し引くものは、いまありません。"))).into(),
        [file] => {
            let say = Flash::done("ファイルができています。何度受け取っても、中身は同じです。");
            Done::to(address(month, file.prefecture)).say(say).into()
        }
        files => {
            let say = Flash::done(format!("{said}の、{}の都道府県のファイルができています。", files.len()));
            Done::to("/deductions").say(say).into()
        }
    })
}

async fn form_page(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    let this = console.hub.now().day_in_japan().month_begins();
    let months = [this, this.next_month()].map(|month| (words::month_in_address(month), words::month_in_words(month)));
    let own = caller.role.prefecture().map(words::prefecture);
    show(&NewPage {
        page: visit.page(console.frame("payments", caller).await?),
        months: months.into(),
        prefectures: if own.is_some() { Vec::new() } else { words::prefectures() },
        own,
        input,
        errors,
    })
}
