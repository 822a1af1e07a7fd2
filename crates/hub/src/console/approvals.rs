//! 承認待ち: what another operator asked for. Who asked cannot say yes (S25).

use super::gate::{Caller, refused};
use super::offices::account::{LETTER, keep_letter};
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::id::ApprovalId;
use exchange::operator::{DecisionRefused, OperatorCaller};
use exchange::usecases::operator::approve::{ApproveError, approve, refuse};
use web::{Done, Flash, Form, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};

struct Row {
    id: String,
    office: String,
    number: String,
    href: String,
    name: String,
    asked_by: String,
    asked_at: String,
    reason: String,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "console/approvals.html")]
struct ApprovalsPage {
    page: Page,
    rows: Vec<Row>,
}

pub(super) async fn page(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let (store, at) = (&console.hub.store, console.hub.now());
    let mut rows = Vec::new();
    for approval in store.open_approvals(at).await.map_err(unanswered)? {
        let office = store.office(approval.office).await.map_err(unanswered)?;
        rows.push(Row {
            id: approval.id.to_string(),
            office: office.map(|record| record.office.name).unwrap_or_default(),
            number: approval.office.to_string(),
            href: super::offices::address(approval.office),
            name: approval.name.as_str().to_owned(),
            is_own: approval.asked_by == caller.id,
            asked_by: approval.asked_by.as_str().to_owned(),
            asked_at: words::at(approval.asked_at),
            reason: approval.reason,
        });
    }
    show(&ApprovalsPage { page: visit.page(console.frame("approvals", &caller).await?), rows })
}

pub(super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let (verb, session) = (form.press.verb().to_owned(), form.visit().session().clone());
    let Ok(id) = ApprovalId::parse(form.press.id()) else { return Ok(Done::to("/approvals").into_response()) };
    match verb.as_str() {
        "approve" => form.once(async move { give(&console, &session, &caller, id).await }).await,
        "refuse" => {
            refuse(console.hub.context(console.hub.now()), &caller, id).await.map_err(trouble)?;
            Ok(Done::to("/approvals")
                .say(Flash::done("依頼を取り下げました。パスワードは変わっていません。"))
                .into_response())
        }
        _ => Ok(Done::to("/approvals").into_response()),
    }
}

async fn give(
    console: &Console,
    session: &SessionToken,
    caller: &OperatorCaller,
    id: ApprovalId,
) -> Result<Outcome, Trouble> {
    let hub = &console.hub;
    let (approval, created) = approve(hub.context(hub.now()), &hub.portal_hasher, caller, id).await.map_err(trouble)?;
    let record = hub.store.office(approval.office).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)?;
    keep_letter(console, session, &record, &approval.name, &created);
    Ok(Done::to(LETTER).say(Flash::done("承認しました。この事業所のログインは、すべて終了しました。")).into())
}

/// Why nothing was asked or decided, as a page says it.
pub(super) fn trouble(error: ApproveError) -> Trouble {
    match error {
        ApproveError::Denied(denied) => refused(denied),
        ApproveError::Decision(DecisionRefused::Oneself) => Trouble::not_allowed(
            "自分で依頼したものは、自分では承認できません。",
            "別の担当者に承認を依頼してください。",
        ),
        ApproveError::Decision(DecisionRefused::NotOpen) => Trouble::not_allowed(
            "この依頼は、すでに決まったか、7日の期限が切れています。",
            "承認待ちの一覧を確かめてください。必要なら、もう一度依頼してください。",
        ),
        ApproveError::Busy(_) => Trouble::busy(),
        ApproveError::Store(error) => unanswered(error),
        ApproveError::NoReason | ApproveError::NoName => Trouble::unreadable(),
    }
}
