//! 手紙をまとめて作る: 事業所のユーザID for many offices at once, and their letters on one page to print.

use super::super::gate::Caller;
use super::super::{Console, unanswered, words};
use super::letter::{Around, Sheet, written};
use super::{address, reached};
use crate::portals::reveal::Shown as Revealed;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use exchange::office::{OfficeRecord, OfficeState, Prefecture};
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::usecases::account::create::CreateError;
use exchange::usecases::account::give_account_id::give_account_id;
use serde::Deserialize;
use standard::OfficeNumber;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, count, show};

/// Letters that are made in one go; each password takes its time to hash.
const MOST: u32 = 50;

/// Where the offices are chosen.
const HERE: &str = "/letters";

/// Where the letters are printed.
const SHEETS: &str = "/letters/print";

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Asked {
    prefecture: String,
    after: String,
}

/// The numbers of the chosen offices.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Chosen {
    sel: Vec<String>,
}

/// An office that has no ID yet.
struct Row {
    number: String,
    name: String,
    prefecture: &'static str,
    /// Where its letter goes; none is registered yet.
    post: Option<String>,
    edit: String,
}

#[derive(Template)]
#[template(path = "console/letters.html")]
struct LettersPage {
    page: Page,
    prefecture: String,
    prefectures: Vec<(String, &'static str)>,
    rows: Vec<Row>,
    is_later: bool,
    next: Option<String>,
    may_edit: bool,
    /// Letters that were made and not said to be printed.
    waiting: Option<String>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "console/letters_print.html")]
struct PrintPage {
    page: Page,
    sheets: Vec<Sheet>,
    around: Around,
    until: String,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    listed(&console, &visit, &caller, asked, FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
    form: Form<Chosen>,
) -> Shown {
    let (chosen, visit) = (form.input.sel.clone(), form.visit().clone());
    match form.press.verb() {
        "make" if chosen.is_empty() => {
            let mut errors = FieldErrors::none();
            errors.add("sel", "手紙を作る事業所を選んでください。");
            listed(&console, &visit, &caller, asked, errors).await
        }
        "make" => form.once(async move { make(&console, &caller, &chosen).await }).await,
        _ => Ok(Done::to(HERE).into_response()),
    }
}

/// The letters, until they are said to be printed.
pub(in crate::console) async fn print(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    let batch = console.batches.of(&caller.id, console.hub.now());
    let page = visit.page(console.frame("offices", &caller).await?);
    let (letters, until) = batch.map_or_else(Default::default, |batch| (batch.letters, words::in_words(batch.until)));
    show(&PrintPage {
        page,
        sheets: letters.into_iter().map(Sheet::of).collect(),
        around: Around::of(&console.hub),
        until,
    })
}

pub(in crate::console) async fn printed(
    State(console): State<Console>,
    Caller(caller): Caller,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    if form.press.verb() != "printed" {
        return Ok(Done::to(SHEETS).into_response());
    }
    console.batches.forget(&caller.id);
    Ok(Done::to(HERE).say(Flash::done("手紙の表示を消しました。")).into_response())
}

async fn listed(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    asked: Asked,
    errors: FieldErrors,
) -> Result<Response, Trouble> {
    let own = caller.role.prefecture();
    let chosen = own.or_else(|| asked.prefecture.parse().ok().and_then(Prefecture::new));
    let after = OfficeNumber::parse(&asked.after).ok();
    let found = console.hub.store.without_account(chosen, after, Limit::new(MOST)).await.map_err(unanswered)?;
    let waiting = console.batches.count(&caller.id, console.hub.now());
    show(&LettersPage {
        page: visit.page(console.frame("offices", caller).await?),
        prefectures: if own.is_some() { Vec::new() } else { words::prefectures() },
        rows: found.entries.iter().map(row).collect(),
        is_later: after.is_some(),
        next: found
            .next
            .map(|after| format!("{HERE}?prefecture={}&after={after}", words::in_address(&asked.prefecture))),
        may_edit: caller.role.may(Duty::ImportOffices),
        waiting: (waiting > 0).then(|| count(u64::try_from(waiting).unwrap_or(u64::MAX))),
        prefecture: asked.prefecture,
        errors,
    })
}

fn row(record: &OfficeRecord) -> Row {
    let office = &record.office;
    Row {
        number: office.number.to_string(),
        name: office.name.clone(),
        prefecture: words::prefecture(office.prefecture),
        post: office.post.as_ref().map(|post| format!("〒{} {}", post.postcode_in_two(), post.address())),
        edit: format!("{}/edit", address(office.number)),
    }
}

/// Makes the letters one after the other; what is made stays, also when a later one is not. Those of before are printed first.
async fn make(console: &Console, caller: &OperatorCaller, chosen: &[String]) -> Result<Outcome, Trouble> {
    if console.batches.count(&caller.id, console.hub.now()) > 0 {
        let say = "まだ印刷していない手紙があります。先に印刷してください。新しい手紙は作っていません。";
        return Ok(Done::to(SHEETS).say(Flash::info(say)).into());
    }
    let (mut made, mut passed, mut broken) = (0_u64, 0_u64, None);
    for number in chosen.iter().take(usize::try_from(MOST).unwrap_or(usize::MAX)) {
        match letter(console, caller, number).await {
            Ok(Some(letter)) => {
                console.batches.add(&caller.id, console.hub.now(), letter);
                made += 1;
            }
            Ok(None) => passed += 1,
            Err(trouble) => {
                broken = Some(trouble);
                break;
            }
        }
    }
    if made == 0 {
        let say = "選んだ事業所には、すでに事業所のユーザIDがあるか、いま利用できません。手紙は作っていません。";
        return broken.map_or_else(|| Ok(Done::to(HERE).say(Flash::info(say)).into()), Err);
    }
    let mut said = format!("{}通の手紙を作りました。印刷してください。", count(made));
    if passed > 0 {
        said += &format!("ほかの{}件は、すでに発行済みか、いま利用できないため、作っていません。", count(passed));
    }
    if broken.is_some() {
        said += "途中で止まりました。残りは、印刷したあとで、もう一度選んでください。";
    }
    Ok(Done::to(SHEETS).say(Flash::done(said)).into())
}

/// The letter of one; none when the office has its ID already, or is not in use.
async fn letter(console: &Console, caller: &OperatorCaller, number: &str) -> Result<Option<Revealed>, Trouble> {
    let record = reached(console, caller, Duty::HandOutAccounts, number).await?;
    if record.state != OfficeState::Active {
        return Ok(None);
    }
    let hub = &console.hub;
    match give_account_id(hub.context(hub.now()), &hub.portal_hasher, caller.actor(), record.office.number).await {
        Ok((name, created)) => Ok(Some(written(&record, &name, &created))),
        Err(CreateError::HasOne | CreateError::NoOffice) => Ok(None),
        Err(CreateError::Busy(_)) => Err(Trouble::busy()),
        Err(CreateError::Store(error)) => Err(unanswered(error)),
        Err(other @ CreateError::NameTaken) => Err(Trouble::internal(&other)),
    }
}
