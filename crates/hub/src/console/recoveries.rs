//! ID・パスワードのお問い合わせ: what offices asked for, answered by a letter or refused with a reason. A new first password needs
//! a second operator (S25); that answers the question too.

use super::gate::{Caller, refused};
use super::offices::letter::{LETTER, keep_name};
use super::offices::office::{Facts, facts};
use super::people::People;
use super::{Console, approvals, unanswered, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use exchange::account::CredentialName;
use exchange::id::RecoveryId;
use exchange::office::OfficeRecord;
use exchange::operator::{Approval, OperatorCaller, Standing};
use exchange::page::Limit;
use exchange::store::{Lost, Recovery};
use exchange::usecases::account::answer_recovery::{RecoverError, Told, answer, open, refuse};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};

struct Row {
    href: String,
    office: String,
    number: String,
    prefecture: &'static str,
    lost: &'static str,
    at: String,
    /// Who asked whom for a yes; empty while nobody has.
    waiting: String,
}

#[derive(Template)]
#[template(path = "console/recoveries.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
    is_later: bool,
    next: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    reason: String,
    refusal: String,
}

#[derive(Template)]
#[template(path = "console/recovery.html")]
struct RecoveryPage {
    page: Page,
    facts: Facts,
    action: String,
    lost: &'static str,
    at: String,
    /// A password is asked for, which needs a second operator.
    needs_two: bool,
    waiting: Option<String>,
    input: Input,
    errors: FieldErrors,
}

