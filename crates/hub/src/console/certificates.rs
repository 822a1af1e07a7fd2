//! 電子証明書: searched by number or office, revoked; the state of the revocation list and of the hub's own certificates.

use super::gate::{Caller, refused};
use super::offices::{self, address};
use super::{Console, unanswered, words};
use crate::authority::{OwnCertificate, from_hex, to_hex};
use crate::certificate_words;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse as _;
use evidence::certificate::profile::LEAF_YEARS;
use exchange::Instant;
use exchange::certificate::{CertificateKey, CertificateRecord, CertificateState, RevocationReason};
use exchange::operator::{Duty, OperatorCaller};
use exchange::usecases::certificate::revoke::{RevokeError, revoke};
use serde::Deserialize;
use standard::OfficeNumber;
use web::{Done, FieldErrors, Flash, Form, Page, Shown, Trouble, Visit, count, show};

/// A certificate as lists show it.
pub(super) struct CertificateRow {
    pub(super) revoke: Option<String>,
    pub(super) office: String,
    pub(super) href: String,
    pub(super) number: String,
    pub(super) kind: &'static str,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) chip: &'static str,
    pub(super) state: String,
}

/// The revocation list in words.
struct ListState {
    chip: &'static str,
    state: &'static str,
    made: String,
    ends: String,
    entries: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "console/certificates.html")]
struct CertificatesPage {
    page: Page,
    q: String,
    rows: Option<Vec<CertificateRow>>,
    may_revoke: bool,
    list: ListState,
    own: Vec<(&'static str, String)>,
    /// What is issued now ends with the authority, sooner than it would.
    shortens: bool,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "console/revoke.html")]
struct RevokePage {
    page: Page,
    row: CertificateRow,
    reasons: Vec<(&'static str, &'static str)>,
    reason: String,
    errors: FieldErrors,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    reason: String,
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    let (at, text) = (console.hub.now(), asked.q.trim());
    let rows = match text {
        "" => None,
        text => Some(searched(&console, text).await?.iter().map(|record| row(record, at)).collect()),
    };
    show(&CertificatesPage {
        page: visit.page(console.frame("certificates", &caller).await?),
        rows,
        may_revoke: caller.role.may(Duty::RevokeCertificates),
        list: list_state(&console),
        own: own(&console),
        shortens: shortens(&console),
        errors: FieldErrors::none(),
        q: asked.q,
    })
}

/// By office number, or by the number of the certificate.
async fn searched(console: &Console, text: &str) -> Result<Vec<CertificateRecord>, Trouble> {
    let (store, mut found) = (&console.hub.store, Vec::new());
    if let Ok(office) = OfficeNumber::parse(text) {
        found.extend(store.certificates_of(office).await.map_err(unanswered)?);
    }
    if let Some(serial) = from_hex(&text.to_ascii_lowercase()).filter(|serial| !serial.is_empty()) {
        for issuing in console.hub.trust.authority().issuing() {
            let Some(key) = CertificateKey::new(issuing.subject(), &serial) else { continue };
            found.extend(store.certificate(key).await.map_err(unanswered)?);
        }
    }
    Ok(found)
}

pub(super) async fn ask(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(key): Path<String>,
) -> Shown {
    let record = reached(&console, &caller, &key).await?;
    let reason = visit.typed().map(|typed: Input| typed.reason).unwrap_or_default();
    question(&console, &visit, &caller, &record, reason, FieldErrors::none()).await
}

pub(super) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(key): Path<String>,
    form: Form<Input>,
) -> Shown {
    let record = reached(&console, &caller, &key).await?;
    let to = address(record.office);
    if form.press.verb() != "revoke" {
        return Ok(Done::to(to).into_response());
    }
    let Some(reason) = RevocationReason::parse(&form.input.reason) else {
        let mut errors = FieldErrors::none();
        errors.add("reason", "理由を選んでください。");
        return question(&console, form.visit(), &caller, &record, String::new(), errors).await;
    };
    form.once(async move {
        let hub = &console.hub;
        match revoke(hub.context(hub.now()), caller.actor(), record.key, reason).await {
            Ok(()) => {
                hub.revoked.notify_one();
                let say = Flash::done("電子証明書を失効させました。次の通信から、その端末では送受信できません。");
                Ok(Done::to(to).say(say).into())
            }
            Err(RevokeError::NotFound) => Err(Trouble::not_found()),
            Err(RevokeError::Store(error)) => Err(unanswered(error)),
        }
    })
    .await
}

