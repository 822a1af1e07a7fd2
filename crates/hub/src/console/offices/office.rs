//! One office: what it is, its licence, its certificates, its sign-in names, and what can be done with it.

use super::super::certificates::{CertificateRow, row as certificate_row};
use super::super::gate::Caller;
use super::super::payments::history::{Line, lines};
use super::super::payments::row::{Row, row};
use super::super::requests::{Row as Request, about};
use super::super::{Console, unanswered, words};
use super::{address, reached};
use crate::closings;
use askama::Template;
use axum::extract::{Path, State};
use exchange::instant::Day;
use exchange::licence::Payment;
use exchange::office::{OfficeRecord, OfficeState, OfficeStop, StopKind};
use exchange::operator::{Duty, OperatorCaller};
use exchange::page::Limit;
use exchange::store::{ChargeList, ChargeSearch};
use web::{Page, Shown, Trouble, Visit, show};

/// What the operator can do with the office now.
#[derive(Clone, Copy)]
struct Deeds {
    freeze: bool,
    thaw: bool,
    close: bool,
    account: bool,
    licence: bool,
    end: bool,
    revoke: bool,
    edit: bool,
    audit: bool,
}

/// A closing that is planned or counts.
struct Shutting {
    what: String,
    /// What is still to come.
    next: String,
    /// What can be done about it, in one word; none when nothing can.
    undo: Option<&'static str>,
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
    stops: Vec<StopRow>,
    /// Offices that were merged into this one: where they are shown, and their numbers.
    merged: Vec<(String, String)>,
    requests: Vec<Request>,
    deeds: Deeds,
    closing: Option<Shutting>,
}

/// That the office was stopped or let in again.
struct StopRow {
    at: String,
    what: &'static str,
    by: String,
    note: String,
    told: String,
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
    /// 郵便番号 and address.
    post: Option<(String, String)>,
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
    let stops = store.stops_of(record.office.number).await.map_err(unanswered)?;
    let merged = store.merged_into(record.office.number).await.map_err(unanswered)?;
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
        lines: lines(&ledger, &notes),
        certificates: certificates.iter().map(|record| certificate_row(record, at)).collect(),
        names: names.collect(),
        stops: stops.iter().map(stop_row).collect(),
        merged: merged.into_iter().map(|office| (address(office), office.to_string())).collect(),
        requests: about(&console, &caller, record.office.number).await?,
        deeds: deeds(&caller, record.state, ledger.periods().any(|(_, _, last)| last >= at.day_in_japan())),
        closing: closing(&console, &caller, &record).await?,
        facts: facts(&record),
    })
}

/// What the page says of a closing.
async fn closing(
    console: &Console,
    caller: &OperatorCaller,
    record: &OfficeRecord,
) -> Result<Option<Shutting>, Trouble> {
    let (store, at) = (&console.hub.store, console.hub.now());
    let found = store.closing(record.office.number).await.map_err(unanswered)?;
    let about = store.closed_office(record.office.number).await.map_err(unanswered)?;
    let Some((closing, about)) = found.zip(about) else { return Ok(None) };
    let next = about.successor.as_ref().map(|next| format!("引き継ぐ事業所は、{}です。", closings::named(next)));
    let next = next.unwrap_or_default();
    let may_undo = caller.role.may(Duty::CloseOffices);
    let day = closings::day(closing.from);
    Ok(Some(if closing.is_planned() {
        Shutting {
            what: format!("{day}に廃止する予定です"),
            next: format!("{next}それまでは、これまでどおり使えます。"),
            undo: may_undo.then_some("廃止の予定を取りやめる"),
        }
    } else {
        let until = closing.reads_until.map(closings::last_day).unwrap_or_default();
        let reads = if closing.reads_until.is_some_and(|until| at < until) {
            format!("{until}までは、届いていたものを受け取れます。そのあと、電子証明書は失効します。")
        } else {
            format!("受け取れる期間は、{until}に終わりました。")
        };
        let undo = may_undo && closing.can_be_taken_back(at);
        Shutting {
            what: format!("{day}に廃止されました"),
            next: format!("{next}{reads}"),
            undo: undo.then_some("廃止を取り消す"),
        }
    }))
}

fn stop_row(stop: &OfficeStop) -> StopRow {
    let what = match stop.kind {
        StopKind::Frozen => "利用を停止",
        StopKind::Thawed => "利用を再開",
        StopKind::Closed => "廃止・統合",
        StopKind::Reopened => "廃止の取り消し",
    };
    let by = stop.actor.to_string();
    StopRow {
        at: words::at(stop.at),
        what,
        by: by.strip_prefix("operator:").map(str::to_owned).unwrap_or(by),
        note: stop.why.note.clone(),
        told: stop.why.told.clone(),
    }
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
        OfficeState::Closed { successor: Some(successor), .. } => Some((address(successor), successor.to_string())),
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
        post: office.post.as_ref().map(|post| (post.postcode_in_two(), post.address().to_owned())),
        added: words::at(record.added_at),
        changed: words::at(record.changed_at),
    }
}

fn deeds(caller: &OperatorCaller, state: OfficeState, has_licence: bool) -> Deeds {
    let may = |duty| caller.role.may(duty);
    let is_open = !matches!(state, OfficeState::Closed { .. });
    Deeds {
        freeze: may(Duty::StopOffices) && state == OfficeState::Active,
        thaw: may(Duty::StopOffices) && state == OfficeState::Frozen,
        close: may(Duty::CloseOffices) && is_open,
        account: may(Duty::HandOutAccounts) && state == OfficeState::Active,
        licence: may(Duty::GrantLicences) && is_open,
        end: may(Duty::GrantLicences) && is_open && has_licence,
        revoke: may(Duty::RevokeCertificates),
        edit: may(Duty::ImportOffices) && is_open,
        audit: may(Duty::ReadAudit),
    }
}

/// A way of payment in words.
pub(in crate::console) fn way(payment: Payment) -> &'static str {
    match payment {
        Payment::Deduction => "給付費からの差し引き",
        Payment::Invoice => "請求書による振り込み",
        Payment::Campaign => "フリーパス（無料）",
    }
}
