//! 運営者: who operates, with which role; stopping one. Adding is done by the command, where the key is made.

use super::gate::Caller;
use super::site::role;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::OperatorId;
use exchange::operator::Operator;
use exchange::usecases::operator::stop::{StopOperatorError, stop_operator};
use web::{Done, Flash, Form, Page, Shown, Trouble, Visit, show};

struct Row {
    id: String,
    href: String,
    name: String,
    role: String,
    added: String,
    is_active: bool,
    is_own: bool,
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
    let rows = operators.iter().map(|operator| row(operator, &caller.id)).collect();
    show(&OperatorsPage { page: visit.page(console.frame("operators", &caller).await?), rows })
}

pub(super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let operators = console.hub.store.operators().await.map_err(unanswered)?;
    let found = operators.iter().find(|operator| operator.id.as_str() == id && operator.is_active);
    let row = row(found.ok_or_else(Trouble::not_found)?, &caller.id);
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
        Err(StopOperatorError::Oneself) => {
            Err(Trouble::not_allowed("自分自身を停止することはできません。", "別の管理者に依頼してください。"))
        }
        Err(StopOperatorError::Store(error)) => Err(unanswered(error)),
    }
}

fn row(operator: &Operator, own: &OperatorId) -> Row {
    Row {
        id: operator.id.as_str().to_owned(),
        href: format!("/operators/{}/stop", operator.id.as_str()),
        name: operator.name.clone(),
        role: role(operator.role),
        added: words::at(operator.added_at),
        is_active: operator.is_active,
        is_own: operator.id == *own,
    }
}
