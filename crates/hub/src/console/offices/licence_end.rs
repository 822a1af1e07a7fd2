//! Ending a licence on the office's behalf (解約), and taking back one that was granted by mistake. Lines are only added.

use super::super::gate::Caller;
use super::super::typed::{day_in_field, plain_day};
use super::super::{Console, unanswered, words};
use super::office::{Facts, facts};
use super::{address, reached};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::Ledger;
use exchange::office::OfficeRecord;
use exchange::operator::{Duty, OperatorCaller};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::cancel::cancel;
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show, yen};

/// Longest reason, in characters.
const LONGEST: usize = 200;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    grant: String,
    how: String,
    last: String,
    reason: String,
}

/// What is decided, in words.
struct Sure {
    period: String,
    what: String,
    money: String,
}

#[derive(Template)]
#[template(path = "console/licence_end.html")]
struct EndPage {
    page: Page,
    facts: Facts,
    grants: Vec<(String, String)>,
    sure: Option<Sure>,
    input: Input,
    errors: FieldErrors,
}

/// What is decided: from which day which grant no longer counts.
struct Decision {
    grant: LicenceEntryId,
    from: Day,
    is_mistake: bool,
    reason: String,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::GrantLicences, &number).await?;
    let last = day_in_field(console.hub.now().day_in_japan());
    let first = || Input { how: "leave".to_owned(), last, ..Input::default() };
    let input = visit.typed().unwrap_or_else(first);
    ask(&console, &visit, (&caller, &record), input, FieldErrors::none(), None).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(number): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, Duty::GrantLicences, &number).await?;
    let number = record.office.number;
    let verb = form.press.verb().to_owned();
    if !matches!(verb.as_str(), "look" | "again" | "end") {
        return Ok(Done::to(address(number)).into_response());
    }
    let ledger = console.hub.store.ledger(number).await.map_err(unanswered)?;
    let (input, mut errors) = (form.input.clone(), FieldErrors::none());
    let decision = decide(&console, &ledger, &input, &mut errors).filter(|_| verb != "again");
    let Some(decision) = decision else {
        return ask(&console, form.visit(), (&caller, &record), input, errors, None).await;
    };
    if verb == "look" {
        let sure = sure(&console, &ledger, &decision);
        return ask(&console, form.visit(), (&caller, &record), input, errors, Some(sure)).await;
    }
    let visit = form.visit().clone();
    form.once(async move {
        let context = console.hub.context(console.hub.now());
        let Decision { grant, from, is_mistake, reason } = decision;
        match cancel(context, caller.actor(), number, grant, from, Some(reason)).await {
            Ok(_) => {
                let said = if is_mistake {
                    "発行したライセンスを取り消しました。"
                } else {
                    "解約しました。"
                };
                Ok(Done::to(address(number)).say(Flash::done(said)).into())
            }
            Err(LicenceError::Store(error)) => Err(unanswered(error)),
            Err(LicenceError::NoOffice | LicenceError::NoInvoices | LicenceError::Refused(_)) => {
                let mut errors = FieldErrors::none();
                errors.add(
                    "grant",
                    "このライセンスは、すでに解約されているか、変わっています。いまの状態を確かめてください。",
                );
                ask(&console, &visit, (&caller, &record), input, errors, None).await.map(Outcome::Again)
            }
        }
    })
    .await
}

fn decide(console: &Console, ledger: &Ledger, input: &Input, errors: &mut FieldErrors) -> Option<Decision> {
    let today = console.hub.now().day_in_japan();
    let wanted = LicenceEntryId::parse(&input.grant).ok();
    let found = ledger.periods().find(|(entry, _, end)| Some(*entry) == wanted && *end >= today);
    if found.is_none() {
        errors.add("grant", "どのライセンスかを選んでください。");
    }
    let is_mistake = input.how == "mistake";
    if !is_mistake && input.how != "leave" {
        errors.add("how", "解約か、まちがった発行の取り消しかを選んでください。");
    }
    let reason = input.reason.trim().to_owned();
    if !(1..=LONGEST).contains(&reason.chars().count()) {
        errors.add("reason", "理由を、200文字までで入力してください。");
    }
    let last = words::read_day(&plain_day(&input.last));
    let (grant, first, end) = found?;
    let from = if is_mistake {
        Some(first)
    } else {
        let right = last.filter(|last| (today..end).contains(last) && *last >= first);
        if right.is_none() {
            let (from, until) = (first.max(today), end.previous());
            let said = format!("最後の日を、{}から{}までの日にしてください。", words::day(from), words::day(until));
            errors.add("last", said);
        }
        right.map(Day::next)
    };
    let from = from.filter(|_| errors.is_empty())?;
    Some(Decision { grant, from, is_mistake, reason })
}

fn sure(console: &Console, ledger: &Ledger, decision: &Decision) -> Sure {
    let charge = ledger.charge(decision.grant);
    let today = console.hub.now().day_in_japan();
    let period = ledger.periods().find(|(entry, ..)| *entry == decision.grant);
    let period = period.map(|(_, first, last)| format!("{}～{}", words::day(first), words::day(last)));
    let what = if decision.is_mistake {
        "この発行を、はじめからなかったことにします。いますぐ、送ることも受け取ることもできなくなります。".to_owned()
    } else {
        let last = words::day_in_words(decision.from.previous());
        let today = if decision.from.previous() == today { "（今日）" } else { "" };
        format!("{last}{today}まで使えます。そのあとは、送ることも、新しく受け取ることもできません。")
    };
    let paid = charge.map_or(0, |charge| i64::from(charge.fee) - charge.open);
    let money = match (decision.is_mistake, charge) {
        (true, _) if paid > 0 => format!("入金された{}は、返金が必要になります。", yen(paid.unsigned_abs())),
        (true, Some(charge)) if charge.open > 0 => {
            format!("未入金の{}は、なくなります。", yen(charge.open.unsigned_abs()))
        }
        (false, Some(charge)) if charge.open > 0 => {
            format!("未入金の{}は、残ります。使った期間があるためです。", yen(charge.open.unsigned_abs()))
        }
        (false, Some(charge)) if charge.fee > 0 => {
            "支払われた料金は、返しません。使った期間があるためです。".to_owned()
        }
        _ => "料金はかかっていません。".to_owned(),
    };
    Sure { period: period.unwrap_or_default(), what, money }
}

async fn ask(
    console: &Console,
    visit: &Visit,
    (caller, record): (&OperatorCaller, &OfficeRecord),
    mut input: Input,
    errors: FieldErrors,
    sure: Option<Sure>,
) -> Shown {
    let today = console.hub.now().day_in_japan();
    let ledger = console.hub.store.ledger(record.office.number).await.map_err(unanswered)?;
    let running = ledger.periods().filter(|(_, _, last)| *last >= today);
    let grants: Vec<_> = running
        .map(|(entry, first, last)| (entry.to_string(), format!("{}～{}", words::day(first), words::day(last))))
        .collect();
    let Some((only, _)) = grants.first() else {
        return Err(Trouble::not_allowed(
            "この事業所には、いま有効なライセンスも、これから始まるライセンスもありません。",
            "事業所の画面で、ライセンスの履歴を確かめてください。",
        ));
    };
    if grants.len() == 1 {
        input.grant.clone_from(only);
    }
    show(&EndPage {
        page: visit.page(console.frame("offices", caller).await?),
        facts: facts(record),
        grants,
        sure,
        input,
        errors,
    })
}
