//! A new registration code for a colleague whose passkeys are lost, shown once to the administrator who made it.

use super::gate::Caller;
use super::operators::{Row, active, row};
use super::{Console, unanswered, words};
use crate::portals::reveal::Shown as Revealed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::operator::OperatorCaller;
use exchange::usecases::operator::recode::{RecodeError, recode_operator};
use web::{Done, Flash, Form, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};
use zeroize::Zeroizing;

/// Where the code is shown.
const CODE: &str = "/operators/code";

#[derive(Template)]
#[template(path = "console/operator_code.html")]
struct AskPage {
    page: Page,
    row: Row,
}

#[derive(Template)]
#[template(path = "console/operator_code_shown.html")]
struct CodePage {
    page: Page,
    shown: Option<Revealed>,
}

pub(super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let row = row(&active(&console, &id).await?, &caller.id);
    if row.is_own {
        return Err(oneself());
    }
    show(&AskPage { page: visit.page(console.frame("operators", &caller).await?), row })
}

pub(super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    if form.press.verb() != "make" {
        return Ok(Done::to("/operators").into_response());
    }
    let session = form.visit().session().clone();
    form.once(async move { make(&console, &session, &caller, &id).await }).await
}

/// The code once; opened again, the page says what to do.
pub(super) async fn shown(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let page = visit.page(console.frame("operators", &caller).await?);
    show(&CodePage { page, shown: console.reveal.take(visit.session(), CODE) })
}

async fn make(
    console: &Console,
    session: &SessionToken,
    caller: &OperatorCaller,
    id: &str,
) -> Result<Outcome, Trouble> {
    let (hub, operator) = (&console.hub, active(console, id).await?);
    let made = recode_operator(hub.context(hub.now()), caller.actor(), operator.id.clone()).await;
    let (secret, registration) = made.map_err(|error| match error {
        RecodeError::Oneself => oneself(),
        RecodeError::Unknown => Trouble::not_found(),
        RecodeError::Store(error) => unanswered(error),
    })?;
    let lines = vec![
        ("名前", Zeroizing::new(format!("{}（{}）", operator.name, operator.id.as_str()))),
        ("登録コード", secret.reveal()),
    ];
    console.reveal.keep(session, CODE, Revealed { lines, until: words::in_words(registration.until) });
    let say = format!(
        "{}さんの登録コードを作り直しました。いままでのパスキーとログインは、使えなくなりました。",
        operator.name
    );
    Ok(Done::to(CODE).say(Flash::done(say)).into())
}

fn oneself() -> Trouble {
    Trouble::not_allowed(
        "自分の登録コードは作り直せません。",
        "パスキーを追加するときは、画面の下の「自分のパスキー」から登録してください。",
    )
}
