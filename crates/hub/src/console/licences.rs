//! ライセンス: who holds one that ends soon, and granting one.

use super::gate::Caller;
use super::offices::office::{Facts, facts, way};
use super::offices::{address, reached};
use super::{Console, unanswered, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use exchange::instant::Day;
use exchange::licence::{LedgerRefusal, LicenceDeed, Payment, YEAR_FEE};
use exchange::office::OfficeRecord;
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::store::EndingQuery;
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::grant::{GrantInput, grant};
use serde::Deserialize;
use standard::OfficeNumber;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show, yen};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    after: String,
}

struct Row {
    href: String,
    number: String,
    name: String,
    prefecture: &'static str,
    last: String,
    left: i64,
    payment: &'static str,
}

#[derive(Template)]
#[template(path = "console/licences.html")]
struct LicencesPage {
    page: Page,
    rows: Vec<Row>,
    is_later: bool,
    next: Option<String>,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    payment: String,
    first: String,
}

#[derive(Template)]
#[template(path = "console/grant.html")]
struct GrantPage {
    page: Page,
    facts: Facts,
    until: Option<String>,
    begins: String,
    fee: String,
    payments: Vec<(&'static str, &'static str)>,
    input: Input,
    errors: FieldErrors,
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let today = console.hub.now().day_in_japan();
    let after = asked
        .after
        .split_once('.')
        .and_then(|(day, office)| Some((Day::from_number(day.parse().ok()?), OfficeNumber::parse(office).ok()?)));
    let query = EndingQuery { today, prefecture: caller.role.prefecture(), after, limit: Limit::default() };
    let found = console.hub.store.ending_licences(query).await.map_err(unanswered)?;
    let rows = found.entries.iter().map(|ending| Row {
        href: address(ending.office),
        number: ending.office.to_string(),
        name: ending.name.clone(),
        prefecture: words::prefecture(ending.prefecture),
        last: words::day(ending.last),
        left: ending.last.number() - today.number(),
        payment: way(ending.payment),
    });
    show(&LicencesPage {
        page: visit.page(console.frame("licences", &caller).await?),
        rows: rows.collect(),
        is_later: after.is_some(),
        next: found.next.map(|(day, office)| format!("/office-licences?after={}.{office}", day.number())),
    })
}

pub(super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::GrantLicences, &number).await?;
    question(&console, &visit, &caller, &record, Input::default(), FieldErrors::none()).await
}

pub(super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::GrantLicences, &number).await?;
    if form.press.verb() != "grant" {
        return Ok(Done::to(address(record.office.number)).into_response());
    }
    let (input, mut errors) = (form.input.clone(), FieldErrors::none());
    let payment = Payment::parse(&input.payment).filter(|payment| *payment != Payment::Campaign);
    if payment.is_none() {
        errors.add("payment", "支払いの方法を選んでください。");
    }
    let first = match input.first.trim() {
        "" => None,
        text => words::read_day(text).or_else(|| {
            errors.add(
                "first",
                "開始日を、2025-04-01 のように入力してください。空のままなら、今日またはいまの期限の翌日からです。",
            );
            None
        }),
    };
    let Some(payment) = payment.filter(|_| errors.is_empty()) else {
        return question(&console, form.visit(), &caller, &record, input, errors).await;
    };
    let visit = form.visit().clone();
    form.once(async move {
        let (hub, office) = (&console.hub, record.office.number);
        let wanted = GrantInput { office, first, payment, fee: YEAR_FEE };
        match grant(hub.context(hub.now()), caller.actor(), wanted).await {
            Ok(lines) => {
                let last = lines.iter().find_map(|line| match line.deed {
                    LicenceDeed::Grant { last, .. } => Some(words::day(last)),
                    _ => None,
                });
                let until = last.unwrap_or_default();
                let say = Flash::done(format!("ライセンスを発行しました。{until}まで利用できます。"));
                Ok(Done::to(address(office)).say(say).into())
            }
            Err(LicenceError::Refused(LedgerRefusal::Overlaps { until })) => {
                let mut errors = FieldErrors::none();
                let until = words::day(until);
                errors.add("first", format!("{until}までのライセンスと重なります。その翌日からにしてください。"));
                question(&console, &visit, &caller, &record, input, errors).await.map(Outcome::Again)
            }
            Err(LicenceError::Store(error)) => Err(unanswered(error)),
            Err(LicenceError::NoOffice) => Err(closed()),
            Err(LicenceError::Refused(other)) => Err(Trouble::internal(&other)),
        }
    })
    .await
}

fn closed() -> Trouble {
    Trouble::not_allowed("この事業所は廃止または統合されています。", "事業所の画面で状態を確かめてください。")
}

async fn question(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: &OfficeRecord,
    input: Input,
    errors: FieldErrors,
) -> Shown {
    if record.state.is_closed() {
        return Err(closed());
    }
    let today = console.hub.now().day_in_japan();
    let ledger = console.hub.store.ledger(record.office.number).await.map_err(unanswered)?;
    show(&GrantPage {
        page: visit.page(console.frame("licences", caller).await?),
        facts: facts(record),
        until: ledger.covered_until(today).map(words::day),
        begins: words::day(ledger.renewal_begins(today)),
        fee: yen(YEAR_FEE.into()),
        payments: vec![("deduction", way(Payment::Deduction)), ("invoice", way(Payment::Invoice))],
        input,
        errors,
    })
}
