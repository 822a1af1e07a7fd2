//! 運営者: who operates, with which role; stopping one. Adding is done by the command, where the key is made.

use super::gate::Caller;
use super::site::role;
use super::{Console, ends, unanswered, words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::OperatorId;
use exchange::operator::Operator;
use exchange::usecases::operator::stop::{StopOperatorError, stop_operator};
use web::{Done, Flash, Form, Page, Shown, Trouble, Visit, show};

pub(super) struct Row {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) code_href: String,
    pub(super) name: String,
    pub(super) role: String,
    added: String,
    /// When the certificate ends: the day, and what to say beside it.
    ends: Option<(String, Option<String>)>,
    is_active: bool,
    pub(super) is_own: bool,
}

#[derive(Template)]
#[template(path = "console/operators.html")]
struct OperatorsPage {
    page: Page,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "console/operator_stop.html")]
struct StopPage {
    page: Page,
    row: Row,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let operators = console.hub.store.operators().await.map_err(unanswered)?;
    let (until, at) = (console.hub.store.operators_until().await.map_err(unanswered)?, console.hub.now());
    let of = |id: &OperatorId| until.iter().find(|(known, _)| known == id).map(|(_, end)| ends::shown(*end, at));
    let rows = operators.iter().map(|operator| Row { ends: of(&operator.id), ..row(operator, &caller.id) }).collect();
    show(&OperatorsPage { page: visit.page(console.frame("operators", &caller).await?), rows })
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
    show(&StopPage { page: visit.page(console.frame("operators", &caller).await?), row })
}

pub(super) async fn stop(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let hub = &console.hub;
    let Some(id) = OperatorId::parse(&id).filter(|_| form.press.verb() == "stop") else {
        return Ok(Done::to("/operators").into_response());
    };
    match stop_operator(hub.context(hub.now()), caller.actor(), id).await {
        Ok(()) => {
            hub.revoked.notify_one();
            let say = Flash::done("運営コンソールを使えないようにしました。証明書も失効しました。");
            Ok(Done::to("/operators").say(say).into_response())
        }
        // Stopped before: the list shows it.
        Err(StopOperatorError::Unknown) => Ok(Done::to("/operators").into_response()),
        Err(StopOperatorError::Oneself) => Err(oneself()),
        Err(StopOperatorError::LastAdmin) => Err(Trouble::not_allowed(
            "最後の管理者は停止できません。運営者を登録したり停止したりできる人が、いなくなります。",
            "先に、別の管理者を登録してください。",
        )),
        Err(StopOperatorError::Store(error)) => Err(unanswered(error)),
    }
}

/// An operator who is not stopped.
pub(super) async fn active(console: &Console, id: &str) -> Result<Operator, Trouble> {
    let operators = console.hub.store.operators().await.map_err(unanswered)?;
    let found = operators.into_iter().find(|operator| operator.id.as_str() == id && operator.is_active);
    found.ok_or_else(Trouble::not_found)
}

fn oneself() -> Trouble {
    Trouble::not_allowed("自分自身を停止することはできません。", "必要なときは、別の管理者に依頼してください。")
}

pub(super) fn row(operator: &Operator, own: &OperatorId) -> Row {
    Row {
        id: operator.id.as_str().to_owned(),
        href: format!("/operators/{}/stop", operator.id.as_str()),
        code_href: format!("/operators/{}/code", operator.id.as_str()),
        name: operator.name.clone(),
        role: role(operator.role),
        added: words::at(operator.added_at),
        ends: None,
        is_active: operator.is_active,
        is_own: operator.id == *own,
    }
}
