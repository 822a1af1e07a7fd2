//! Adding one office by hand, or changing what is known of one: the same use case as an import of one line.

use super::super::gate::Caller;
use super::super::{Console, unanswered, words};
use super::{address, reached};
use crate::admin::{NewOfficeLine, kinds_of_service, read_office, read_post};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::office::{NewOffice, OfficeRecord, PostAddress};
use exchange::operator::{Duty, OperatorCaller};
use exchange::store::PutOutcome;
use exchange::typed::plain;
use exchange::usecases::office::put::{PutError, put_offices};
use serde::Deserialize;
use standard::{OfficeNumber, ServiceType};
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    number: String,
    name: String,
    kana: String,
    prefecture: String,
    services: String,
    postcode: String,
    address: String,
}

#[derive(Template)]
#[template(path = "console/office_edit.html")]
struct EditPage {
    page: Page,
    /// The office that is changed; none for a new one.
    known: Option<String>,
    action: String,
    back: String,
    prefectures: Vec<(String, &'static str)>,
    kinds: String,
    input: Input,
    errors: FieldErrors,
}

pub(in crate::console) async fn new(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    ask(&console, &visit, &caller, None, visit.typed().unwrap_or_default(), FieldErrors::none()).await
}

pub(in crate::console) async fn add(
    State(console): State<Console>,
    Caller(caller): Caller,
    form: Form<Input>,
) -> Shown {
    keep(console, caller, None, form).await
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::ImportOffices, &number).await?;
    let input = visit.typed().unwrap_or_else(|| written(&record.office));
    ask(&console, &visit, &caller, Some(&record), input, FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::ImportOffices, &number).await?;
    keep(console, caller, Some(record), form).await
}

async fn keep(console: Console, caller: OperatorCaller, record: Option<OfficeRecord>, form: Form<Input>) -> Shown {
    if form.press.verb() != "save" {
        let back = record.map_or_else(|| "/offices".to_owned(), |record| address(record.office.number));
        return Ok(Done::to(back).into_response());
    }
    let (input, visit) = (form.input.clone(), form.visit().clone());
    let (office, errors) = read(&input, record.as_ref());
    let Some(office) = office else {
        return ask(&console, &visit, &caller, record.as_ref(), input, errors).await;
    };
    form.once(async move { put(&console, &visit, &caller, record.as_ref(), input, office).await }).await
}

async fn put(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: Option<&OfficeRecord>,
    input: Input,
    office: NewOffice,
) -> Result<Outcome, Trouble> {
    let (hub, number) = (&console.hub, office.number);
    if record.is_none() && hub.store.office(number).await.map_err(unanswered)?.is_some() {
        let mut errors = FieldErrors::none();
        errors.add("number", "この番号の事業所は、すでに登録されています。変えるときは、事業所の画面の「内容を変える」から行ってください。");
        return ask(console, visit, caller, None, input, errors).await.map(Outcome::Again);
    }
    let outcomes =
        put_offices(hub.context(hub.now()), caller.actor(), vec![office]).await.map_err(|error| match error {
            PutError::Store(error) => unanswered(error),
            other => Trouble::internal(&other),
        })?;
    let say = match outcomes.first() {
        Some(PutOutcome::Added) => Flash::done("登録しました。"),
        Some(PutOutcome::Changed) => Flash::done("内容を変えました。"),
        Some(PutOutcome::Closed) => Flash::info("この事業所は廃止または統合されているため、変えられません。"),
        Some(PutOutcome::Same) | None => Flash::info("内容は、前と同じです。"),
    };
    Ok(Done::to(address(number)).say(say).into())
}

/// What was typed, or what is wrong with it.
fn read(input: &Input, record: Option<&OfficeRecord>) -> (Option<NewOffice>, FieldErrors) {
    let mut errors = FieldErrors::none();
    let number = record.map_or_else(|| plain(&input.number), |record| record.office.number.to_string());
    if OfficeNumber::parse(&number).is_err() {
        errors.add("number", "事業所番号を、数字と英大文字10文字で入力してください。");
    }
    let usable = |text: &str| (1..=200).contains(&text.trim().chars().count()) && !text.chars().any(char::is_control);
    for (field, text, label) in [("name", &input.name, "名称"), ("kana", &input.kana, "カナ")] {
        if !usable(text) {
            errors.add(field, format!("{label}を、200文字までで入力してください。"));
        }
    }
    if input.prefecture.is_empty() {
        errors.add("prefecture", "都道府県を選んでください。");
    }
    let services: Vec<String> = input
        .services
        .split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '、' | '，'))
        .map(plain)
        .filter(|code| !code.is_empty())
        .collect();
    let post = read_post(&input.postcode, &input.address).map_err(|what| {
        let field = if what.starts_with("郵便番号") { "postcode" } else { "address" };
        errors.add(field, format!("{what}。"));
    });
    let (name, kana) = (input.name.trim().to_owned(), input.kana.trim().to_owned());
    let line = NewOfficeLine { line: 1, number, name, kana, prefecture: input.prefecture.clone(), services };
    match read_office(&line) {
        Err(what) if errors.is_empty() => errors.add("services", format!("{what}。")),
        Ok(office) if errors.is_empty() => return (Some(NewOffice { post: post.ok().flatten(), ..office }), errors),
        _ => {}
    }
    (None, errors)
}

fn written(office: &NewOffice) -> Input {
    let services: Vec<&str> = office.services.iter().map(ServiceType::as_str).collect();
    Input {
        number: office.number.to_string(),
        name: office.name.clone(),
        kana: office.kana.clone(),
        prefecture: format!("{:02}", office.prefecture.code()),
        services: services.join(" "),
        postcode: office.post.as_ref().map(PostAddress::postcode_in_two).unwrap_or_default(),
        address: office.post.as_ref().map(|post| post.address().to_owned()).unwrap_or_default(),
    }
}

async fn ask(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: Option<&OfficeRecord>,
    input: Input,
    errors: FieldErrors,
) -> Result<axum::response::Response, Trouble> {
    let path = record.map(|record| address(record.office.number));
    let mut prefectures = words::prefectures();
    if let Some(first) = prefectures.first_mut() {
        first.1 = "選んでください";
    }
    show(&EditPage {
        page: visit.page(console.frame("offices", caller).await?),
        known: record.map(|record| format!("{}（{}）", record.office.name, record.office.number)),
        action: path.as_ref().map_or_else(|| "/offices/new".to_owned(), |path| format!("{path}/edit")),
        back: path.unwrap_or_else(|| "/offices".to_owned()),
        prefectures,
        kinds: kinds_of_service(),
        input,
        errors,
    })
}
