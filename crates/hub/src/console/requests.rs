//! 依頼したもの: what one asked a second operator for, where it stands, and the letter once it is approved (S25).

use super::approvals::trouble;
use super::gate::Caller;
use super::offices::letter::{LETTER, keep_letter, written};
use super::people::People;
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::id::ApprovalId;
use exchange::instant::DAY;
use exchange::operator::{Approval, Decision, Duty, OperatorCaller, Standing};
use exchange::usecases::operator::approve::{found, take_back};
use exchange::usecases::operator::letter::open_letter;
use exchange::{Instant, OperatorId};
use standard::OfficeNumber;
use web::{Done, Flash, Form, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};

/// For so long トップ tells how it ended.
const TOLD: i64 = 7 * DAY;

/// A request as who asked sees it.
pub(super) struct Row {
    /// Its page; none for who did not ask.
    pub(super) href: Option<String>,
    pub(super) office: String,
    pub(super) number: String,
    pub(super) office_href: String,
    pub(super) name: String,
    pub(super) asked_by: String,
    pub(super) asked_at: String,
    pub(super) reason: String,
    pub(super) chip: &'static str,
    pub(super) state: &'static str,
    /// By whom and when, and what to do.
    pub(super) more: String,
    /// Why it was refused.
    pub(super) answer: Option<String>,
    pub(super) waits: bool,
    pub(super) can_open: bool,
}

#[derive(Template)]
#[template(path = "console/requests.html")]
struct ListPage {
    page: Page,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "console/request.html")]
struct RequestPage {
    page: Page,
    action: String,
    row: Row,
}

pub(super) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let asked = console.hub.store.approvals_of(caller.id.clone()).await.map_err(unanswered)?;
    let rows = rows(&console, &caller.id, asked).await?;
    show(&ListPage { page: visit.page(console.frame("requests", &caller).await?), rows })
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let approval = own(&console, &caller, &id).await?;
    let action = address(approval.id);
    let row = row(&console, &People::read(&console).await?, &caller.id, approval).await?;
    show(&RequestPage { page: visit.page(console.frame("requests", &caller).await?), action, row })
}

pub(super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let approval = own(&console, &caller, &id).await?;
    let session = form.visit().session().clone();
    match form.press.verb() {
        "open" => form.once(async move { open(&console, &session, &caller, approval.id).await }).await,
        "take-back" => {
            take_back(console.hub.context(console.hub.now()), &caller, approval.id).await.map_err(trouble)?;
            let say = Flash::done("依頼を取り下げました。パスワードは変わっていません。");
            Ok(Done::to("/requests").say(say).into_response())
        }
        _ => Ok(Done::to(address(approval.id)).into_response()),
    }
}

/// The letter: the password is made now, and shown once on the next page of this session.
async fn open(
    console: &Console,
    session: &SessionToken,
    caller: &OperatorCaller,
    id: ApprovalId,
) -> Result<Outcome, Trouble> {
    let hub = &console.hub;
    let (approval, created) =
        open_letter(hub.context(hub.now()), &hub.portal_hasher, caller, id).await.map_err(trouble)?;
    let record = hub.store.office(approval.office).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)?;
    keep_letter(console, session, written(&record, &approval.name, &created));
    let say = "仮パスワードを発行しました。この事業所のログインは、すべて終了しました。";
    Ok(Done::to(LETTER).say(Flash::done(say)).into())
}

/// Where a request of one's own is.
pub(super) fn address(id: ApprovalId) -> String {
    format!("/requests/{id}")
}

/// What トップ tells who asked: what waits, what is to be opened, and what has ended in the last days.
pub(super) async fn recent(console: &Console, caller: &OperatorCaller) -> Result<Vec<Row>, Trouble> {
    if !caller.role.may(Duty::HandOutAccounts) {
        return Ok(Vec::new());
    }
    let at = console.hub.now();
    let mut asked = console.hub.store.approvals_of(caller.id.clone()).await.map_err(unanswered)?;
    asked.retain(|approval| match approval.standing(at) {
        Standing::Waits | Standing::Approved => true,
        Standing::Opened | Standing::TakenBack => false,
        Standing::Refused | Standing::RanOut | Standing::Unopened => at.since(ended(approval)) < TOLD,
    });
    rows(console, &caller.id, asked).await
}

/// What was asked for an office, for its page.
pub(super) async fn about(
    console: &Console,
    caller: &OperatorCaller,
    office: OfficeNumber,
) -> Result<Vec<Row>, Trouble> {
    if !caller.role.may(Duty::HandOutAccounts) {
        return Ok(Vec::new());
    }
    rows(console, &caller.id, console.hub.store.approvals_for(office).await.map_err(unanswered)?).await
}

