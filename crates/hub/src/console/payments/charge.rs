//! One payment of an office: invoiced, written down by hand after a second look, given back. Pressed twice it is once.

use super::super::gate::{Caller, refused};
use super::super::offices::office::{Facts, facts, way};
use super::super::offices::{address, reached};
use super::super::{Console, unanswered, words};
use super::row::open;
use super::{ledger_trouble, standing};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::id::LicenceEntryId;
use exchange::licence::{Charge, ChargeState, Payment};
use exchange::office::OfficeRecord;
use exchange::operator::{Duty, OperatorCaller};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::record_payment::{
    LONGEST_REFERENCE, RecordError, RecordInput, give_back, look, make_invoice, record,
};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Trouble, Visit, show, typed, yen};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(in crate::console) struct Input {
    amount: String,
    day: String,
    reference: String,
}

/// What the person is asked once more.
#[derive(PartialEq, Eq)]
enum Asks {
    Nothing,
    /// The amount and the day as they were understood.
    Record(String, String),
    Refund,
}

#[derive(Template)]
#[template(path = "console/charge.html")]
struct ChargePage {
    page: Page,
    facts: Facts,
    action: String,
    lines: Vec<(&'static str, String)>,
    chip: &'static str,
    state: &'static str,
    /// The last invoice.
    invoice: Option<String>,
    may_record: bool,
    may_invoice: bool,
    may_refund: bool,
    /// Where a payment that was written down by mistake is taken back.
    reverse: Option<String>,
    /// A payment was taken back before.
    is_reversed: bool,
    /// The last day for paying an invoice of today; none while invoices cannot be made.
    due: Option<String>,
    is_deducted: bool,
    /// The amount and the day that are asked about.
    asks_record: Option<(String, String)>,
    asks_refund: bool,
    refund: String,
    input: Input,
    most: usize,
    errors: FieldErrors,
}

/// A charge that an operator works on.
pub(super) struct Work {
    pub(super) record: OfficeRecord,
    pub(super) charge: Charge,
    /// A payment by invoice counts, and may be taken back.
    pub(super) is_reversible: bool,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path((number, id)): Path<(String, String)>,
) -> Shown {
    let work = found(&console, &caller, &number, &id).await?;
    shown(&console, &visit, &caller, &work, visit.typed().unwrap_or_default(), Asks::Nothing, FieldErrors::none()).await
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path((number, id)): Path<(String, String)>,
    form: Form<Input>,
) -> Shown {
    let work = found(&console, &caller, &number, &id).await?;
    let visit = form.visit().clone();
    match (form.press.verb(), form.confirmed) {
        ("look" | "record", confirmed) => {
            let (input, is_sure) = (form.input.clone(), confirmed && form.press.verb() == "record");
            form.once(async move { write_down(&console, &visit, &caller, &work, input, is_sure).await }).await
        }
        ("invoice", _) => form.once(async move { invoice(&console, &caller, &work).await }).await,
        ("refund", true) => form.once(async move { refund(&console, &caller, &work).await }).await,
        ("refund", false) => {
            shown(&console, &visit, &caller, &work, Input::default(), Asks::Refund, FieldErrors::none()).await
        }
        _ => Ok(Done::to(address(work.record.office.number)).into_response()),
    }
}

/// A charge that the operator may work on.
pub(super) async fn found(console: &Console, caller: &OperatorCaller, number: &str, id: &str) -> Result<Work, Trouble> {
    let record = reached(console, caller, Duty::RecordPayments, number).await?;
    let id = LicenceEntryId::parse(id).map_err(|_| Trouble::not_found())?;
    let ledger = console.hub.store.ledger(record.office.number).await.map_err(unanswered)?;
    let charge = ledger.charge(id).ok_or_else(Trouble::not_found)?;
    let is_reversible = ledger.reversible(id).is_some();
    Ok(Work { record, charge, is_reversible })
}

/// Looks at what was typed; writes it down when the person has seen it and said yes.
async fn write_down(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    work: &Work,
    input: Input,
    is_sure: bool,
) -> Result<Outcome, Trouble> {
    let mut errors = FieldErrors::none();
    let wanted = read(work, &input, &mut errors);
    let context = console.hub.context(console.hub.now());
    let looked = match &wanted {
        Some(wanted) => look(context, caller, wanted).await,
        None => Ok(()),
    };
    if let Err(error) = looked {
        told(error, &mut errors)?;
    }
    let Some(wanted) = wanted.filter(|_| errors.is_empty()) else {
        return shown(console, visit, caller, work, input, Asks::Nothing, errors).await.map(Outcome::Again);
    };
    if !is_sure {
        let asks = Asks::Record(yen(wanted.amount.into()), words::day_in_words(wanted.day));
        return shown(console, visit, caller, work, input, asks, errors).await.map(Outcome::Again);
    }
    let amount = yen(wanted.amount.into());
    let say = match record(context, caller, wanted).await {
        Ok(true) => Flash::done(format!("{amount}の入金を記録しました。")),
        Ok(false) => Flash::info("この入金は、すでに記録されています。二重には記録していません。"),
        Err(error) => {
            told(error, &mut errors)?;
            return shown(console, visit, caller, work, input, Asks::Nothing, errors).await.map(Outcome::Again);
        }
    };
    Ok(Done::to(address(work.record.office.number)).say(say).into())
}

fn read(work: &Work, input: &Input, errors: &mut FieldErrors) -> Option<RecordInput> {
    let amount = typed::amount(&input.amount);
    if amount.is_none() {
        errors.add("amount", "金額を、21,000円 のように数字で入力してください。");
    }
    let day = words::read_day(&input.day);
    if day.is_none() {
        errors.add("day", "入金日を、2025年4月1日 のように入力してください。");
    }
    let (office, grant, reference) = (work.record.office.number, work.charge.grant, input.reference.clone());
    Some(RecordInput { office, grant, amount: amount?, day: day?, reference })
}

/// What is wrong, beside its field; everything else is trouble.
fn told(error: RecordError, errors: &mut FieldErrors) -> Result<(), Trouble> {
    match error {
        RecordError::Reference => {
            errors.add(
                "reference",
                format!("振り込みの控えの番号などを、{LONGEST_REFERENCE}文字までで入力してください。"),
            );
        }
        RecordError::Day => errors.add("day", "入金日を、請求書を作った日から今日までの日付にしてください。"),
        RecordError::OtherAmount { asked } => {
            let asked = yen(asked.into());
            errors.add(
                "amount",
                format!("請求した金額は{asked}です。違う金額の入金は、振り込んだ事業所に確かめてください。"),
            );
        }
        other => return Err(trouble(other)),
    }
    Ok(())
}

async fn invoice(console: &Console, caller: &OperatorCaller, work: &Work) -> Result<Outcome, Trouble> {
    let (office, context) = (work.record.office.number, console.hub.context(console.hub.now()));
    make_invoice(context, caller, office, work.charge.grant).await.map_err(trouble)?;
    let say = Flash::done("請求書を作りました。「請求書を見る」から印刷できます。");
    Ok(Done::to(path(work)).say(say).into())
}

async fn refund(console: &Console, caller: &OperatorCaller, work: &Work) -> Result<Outcome, Trouble> {
    let (office, context) = (work.record.office.number, console.hub.context(console.hub.now()));
    give_back(context, caller, office, work.charge.grant).await.map_err(trouble)?;
    Ok(Done::to(address(office)).say(Flash::done("返金を記録しました。")).into())
}

fn trouble(error: RecordError) -> Trouble {
    match error {
        RecordError::Denied(denied) => refused(denied),
        RecordError::Store(error) => unanswered(error),
        RecordError::Licence(error) => ledger_trouble(error),
        RecordError::NotAsked => {
            ledger_trouble(LicenceError::Refused(exchange::licence::LedgerRefusal::NothingChanges))
        }
        other => Trouble::internal(&other),
    }
}

/// The address of a charge's page.
pub(super) fn path(work: &Work) -> String {
    format!("{}/charges/{}", address(work.record.office.number), work.charge.grant)
}

async fn shown(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    work: &Work,
    input: Input,
    asks: Asks,
    errors: FieldErrors,
) -> Shown {
    let (charge, context) = (&work.charge, console.hub.context(console.hub.now()));
    let (chip, state) = standing(charge.state, charge.payment);
    let invoiced = charge.request.filter(|request| request.payment == Payment::Invoice);
    let waits = invoiced.is_some_and(|request| request.result.is_none());
    let is_open = matches!(charge.state, ChargeState::Open | ChargeState::Failed);
    show(&ChargePage {
        page: visit.page(console.frame("payments", caller).await?),
        facts: facts(&work.record),
        action: path(work),
        lines: lines(charge),
        chip,
        state,
        invoice: invoiced.map(|request| format!("{}/invoices/{}", address(work.record.office.number), request.id)),
        may_record: waits,
        may_invoice: is_open,
        may_refund: charge.state == ChargeState::Refund,
        reverse: work.is_reversible.then(|| format!("{}/reverse", path(work))),
        is_reversed: waits && invoiced.is_some_and(|request| request.is_reversed),
        due: context.invoice_days.map(|days| words::day_in_words(context.at.day_in_japan().plus(days))),
        is_deducted: charge.state == ChargeState::Asked && charge.payment == Payment::Deduction,
        asks_refund: asks == Asks::Refund,
        asks_record: match asks {
            Asks::Record(amount, day) => Some((amount, day)),
            Asks::Nothing | Asks::Refund => None,
        },
        refund: yen(charge.open.unsigned_abs()),
        input,
        most: LONGEST_REFERENCE,
        errors,
    })
}

fn lines(charge: &Charge) -> Vec<(&'static str, String)> {
    let mut lines = vec![
        ("期間", format!("{}～{}", words::day(charge.first), words::day(charge.last))),
        ("支払いの方法", way(charge.payment).to_owned()),
        ("料金", yen(charge.fee.into())),
        ("未入金", open(charge.open)),
    ];
    if let Some(request) = charge.request {
        lines.push(("請求した日", words::day(request.at.day_in_japan())));
        lines.push(("期限", words::day(request.due())));
        lines.extend(request.result.map(|(_, day)| ("結果の日", words::day(day))));
    }
    lines
}
