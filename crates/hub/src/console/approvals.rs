//! 承認待ち: what another operator asked for. Who asked cannot say yes, and who says yes sees no password (S25).

use super::gate::{Caller, refused};
use super::people::People;
use super::{Console, requests, unanswered, words};
use askama::Template;
use axum::extract::{Path, State};
use exchange::id::ApprovalId;
use exchange::operator::{Approval, DecisionRefused, Duty, OperatorCaller, Standing};
use exchange::usecases::operator::approve::{ApproveError, approve, found, refuse};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

/// A request as who decides sees it.
struct Row {
    href: String,
    office: String,
    number: String,
    office_href: String,
    name: String,
    asked_by: String,
    asked_at: String,
    until: String,
    reason: String,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "console/approvals.html")]
struct ApprovalsPage {
    page: Page,
    rows: Vec<Row>,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    reason: String,
}

#[derive(Template)]
#[template(path = "console/approval.html")]
struct ApprovalPage {
    page: Page,
    row: Row,
    input: Input,
    errors: FieldErrors,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let people = People::read(&console).await?;
    let mut rows = Vec::new();
    for approval in console.hub.store.open_approvals(console.hub.now()).await.map_err(unanswered)? {
        rows.push(row(&console, &people, &caller, approval).await?);
    }
    show(&ApprovalsPage { page: visit.page(console.frame("approvals", &caller).await?), rows })
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    shown(&console, &visit, &caller, read(&id)?, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<Input>,
) -> Shown {
    let (id, visit, input) = (read(&id)?, form.visit().clone(), form.input.clone());
    match form.press.verb() {
        "approve" => form.once(async move { give(&console, &caller, id).await }).await,
        "refuse" => form.once(async move { turn_down(&console, &visit, &caller, id, input).await }).await,
        _ => shown(&console, &visit, &caller, id, input, FieldErrors::none()).await,
    }
}

async fn give(console: &Console, caller: &OperatorCaller, id: ApprovalId) -> Result<Outcome, Trouble> {
    let context = console.hub.context(console.hub.now());
    let asked = found(context, caller, Duty::Approve, id).await.map_err(trouble)?;
    approve(context, caller, id).await.map_err(trouble)?;
    let asker = People::read(console).await?.named(&asked.asked_by);
    let say = format!("承認しました。依頼した{asker}が、7日のあいだに手紙を開いて、事業所に渡します。");
    Ok(Done::to("/approvals").say(Flash::done(say)).into())
}

async fn turn_down(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    id: ApprovalId,
    input: Input,
) -> Result<Outcome, Trouble> {
    match refuse(console.hub.context(console.hub.now()), caller, id, &input.reason).await {
        Ok(()) => {
            let say = "承認しませんでした。パスワードは変わっていません。理由は、依頼した人の画面に表示されます。";
            Ok(Done::to("/approvals").say(Flash::done(say)).into())
        }
        Err(ApproveError::NoReason) => {
            let mut errors = FieldErrors::none();
            errors.add("reason", "承認しない理由を、400文字までで入力してください。依頼した人が読みます。");
            shown(console, visit, caller, id, input, errors).await.map(Outcome::Again)
        }
        Err(other) => Err(trouble(other)),
    }
}

async fn shown(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    id: ApprovalId,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    let (hub, at) = (&console.hub, console.hub.now());
    let approval = found(hub.context(at), caller, Duty::Approve, id).await.map_err(trouble)?;
    if approval.standing(at) != Standing::Waits {
        return Err(trouble(DecisionRefused::NotOpen.into()));
    }
    let row = row(console, &People::read(console).await?, caller, approval).await?;
    show(&ApprovalPage { page: visit.page(console.frame("approvals", caller).await?), row, input, errors })
}

async fn row(console: &Console, people: &People, caller: &OperatorCaller, approval: Approval) -> Result<Row, Trouble> {
    let office = console.hub.store.office(approval.office).await.map_err(unanswered)?;
    let is_own = approval.asked_by == caller.id;
    Ok(Row {
        href: if is_own { requests::address(approval.id) } else { format!("/approvals/{}", approval.id) },
        office: office.map(|record| record.office.name).unwrap_or_default(),
        number: approval.office.to_string(),
        office_href: super::offices::address(approval.office),
        name: approval.name.as_str().to_owned(),
        asked_by: people.named(&approval.asked_by),
        asked_at: words::at(approval.asked_at),
        until: words::at(approval.until()),
        reason: approval.reason,
        is_own,
    })
}

fn read(id: &str) -> Result<ApprovalId, Trouble> {
    ApprovalId::parse(id).map_err(|_| Trouble::not_found())
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
            "この依頼は、すでに決まったか、取り下げられたか、7日の期限が切れています。",
            "「承認待ち」か「依頼したもの」の一覧を確かめてください。必要なら、もう一度依頼してください。",
        ),
        ApproveError::Waits(waiting) => Trouble::not_allowed(
            format!(
                "この事業所の同じIDの依頼が、{}から待っています。新しい依頼は作っていません。",
                words::in_words(waiting.asked_at)
            ),
            "事業所の画面の「仮パスワードの依頼」で、その依頼を確かめてください。",
        ),
        ApproveError::Busy(_) => Trouble::busy(),
        ApproveError::Store(error) => unanswered(error),
        ApproveError::NoReason | ApproveError::NoName => Trouble::unreadable(),
    }
}
