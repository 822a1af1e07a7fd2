//! 証明書デスク: the office's certificates, a one-time code for a terminal, revoking, and how to see what is installed.

use super::reveal::Shown as Revealed;
use super::session::Settled;
use super::{Portal, prove, unanswered};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::Instant;
use exchange::certificate::{CertificateKey, CertificateKind, CertificateRecord, CertificateState, RevocationReason};
use exchange::instant::DAY;
use exchange::usecases::certificate::make_code::{MakeCodeError, make_code};
use exchange::usecases::certificate::revoke::{RevokeError, revoke};
use exchange::usecases::portal::PortalCaller;
use protocol::EnrolCode;
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, JapanTime, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};
use zeroize::Zeroizing;

/// From this many days before its end a certificate is renewed.
const RENEWAL_DAYS: i64 = 90;
/// Where the code is shown.
const CODE: &str = "/certificates/code";

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    kind: String,
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
    kinds: Vec<(&'static str, &'static str)>,
    kind: String,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "portals/certificate_code.html")]
struct CodePage {
    page: Page,
    shown: Option<Revealed>,
}

#[derive(Template)]
#[template(path = "portals/certificate_revoke.html")]
struct Ask {
    page: Page,
    row: Row,
}

#[derive(Template)]
#[template(path = "portals/certificate_installed.html")]
struct Installed {
    page: Page,
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    list(&portal, &visit, &caller, String::new(), FieldErrors::none()).await
}

pub(super) async fn act(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    match form.press.verb() {
        "code" => {
            let Some(kind) = CertificateKind::parse(&form.input.kind) else {
                let mut errors = FieldErrors::none();
                errors.add("kind", "電子証明書の種類を選んでください。");
                return list(&portal, form.visit(), &caller, form.input.kind.clone(), errors).await;
            };
            if !caller.is_fresh {
                return Ok(prove::first("/certificates"));
            }
            let session = form.visit().session().clone();
            form.once(async move { hand_out(&portal, &session, &caller, kind).await }).await
        }
        "revoke" => {
            let record = own(&portal, &caller, form.press.id()).await?;
            if !form.confirmed {
                let page = form.visit().page(portal.frame("certificates", &caller).await?);
                return show(&Ask { page, row: row(&record, portal.hub.now()) });
            }
            if !caller.is_fresh {
                return Ok(prove::first("/certificates"));
            }
            form.once(async move { take_back(&portal, &caller, record.key).await }).await
        }
        _ => Ok(Done::to("/certificates").into_response()),
    }
}

/// The code once; opened again, the page says where to go.
pub(super) async fn code(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let page = visit.page(portal.frame("certificates", &caller).await?);
    show(&CodePage { page, shown: portal.reveal.take(visit.session(), CODE) })
}

/// How to see on the PC which certificate is installed.
pub(super) async fn installed(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    show(&Installed { page: visit.page(portal.frame("certificates", &caller).await?) })
}

async fn list(portal: &Portal, visit: &Visit, caller: &PortalCaller, kind: String, errors: FieldErrors) -> Shown {
    let at = portal.hub.now();
    let records = portal.hub.store.certificates_of(caller.office).await.map_err(unanswered)?;
    let kinds = vec![("care-insurance", "介護保険証明書"), ("care-plan", "請求委任事業所用ケアプラン証明書")];
    let page = visit.page(portal.frame("certificates", caller).await?);
    show(&List { page, rows: records.iter().map(|record| row(record, at)).collect(), kinds, kind, errors })
}

async fn hand_out(
    portal: &Portal,
    session: &SessionToken,
    caller: &PortalCaller,
    kind: CertificateKind,
) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    let made = make_code(hub.context(hub.now()), caller.actor(), caller.office, kind).await;
    let (code, secret) = made.map_err(|error| match error {
        MakeCodeError::Store(error) => unanswered(error),
        MakeCodeError::NoOffice => {
            Trouble::not_allowed("この事業所は、いま利用できません。", "運営者にお問い合わせください。")
        }
    })?;
    let fingerprint = hub.trust.authority().root().fingerprint();
    let root = fingerprint.0.first_chunk::<10>().copied().unwrap_or_default();
    let text = EnrolCode { secret: *secret.expose(), root }.to_string();
    let until = JapanTime::from_unix_ms(code.until().millis()).sentence();
    portal.reveal.keep(session, CODE, Revealed { lines: vec![("発行コード", Zeroizing::new(text))], until });
    Ok(Done::to(CODE).into())
}

async fn take_back(portal: &Portal, caller: &PortalCaller, key: CertificateKey) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    match revoke(hub.context(hub.now()), caller.actor(), key, RevocationReason::KeyCompromise).await {
        Ok(()) => {
            hub.revoked.notify_one();
            let say = Flash::done("電子証明書を使えなくしました。次の通信から、その端末では送受信できません。");
            Ok(Done::to("/certificates").say(say).into())
        }
        Err(RevokeError::NotFound) => Err(Trouble::not_found()),
        Err(RevokeError::Store(error)) => Err(unanswered(error)),
    }
}

/// A certificate of the caller's own office; another's is not found (S30).
async fn own(portal: &Portal, caller: &PortalCaller, key: &str) -> Result<CertificateRecord, Trouble> {
    let records = portal.hub.store.certificates_of(caller.office).await.map_err(unanswered)?;
    records.into_iter().find(|record| key_text(record) == key).ok_or_else(Trouble::not_found)
}

fn key_text(record: &CertificateRecord) -> String {
    crate::authority::to_hex(&record.key.to_bytes())
}

fn row(record: &CertificateRecord, at: Instant) -> Row {
    let day = |instant: Instant| JapanTime::from_unix_ms(instant.millis()).list_day();
    let serial = crate::authority::to_hex(&record.key.serial);
    let left = record.not_after.since(at) / DAY;
    let (chip, state) = match record.state(at) {
        CertificateState::Valid if left <= RENEWAL_DAYS => ("todo", format!("有効（あと{left}日）")),
        CertificateState::Valid => ("done", "有効".to_owned()),
        CertificateState::NotYet => ("wait", "開始前".to_owned()),
        CertificateState::Expired => ("wait", "期限切れ".to_owned()),
        CertificateState::Revoked(_, since) => ("bad", format!("失効（{}）", day(since))),
    };
    Row {
        press: format!("revoke:{}", key_text(record)),
        number: serial.trim_start_matches("00").to_owned(),
        kind: match record.kind {
            CertificateKind::CareInsurance => "介護保険証明書",
            CertificateKind::CarePlan => "請求委任事業所用ケアプラン証明書",
        },
        from: day(record.not_before),
        until: day(record.not_after),
        chip,
        state,
        is_valid: record.state(at) == CertificateState::Valid,
    }
}
