//! 証明書デスク: the office's certificates, a one-time code for a terminal, revoking, and how to see what is installed.

mod code;
mod password;
mod revoke;

use super::reveal::Shown as Revealed;
use super::session::Settled;
use super::{Portal, home, prove, unanswered};
use crate::certificate_words;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::Instant;
use exchange::certificate::{CertificateRecord, CertificateState};
use exchange::usecases::portal::PortalCaller;
use serde::Deserialize;
use std::sync::Arc;
use web::{Done, FieldErrors, Form, JapanTime, Page, Shown, Trouble, Visit, show};

/// From this many days before its end a certificate is renewed.
const RENEWAL_DAYS: i64 = 90;
/// Where the code is shown.
const CODE: &str = "/certificates/code";
/// Where 証明書発行用パスワード is shown.
const PASSWORD: &str = "/certificates/password";

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    kind: String,
    password: String,
}

/// A certificate as the list shows it.
struct Row {
    /// What the button that revokes it says.
    press: String,
    number: String,
    kind: &'static str,
    from: String,
    until: String,
    chip: &'static str,
    state: String,
    is_valid: bool,
}

#[derive(Template)]
#[template(path = "portals/certificates.html")]
struct List {
    page: Page,
    rows: Vec<Row>,
    /// Codes that were given out and not used.
    codes: Vec<code::Open>,
    /// Since when there is 証明書発行用パスワード.
    password: Option<String>,
    kinds: Vec<(&'static str, &'static str)>,
    kind: String,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "portals/certificate_code.html")]
struct CodePage {
    page: Page,
    address: Arc<str>,
    shown: Option<Revealed>,
}

#[derive(Template)]
#[template(path = "portals/certificate_password.html")]
struct PasswordPage {
    page: Page,
    shown: Option<Revealed>,
}

#[derive(Template)]
#[template(path = "portals/certificate_installed.html")]
struct Installed {
    page: Page,
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let kind = visit.typed().map(|typed: Input| typed.kind).unwrap_or_default();
    list(&portal, &visit, &caller, kind, FieldErrors::none()).await
}

pub(super) async fn act(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    match form.press.verb() {
        "code" => code::hand_out(portal, caller, form).await,
        "password" if !form.confirmed && password::is_there(&portal, &caller).await? => {
            password::ask(&portal, form.visit(), &caller).await
        }
        "password" if !caller.is_fresh => Ok(prove::first(&caller, "/certificates")),
        "password" => {
            let session = form.visit().session().clone();
            form.once(async move { password::issue(&portal, &session, &caller).await }).await
        }
        "revoke" => revoke::revoke(portal, caller, form).await,
        "drop-code" => code::drop(portal, caller, form).await,
        _ => Ok(Done::to("/certificates").into_response()),
    }
}

/// 証明書発行用パスワード once; opened again, the page says where to go.
pub(super) async fn password(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let page = visit.page(portal.frame("certificates", &caller).await?);
    show(&PasswordPage { page, shown: portal.reveal.take(visit.session(), PASSWORD) })
}

/// The code once; opened again, the page says where to go.
pub(super) async fn code(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let page = visit.page(portal.frame("certificates", &caller).await?);
    let shown = portal.reveal.take(visit.session(), CODE);
    show(&CodePage { page, address: portal.address, shown })
}

/// How to see on the PC which certificate is installed.
pub(super) async fn installed(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    show(&Installed { page: visit.page(portal.frame("certificates", &caller).await?) })
}

async fn list(portal: &Portal, visit: &Visit, caller: &PortalCaller, kind: String, errors: FieldErrors) -> Shown {
    let at = portal.hub.now();
    let records = portal.hub.store.certificates_of(caller.office).await.map_err(unanswered)?;
    let password = portal.hub.store.certificate_password(caller.office).await.map_err(unanswered)?;
    let password = password.map(|(_, since)| home::in_words(since.day_in_japan()));
    let kinds = vec![("care-insurance", "介護保険証明書"), ("care-plan", "請求委任事業所用ケアプラン証明書")];
    let page = visit.page(portal.frame("certificates", caller).await?);
    let codes = code::open(portal, caller).await?;
    let rows = records.iter().map(|record| row(record, &records, at)).collect();
    show(&List { page, rows, codes, password, kinds, kind, errors })
}

/// A certificate of the caller's own office; another's is not found (S30).
async fn own(portal: &Portal, caller: &PortalCaller, key: &str) -> Result<CertificateRecord, Trouble> {
    let records = portal.hub.store.certificates_of(caller.office).await.map_err(unanswered)?;
    records.into_iter().find(|record| key_text(record) == key).ok_or_else(Trouble::not_found)
}

fn key_text(record: &CertificateRecord) -> String {
    crate::authority::to_hex(&record.key.to_bytes())
}

/// A certificate among all of the office: one that another renewed is used no more.
fn row(record: &CertificateRecord, all: &[CertificateRecord], at: Instant) -> Row {
    let day = |instant: Instant| JapanTime::from_unix_ms(instant.millis()).list_day();
    let left = at.days_until(record.not_after);
    let lasts = if left == 0 { "今日まで".to_owned() } else { format!("あと{left}日") };
    let (chip, state) = match record.state(at) {
        CertificateState::Valid if record.is_renewed_among(all) => ("wait", format!("更新ずみ（{lasts}）")),
        CertificateState::Valid if left <= RENEWAL_DAYS => ("todo", format!("有効（{lasts}）")),
        CertificateState::Valid => ("done", "有効".to_owned()),
        CertificateState::NotYet => ("wait", "開始前".to_owned()),
        CertificateState::Expired => ("wait", "期限切れ".to_owned()),
        CertificateState::Revoked(_, since) => ("bad", format!("失効（{}）", day(since))),
    };
    Row {
        press: format!("revoke:{}", key_text(record)),
        number: certificate_words::number(&record.key),
        kind: certificate_words::kind(record.kind),
        from: day(record.not_before),
        until: day(record.not_after),
        chip,
        state,
        is_valid: record.state(at) == CertificateState::Valid,
    }
}
