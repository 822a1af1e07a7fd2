//! One office: what it is, its licence, its certificates, its sign-in names, and what can be done with it.

use super::super::certificates::{CertificateRow, row as certificate_row};
use super::super::gate::Caller;
use super::super::payments::row::{Row, row};
use super::super::requests::{Row as Request, about};
use super::super::{Console, unanswered, words};
use super::{address, reached};
use askama::Template;
use axum::extract::{Path, State};
use exchange::id::LicenceEntryId;
use exchange::instant::Day;
use exchange::licence::{LicenceDeed, Payment, PaymentOutcome};
use exchange::office::{OfficeRecord, OfficeState};
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::store::{ChargeList, ChargeSearch};
use web::{Page, Shown, Trouble, Visit, show, yen};

/// A line of the licence ledger.
struct Line {
    at: String,
    what: &'static str,
    period: String,
    payment: &'static str,
    fee: String,
    /// What was written down beside it.
    note: String,
}

/// What the operator can do with the office now.
#[derive(Clone, Copy)]
struct Deeds {
    freeze: bool,
    thaw: bool,
    close: bool,
    account: bool,
    licence: bool,
    revoke: bool,
}

#[derive(Template)]
#[template(path = "console/office.html")]
struct OfficePage {
    page: Page,
    facts: Facts,
    until: Option<String>,
    charges: Vec<Row>,
    lines: Vec<Line>,
    certificates: Vec<CertificateRow>,
    names: Vec<(&'static str, String, String)>,
    requests: Vec<Request>,
    deeds: Deeds,
}

/// An office in words.
pub(in crate::console) struct Facts {
    pub(in crate::console) href: String,
    pub(in crate::console) number: String,
    pub(in crate::console) name: String,
    kana: String,
    prefecture: &'static str,
    services: String,
    chip: &'static str,
    state: &'static str,
    successor: Option<(String, String)>,
    added: String,
    changed: String,
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(number): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, Duty::ReadOffices, &number).await?;
    let (store, at) = (&console.hub.store, console.hub.now());
    let ledger = store.ledger(record.office.number).await.map_err(unanswered)?;
    let notes = store.licence_notes(record.office.number).await.map_err(unanswered)?;
    let certificates = store.certificates_of(record.office.number).await.map_err(unanswered)?;
    let names = store.credentials_of(record.office.number).await.map_err(unanswered)?;
    let names = names.iter().map(|known| {
        let state = match known.first_until {
            Some(until) if until > at => format!("仮パスワード（{}まで）", words::at(until)),
            Some(_) => "仮パスワードの期限切れ".to_owned(),
            None => format!("パスワードは{}に変更", words::at(known.changed_at)),
        };
        let kind = if known.name.as_str().starts_with("KJ") {
            "事業所のユーザID"
        } else {
            "連携クライアントのユーザID"
        };
        (kind, known.name.as_str().to_owned(), state)
    });
    show(&OfficePage {
        page: visit.page(console.frame("offices", &caller).await?),
        until: ledger.covered_until(at.day_in_japan()).map(words::day),
        charges: charges(&console, &caller, &record).await?,
        lines: ledger.0.iter().rev().map(|entry| line(entry, &notes)).collect(),
        certificates: certificates.iter().map(|record| certificate_row(record, at)).collect(),
        names: names.collect(),
        requests: about(&console, &caller, record.office.number).await?,
        deeds: deeds(&caller, record.state),
        facts: facts(&record),
    })
}

/// What the office owes and has paid, the newest period first.
async fn charges(console: &Console, caller: &OperatorCaller, record: &OfficeRecord) -> Result<Vec<Row>, Trouble> {
    let search = ChargeSearch {
        list: ChargeList::All { from: Day::from_number(0), until: Day::from_number(100_000) },
        office: Some(record.office.number),
        state: None,
        payment: None,
        prefecture: None,
        after: None,
        limit: Limit::default(),
    };
    let found = console.hub.store.search_charges(search).await.map_err(unanswered)?;
    let (today, may_work) = (console.hub.now().day_in_japan(), caller.role.may(Duty::RecordPayments));
    Ok(found.entries.iter().map(|charge| row(charge, today, may_work)).collect())
}

/// An office in words, for its page and the questions about it.
pub(in crate::console) fn facts(record: &OfficeRecord) -> Facts {
    let (chip, state) = words::state(record.state);
    let successor = match record.state {
        OfficeState::Closed { successor: Some(successor) } => Some((address(successor), successor.to_string())),
        _ => None,
    };
    let office = &record.office;
    Facts {
        href: address(office.number),
        number: office.number.to_string(),
        name: office.name.clone(),
        kana: office.kana.clone(),
        prefecture: words::prefecture(office.prefecture),
        services: office.services.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        chip,
        state,
        successor,
        added: words::at(record.added_at),
        changed: words::at(record.changed_at),
    }
}

fn deeds(caller: &OperatorCaller, state: OfficeState) -> Deeds {
    let may = |duty| caller.role.may(duty);
    let is_open = !matches!(state, OfficeState::Closed { .. });
    Deeds {
        freeze: may(Duty::StopOffices) && state == OfficeState::Active,
        thaw: may(Duty::StopOffices) && state == OfficeState::Frozen,
        close: may(Duty::CloseOffices) && is_open,
        account: may(Duty::HandOutAccounts) && state == OfficeState::Active,
        licence: may(Duty::GrantLicences) && is_open,
        revoke: may(Duty::RevokeCertificates),
    }
}

fn line(entry: &exchange::licence::LicenceEntry, notes: &[(LicenceEntryId, String)]) -> Line {
    use LicenceDeed as L;
    let paid = |outcome| if outcome == PaymentOutcome::Paid { "入金" } else { "入金できず" };
    let money = |amount: u32| yen(amount.into());
    let (what, period, payment, fee) = match entry.deed {
        L::Apply { payment, .. } => ("申請", String::new(), payment.map_or("", way), String::new()),
        L::Grant { first, last, payment, fee, .. } => {
            ("利用", format!("{}～{}", words::day(first), words::day(last)), way(payment), money(fee))
        }
        L::Cancel { from, .. } => ("取りやめ", format!("{}から", words::day(from)), "", String::new()),
        L::Renewal { automatic, payment } => {
            (if automatic { "自動更新する" } else { "自動更新しない" }, String::new(), way(payment), String::new())
        }
        L::Invoice { amount, due, .. } => ("請求", format!("{}まで", words::day(due)), "", money(amount)),
        L::Deduction { amount, month, .. } => ("差し引きの依頼", words::day(month), "", money(amount)),
        L::Result { outcome, amount, day, .. } => (paid(outcome), words::day(day), "", money(amount)),
        L::Waive { .. } => ("無料にした", String::new(), "フリーパス（無料）", String::new()),
        L::Refund { amount, day, .. } => ("返金", words::day(day), "", money(amount)),
    };
    let note = notes.iter().find(|(id, _)| *id == entry.id).map(|(_, text)| text.clone()).unwrap_or_default();
    Line { at: words::at(entry.at), what, period, payment, fee, note }
}

/// A way of payment in words.
pub(in crate::console) fn way(payment: Payment) -> &'static str {
    match payment {
        Payment::Deduction => "給付費からの差し引き",
        Payment::Invoice => "請求書による振り込み",
        Payment::Campaign => "フリーパス（無料）",
    }
}