/// How many letters wait to be opened.
pub(super) async fn to_open(console: &Console, caller: &OperatorCaller) -> Result<u64, Trouble> {
    let (at, asked) = (console.hub.now(), console.hub.store.approvals_of(caller.id.clone()));
    let asked = asked.await.map_err(unanswered)?;
    let open = asked.iter().filter(|approval| approval.standing(at) == Standing::Approved).count();
    Ok(u64::try_from(open).unwrap_or(u64::MAX))
}

/// A request of one's own; another's is not found.
async fn own(console: &Console, caller: &OperatorCaller, id: &str) -> Result<Approval, Trouble> {
    let id = ApprovalId::parse(id).map_err(|_| Trouble::not_found())?;
    let context = console.hub.context(console.hub.now());
    let approval = found(context, caller, Duty::HandOutAccounts, id).await.map_err(trouble)?;
    if approval.asked_by == caller.id { Ok(approval) } else { Err(Trouble::not_found()) }
}

async fn rows(console: &Console, own: &OperatorId, found: Vec<Approval>) -> Result<Vec<Row>, Trouble> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let (people, mut rows) = (People::read(console).await?, Vec::new());
    for approval in found {
        rows.push(row(console, &people, own, approval).await?);
    }
    Ok(rows)
}

async fn row(console: &Console, people: &People, own: &OperatorId, approval: Approval) -> Result<Row, Trouble> {
    let at = console.hub.now();
    let office = console.hub.store.office(approval.office).await.map_err(unanswered)?;
    let standing = approval.standing(at);
    let is_own = approval.asked_by == *own;
    let (chip, state, more) = said(people, &approval, is_own, at);
    let answer = match &approval.decided {
        Some((_, _, Decision::No(reason))) if !reason.is_empty() => Some(reason.clone()),
        _ => None,
    };
    Ok(Row {
        href: is_own.then(|| address(approval.id)),
        office: office.map(|record| record.office.name).unwrap_or_default(),
        number: approval.office.to_string(),
        office_href: super::offices::address(approval.office),
        name: approval.name.as_str().to_owned(),
        asked_by: people.named(&approval.asked_by),
        asked_at: words::at(approval.asked_at),
        reason: approval.reason,
        chip,
        state,
        more,
        answer,
        waits: standing == Standing::Waits,
        can_open: is_own && standing == Standing::Approved,
    })
}

/// When it ended, as far as it has.
fn ended(approval: &Approval) -> Instant {
    match &approval.decided {
        Some((_, at, Decision::No(_) | Decision::TakenBack)) => *at,
        _ => approval.until(),
    }
}

impl Row {
    /// The kind of a note about it.
    pub(super) fn note(&self) -> &'static str {
        match self.chip {
            "wait" => "info",
            other => other,
        }
    }
}

/// Kind of chip, state, and the sentence beside it.
fn said(people: &People, approval: &Approval, is_own: bool, at: Instant) -> (&'static str, &'static str, String) {
    let until = words::in_words(approval.until());
    let decided = match &approval.decided {
        Some((by, at, _)) => format!("{}に、{}が", words::in_words(*at), people.named(by)),
        None => String::new(),
    };
    let opened = approval.opened_at.map(words::in_words).unwrap_or_default();
    match approval.standing(at) {
        Standing::Waits => ("wait", "承認待ち", format!("{until}までに、別の担当者が決めます。")),
        Standing::Approved => {
            let next =
                if is_own { "手紙を開いてください" } else { "依頼した人が手紙を開きます" };
            ("todo", "承認済み", format!("{decided}承認しました。{until}までに、{next}。"))
        }
        Standing::Opened => ("done", "発行済み", format!("{decided}承認し、{opened}に手紙を開きました。")),
        Standing::Refused => ("bad", "承認されず", format!("{decided}断りました。パスワードは変わっていません。")),
        Standing::TakenBack => ("wait", "取り下げ", format!("{decided}取り下げました。")),
        Standing::RanOut => (
            "wait",
            "期限切れ",
            format!("7日のあいだに決まらなかったため、{until}に終わりました。必要なら、もう一度依頼してください。"),
        ),
        Standing::Unopened => (
            "wait",
            "期限切れ",
            format!(
                "{decided}承認しましたが、手紙が開かれないまま、{until}に終わりました。パスワードは変わっていません。"
            ),
        ),
    }
}
