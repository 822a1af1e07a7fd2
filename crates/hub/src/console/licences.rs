//! ライセンス: who holds one that ends soon, and granting one.

use super::gate::Caller;
use super::offices::office::{Facts, facts, way};
use super::offices::{address, reached};
use super::{Console, unanswered, words};
use crate::portals::apply::{chosen, payments};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use exchange::instant::Day;
use exchange::licence::{LedgerRefusal, LicenceDeed, LicenceEntry, Payment, YEAR_FEE, price};
use exchange::office::OfficeRecord;
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::store::EndingQuery;
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::grant::{GrantError, GrantInput, grant};
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
    /// The last day of the campaign that makes free what begins then.
    free_until: Option<String>,
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
    question(&console, &visit, &caller, &record, visit.typed().unwrap_or_default(), FieldErrors::none()).await
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
    let payment = chosen(&console.hub, &input.payment);
    let first = match input.first.trim() {
        "" => None,
        text => words::read_day(text).or_else(|| {
            errors.add(
                "first",
                "開始日を、2025年4月1日 のように入力してください。空のままなら、今日またはいまの期限の翌日からです。",
            );
            None
        }),
    };
    if !errors.is_empty() {
        return question(&console, form.visit(), &caller, &record, input, errors).await;
    }
    let visit = form.visit().clone();
    form.once(async move {
        let (hub, office) = (&console.hub, record.office.number);
        let wanted = GrantInput { office, first, payment };
        let mut errors = FieldErrors::none();
        match grant(hub.context(hub.now()), caller.actor(), wanted).await {
            Ok(lines) => return Ok(Done::to(address(office)).say(Flash::done(granted(&lines))).into()),
            Err(GrantError::NoPayment) => errors.add("payment", "支払いの方法を選んでください。"),
            Err(GrantError::Licence(LicenceError::Refused(LedgerRefusal::Overlaps { until }))) => {
                let until = words::day_in_words(until);
                errors.add("first", format!("{until}までのライセンスと重なります。その翌日からにしてください。"));
            }
            Err(GrantError::Licence(LicenceError::Store(error))) => return Err(unanswered(error)),
            Err(GrantError::Licence(LicenceError::NoOffice)) => return Err(closed()),
            Err(GrantError::Licence(other)) => return Err(Trouble::internal(&other)),
        }
        question(&console, &visit, &caller, &record, input, errors).await.map(Outcome::Again)
    })
    .await
}

/// What was granted: until when, and what becomes of the payment.
fn granted(lines: &[LicenceEntry]) -> String {
    let grant = lines.iter().find_map(|line| match line.deed {
        LicenceDeed::Grant { last, fee, payment, .. } => Some((words::day_in_words(last), fee, payment)),
        _ => None,
    });
    let Some((until, fee, payment)) = grant else { return String::new() };
    let has_invoice = lines.iter().any(|line| matches!(line.deed, LicenceDeed::Invoice { .. }));
    let paid = match payment {
        _ if fee == 0 => "フリーパスの期間に始まるため、無料です。".to_owned(),
        Payment::Invoice if has_invoice => format!("{}の請求書を作りました。", yen(fee.into())),
        _ => format!("{}は、{}でお支払いいただきます。", yen(fee.into()), way(payment)),
    };
    format!("ライセンスを発行しました。{until}まで利用できます。{paid}")
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
    let (campaigns, begins) = (console.hub.store.campaigns().await.map_err(unanswered)?, ledger.renewal_begins(today));
    show(&GrantPage {
        page: visit.page(console.frame("licences", caller).await?),
        facts: facts(record),
        until: ledger.covered_until(today).map(words::day_in_words),
        begins: words::day_in_words(begins),
        free_until: price(&campaigns, begins).campaign.map(|(_, until)| words::day_in_words(until)),
        fee: yen(YEAR_FEE.into()),
        payments: payments(&console.hub),
        input,
        errors,
    })
}
