//! 事業所のユーザID of an office: given out with a first password as a letter; lost, asked for anew, which needs two operators.

use super::super::gate::Caller;
use super::super::{Console, requests, unanswered};
use super::letter::{LETTER, keep_letter, written};
use super::office::{Facts, facts};
use super::{address, reached};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::account::CredentialName;
use exchange::office::{OfficeRecord, OfficeState};
use exchange::operator::{Duty, OperatorCaller};
use exchange::usecases::account::create::CreateError;
use exchange::usecases::account::give_account_id::give_account_id;
use exchange::usecases::operator::approve::{ApproveError, ask as ask_approval};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    name: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "console/account.html")]
struct AccountPage {
    page: Page,
    facts: Facts,
    /// The names of the office: value and words.
    names: Vec<(String, String)>,
    has_account: bool,
    input: Input,
    errors: FieldErrors,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::HandOutAccounts, &number).await?;
    shown(&console, &visit, &caller, &record, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::HandOutAccounts, &number).await?;
    let session = form.visit().session().clone();
    match form.press.verb() {
        "give" => form.once(async move { give(&console, &session, &caller, &record).await }).await,
        "ask" => {
            let (input, visit) = (form.input.clone(), form.visit().clone());
            form.once(async move { ask(&console, &visit, &caller, &record, input).await }).await
        }
        _ => Ok(Done::to(address(record.office.number)).into_response()),
    }
}

async fn shown(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: &OfficeRecord,
    input: Input,
    errors: FieldErrors,
) -> Result<axum::response::Response, Trouble> {
    if record.state != OfficeState::Active {
        return Err(Trouble::not_allowed(
            "この事業所はいま利用できないため、事業所のユーザIDを発行できません。",
            "事業所の画面で状態を確かめてください。",
        ));
    }
    let names = console.hub.store.credentials_of(record.office.number).await.map_err(unanswered)?;
    let named = |name: &CredentialName| match name {
        CredentialName::Account(_) => (name.as_str().to_owned(), format!("事業所のユーザID {}", name.as_str())),
        CredentialName::System(_) => {
            (name.as_str().to_owned(), format!("連携クライアントのユーザID {}", name.as_str()))
        }
    };
    show(&AccountPage {
        page: visit.page(console.frame("offices", caller).await?),
        facts: facts(record),
        has_account: names.iter().any(|known| matches!(known.name, CredentialName::Account(_))),
        names: names.iter().map(|known| named(&known.name)).collect(),
        input,
        errors,
    })
}

async fn give(
    console: &Console,
    session: &SessionToken,
    caller: &OperatorCaller,
    record: &OfficeRecord,
) -> Result<Outcome, Trouble> {
    let hub = &console.hub;
    let number = record.office.number;
    match give_account_id(hub.context(hub.now()), &hub.portal_hasher, caller.actor(), number).await {
        Ok((name, created)) => {
            keep_letter(console, session, written(record, &name, &created));
            Ok(Done::to(LETTER).say(Flash::done("事業所のユーザIDを発行しました。")).into())
        }
        Err(CreateError::HasOne) => {
            let say = Flash::info("この事業所には、すでに事業所のユーザIDがあります。");
            Ok(Done::to(address(number)).say(say).into())
        }
        Err(CreateError::Busy(_)) => Err(Trouble::busy()),
        Err(CreateError::Store(error)) => Err(unanswered(error)),
        Err(other) => Err(Trouble::internal(&other)),
    }
}

async fn ask(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: &OfficeRecord,
    input: Input,
) -> Result<Outcome, Trouble> {
    let (hub, number, mut errors) = (&console.hub, record.office.number, FieldErrors::none());
    let Some(name) = CredentialName::parse(&input.name) else {
        errors.add("name", "どのIDかを選んでください。");
        return shown(console, visit, caller, record, input, errors).await.map(Outcome::Again);
    };
    match ask_approval(hub.context(hub.now()), caller, number, name, &input.reason).await {
        Ok(id) => {
            let say = "仮パスワードの発行を依頼しました。別の担当者が承認すると、「依頼したもの」から手紙を開けます。";
            Ok(Done::to(requests::address(id)).say(Flash::done(say)).into())
        }
        Err(ApproveError::Waits(waiting)) if waiting.asked_by == caller.id => {
            let say = "この事業所の同じIDの依頼が、もう待っています。新しい依頼は作っていません。内容を変えるときは、取り下げてから依頼してください。";
            Ok(Done::to(requests::address(waiting.id)).say(Flash::info(say)).into())
        }
        Err(ApproveError::NoReason) => {
            errors.add("reason", "理由を、400文字までで入力してください。承認する人が読みます。");
            shown(console, visit, caller, record, input, errors).await.map(Outcome::Again)
        }
        Err(ApproveError::NoName) => {
            errors.add("name", "どのIDかを選んでください。");
            shown(console, visit, caller, record, input, errors).await.map(Outcome::Again)
        }
        Err(other) => Err(super::super::approvals::trouble(other)),
    }
}