async fn question(
    console: &Console,
    visit: &Visit,
    caller: &OperatorCaller,
    record: &CertificateRecord,
    reason: String,
    errors: FieldErrors,
) -> Shown {
    let page = visit.page(console.frame("certificates", caller).await?);
    let reasons = vec![
        ("key-compromise", "鍵がほかの人に渡ったおそれがある（パソコンの紛失、盗難など）"),
        ("cessation-of-operation", "使わなくなった（廃止、端末の入れ替えなど）"),
    ];
    show(&RevokePage { page, row: row(record, console.hub.now()), reasons, reason, errors })
}

/// The certificate of an address, if its office is within the operator's reach.
async fn reached(console: &Console, caller: &OperatorCaller, key: &str) -> Result<CertificateRecord, Trouble> {
    caller.may(Duty::RevokeCertificates).map_err(refused)?;
    let key = from_hex(key).and_then(|bytes| CertificateKey::from_bytes(&bytes)).ok_or_else(Trouble::not_found)?;
    let record = console.hub.store.certificate(key).await.map_err(unanswered)?.ok_or_else(Trouble::not_found)?;
    offices::reached(console, caller, Duty::RevokeCertificates, record.office.as_str()).await?;
    Ok(record)
}

/// A certificate in words.
pub(super) fn row(record: &CertificateRecord, at: Instant) -> CertificateRow {
    let (chip, state) = match record.state(at) {
        CertificateState::Valid => ("done", "有効".to_owned()),
        CertificateState::NotYet => ("wait", "開始前".to_owned()),
        CertificateState::Expired => ("wait", "期限切れ".to_owned()),
        CertificateState::Revoked(_, since) => ("bad", format!("失効（{}）", words::at(since))),
    };
    let is_valid = record.state(at) == CertificateState::Valid;
    CertificateRow {
        revoke: is_valid.then(|| format!("/certificates/{}/revoke", to_hex(&record.key.to_bytes()))),
        office: record.office.to_string(),
        href: address(record.office),
        number: certificate_words::number(&record.key),
        kind: certificate_words::kind(record.kind),
        from: words::day(record.not_before.day_in_japan()),
        until: words::day(record.not_after.day_in_japan()),
        chip,
        state,
    }
}

fn list_state(console: &Console) -> ListState {
    let (current, now) = (console.hub.trust.current(), console.hub.surroundings.now());
    let life = current.ends.unix().saturating_sub(current.made.unix());
    let age = now.unix().saturating_sub(current.made.unix());
    let (chip, state) = match (now >= current.ends, age.saturating_mul(2) >= life) {
        (true, _) => ("bad", "期限切れ（だれも接続できません。認証局を確かめてください）"),
        (false, true) => ("todo", "更新できていません（認証局を確かめてください）"),
        (false, false) => ("done", "正常"),
    };
    let entries: usize = current.store.lists().map(evidence::certificate::RevocationList::len).sum();
    ListState {
        chip,
        state,
        made: words::second(current.made.unix()),
        ends: words::second(current.ends.unix()),
        entries: count(u64::try_from(entries).unwrap_or(u64::MAX)),
    }
}

/// True when the authority ends before a certificate that is issued now would: it is issued for a shorter time.
fn shortens(console: &Console) -> bool {
    let now = console.hub.surroundings.now();
    console.hub.trust.authority().issuing().first().is_some_and(|one| now.plus_years(LEAF_YEARS) > one.not_after())
}

/// The hub's own certificates and their ends.
fn own(console: &Console) -> Vec<(&'static str, String)> {
    let hub = &console.hub;
    let own = OwnCertificate::ALL.into_iter().filter_map(|which| Some((which.japanese(), hub.own.current(which)?)));
    let issuing = hub.trust.authority().issuing().first().map(|one| ("認証局の証明書", one.clone()));
    own.chain(issuing).map(|(name, one)| (name, words::second(one.not_after().unix()))).collect()
}