pub(super) async fn list(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let (store, after) = (&console.hub.store, RecoveryId::parse(&asked.after).ok());
    let found = store.open_recoveries(caller.role.prefecture(), after, Limit::default()).await.map_err(unanswered)?;
    let mut rows = Vec::new();
    for recovery in &found.entries {
        let Some(record) = store.office(recovery.office).await.map_err(unanswered)? else { continue };
        rows.push(Row {
            href: address(recovery.id),
            office: record.office.name,
            number: recovery.office.to_string(),
            prefecture: words::prefecture(record.office.prefecture),
            lost: lost(recovery.lost),
            at: words::at(recovery.at),
            waiting: waiting(&console, recovery).await?.unwrap_or_default(),
        });
    }
    show(&ListPage {
        page: visit.page(console.frame("recoveries", &caller).await?),
        rows,
        is_later: after.is_some(),
        next: found.next.map(|after| format!("/recoveries?after={after}")),
    })
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let found = found(&console, &caller, &id).await?;
    shown(&console, &visit, &caller, &found, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<Input>,
) -> Shown {
    let (input, visit, session) = (form.input.clone(), form.visit().clone(), form.visit().session().clone());
    match form.press.verb() {
        "answer" => {
            form.once(async move {
                let found = found(&console, &caller, &id).await?;
                answered(&console, &visit, &session, &caller, &found, input).await
            })
            .await
        }
        "refuse" => {
            form.once(async move {
                let found = found(&console, &caller, &id).await?;
                turned_down(&console, &visit, &caller, &found, input).await
            })
            .await
        }
        _ => Ok(Done::to("/recoveries").into_response()),
    }
}

async fn found(console: &Console, caller: &OperatorCaller, id: &str) -> Result<(Recovery, OfficeRecord), Trouble> {
    let id = RecoveryId::parse(id).map_err(|_| Trouble::not_found())?;
    open(console.hub.context(console.hub.now()), caller, id).await.map_err(trouble)
}

async fn answered(
    console: &Console,
    visit: &Visit,
    session: &SessionToken,
    caller: &OperatorCaller,
    found: &(Recovery, OfficeRecord),
    input: Input,
) -> Result<Outcome, Trouble> {
    let context = console.hub.context(console.hub.now());
    let mut errors = FieldErrors::none();
    match answer(context, caller, found.0.id, &input.reason, told(&found.0, None)).await {
        Ok(Some(name)) => {
            keep_name(console, session, &found.1, &name);
            Ok(Done::to(LETTER).say(Flash::done("お問い合わせに答えました。手紙を印刷してください。")).into())
        }
        Ok(None) => {
            let say = "仮パスワードの発行を依頼しました。別の担当者が承認すると、「依頼したもの」から手紙を開けます。";
            Ok(Done::to("/recoveries").say(Flash::done(say)).into())
        }
        Err(RecoverError::NoReason) => {
            errors.add("reason", "理由を、400文字までで入力してください。承認する人が読みます。");
            shown(console, visit, caller, found, input, errors).await.map(Outcome::Again)
        }
        Err(RecoverError::NoName) => Err(Trouble::not_allowed(
            "この事業所には、まだ事業所のユーザIDがありません。",
            "事業所の画面の「IDとパスワード」から、新しく発行してください。そのあと、この問い合わせを断ってください。",
        )),
        Err(other) => Err(trouble(other)),
    }
}

async fn turned_down(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    found: &(Recovery, OfficeRecord),
    input: Input,
) -> Result<Outcome, Trouble> {
    let (context, words) = (console.hub.context(console.hub.now()), told(&found.0, Some(&input.refusal)));
    match refuse(context, caller, found.0.id, &input.refusal, words).await {
        Ok(()) => {
            let say = Flash::done("お問い合わせを断りました。IDもパスワードも変わっていません。");
            Ok(Done::to("/recoveries").say(say).into())
        }
        Err(RecoverError::NoReason) => {
            let mut errors = FieldErrors::none();
            errors.add("refusal", "断る理由を、400文字までで入力してください。");
            shown(console, visit, caller, found, input, errors).await.map(Outcome::Again)
        }
        Err(other) => Err(trouble(other)),
    }
}

fn trouble(error: RecoverError) -> Trouble {
    match error {
        RecoverError::Denied(denied) => refused(denied),
        RecoverError::Store(error) => unanswered(error),
        RecoverError::Approve(error) => approvals::trouble(error),
        other => Trouble::internal(&other),
    }
}

fn address(id: RecoveryId) -> String {
    format!("/recoveries/{id}")
}

/// What a request waits for: another's yes, or that its letter is opened.
async fn waiting(console: &Console, recovery: &Recovery) -> Result<Option<String>, Trouble> {
    if recovery.lost != Lost::Password {
        return Ok(None);
    }
    let now = console.hub.now();
    let asked = console.hub.store.approvals_for(recovery.office).await.map_err(unanswered)?;
    let people = People::read(console).await?;
    let said = |approval: &Approval| {
        let (by, at) = (people.named(&approval.asked_by), words::at(approval.asked_at));
        let waits = match approval.standing(now) {
            Standing::Waits => format!("{by}以外の担当者の承認を待っています"),
            Standing::Approved => format!("承認されました。{by}が手紙を開くのを待っています"),
            _ => return None,
        };
        Some(format!("{by}が依頼（{at}）、{waits}"))
    };
    Ok(asked.iter().filter(|approval| matches!(approval.name, CredentialName::Account(_))).find_map(said))
}

/// What the office is told: answered by a letter, or refused and why.
fn told(recovery: &Recovery, reason: Option<&str>) -> Told {
    let (at, lost) = (words::in_words(recovery.at), lost(recovery.lost));
    match reason {
        None => Told {
            title: "お問い合わせにお答えしました".to_owned(),
            body: format!(
                "{at}の「{lost}がわからない」というお問い合わせに、手紙でお答えしました。登録された住所に届くまでに、2週間ほどかかることがあります。"
            ),
        },
        Some(reason) => Told {
            title: "お問い合わせをお受けできませんでした".to_owned(),
            body: format!(
                "{at}の「{lost}がわからない」というお問い合わせは、次の理由でお受けできませんでした。「{}」IDもパスワードも変わっていません。わからないことは、運営者にお問い合わせください。",
                reason.trim()
            ),
        },
    }
}

fn lost(lost: Lost) -> &'static str {
    match lost {
        Lost::Account => "事業所のユーザID",
        Lost::Password => "事業所のユーザIDのパスワード",
    }
}

async fn shown(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    (recovery, record): &(Recovery, OfficeRecord),
    input: Input,
    errors: FieldErrors,
) -> Shown {
    show(&RecoveryPage {
        waiting: waiting(console, recovery).await?,
        page: visit.page(console.frame("recoveries", caller).await?),
        facts: facts(record),
        action: address(recovery.id),
        lost: lost(recovery.lost),
        at: words::at(recovery.at),
        needs_two: recovery.lost == Lost::Password,
        input,
        errors,
    })
}
