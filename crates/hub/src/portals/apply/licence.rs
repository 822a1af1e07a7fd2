//! ライセンス: period, days left, payment, history, invoices, and the SystemId with a new first password when it was lost.

use super::super::reveal::Shown as Revealed;
use super::super::session::Settled;
use super::super::{Portal, home, prove, unanswered};
use super::DONE;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::account::CredentialName;
use exchange::licence::{Ledger, LicenceDeed, Payment};
use exchange::usecases::account::create::Created;
use exchange::usecases::account::give_system_id::{Given, give_system_id};
use exchange::usecases::account::reset::reset;
use exchange::usecases::portal::PortalCaller;
use serde::Deserialize;
use web::{Done, Flash, Form, JapanTime, Outcome, Page, SessionToken, Shown, Trouble, Visit, show, yen};
use zeroize::Zeroizing;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Input {}

/// A line of the history.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) at: String,
    pub(super) what: &'static str,
    pub(super) period: String,
    pub(super) payment: &'static str,
    pub(super) fee: String,
    pub(super) is_grant: bool,
}

#[derive(Template)]
#[template(path = "portals/licence.html")]
struct LicencePage {
    page: Page,
    until: Option<(String, i64)>,
    system: Option<String>,
    lines: Vec<Line>,
}

pub(in crate::portals) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let (hub, today) = (&portal.hub, portal.hub.now().day_in_japan());
    let ledger = hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let until = ledger.covered_until(today).map(|until| (home::in_words(until), until.number() - today.number()));
    let system = system_id(&portal, &caller).await?.map(|name| name.as_str().to_owned());
    let page = visit.page(portal.frame("licence", &caller).await?);
    show(&LicencePage { page, until, system, lines: lines(&ledger) })
}

/// Gives the SystemId, or a new first password for it. Both need the password entered just now (S29).
pub(in crate::portals) async fn act(
    State(portal): State<Portal>,
    Settled(caller): Settled,
    form: Form<Input>,
) -> Shown {
    if !matches!(form.press.verb(), "give" | "reset") {
        return Ok(Done::to("/licence").into_response());
    }
    if !caller.is_fresh {
        return Ok(prove::first("/licence"));
    }
    let (session, resets) = (form.visit().session().clone(), form.press.verb() == "reset");
    form.once(async move { hand_out(&portal, &session, &caller, resets).await }).await
}

async fn hand_out(
    portal: &Portal,
    session: &SessionToken,
    caller: &PortalCaller,
    resets: bool,
) -> Result<Outcome, Trouble> {
    let (hub, at) = (&portal.hub, portal.hub.now());
    let given = give_system_id(hub.context(at), &hub.portal_hasher, caller.actor(), caller.office).await;
    let (name, created) = match given.map_err(|error| Trouble::internal(&error))? {
        Given::New(name, created) => (name, created),
        Given::Known(name) if resets => {
            let known = CredentialName::System(name.clone());
            let made = reset(hub.context(at), &hub.portal_hasher, caller.actor(), known).await;
            (name, made.map_err(|error| Trouble::internal(&error))?)
        }
        Given::Known(_) => return Ok(Done::to("/licence").into()),
    };
    let Created { password, until } = created;
    let lines = vec![
        ("システムID", Zeroizing::new(name.as_str().to_owned())),
        ("仮パスワード", Zeroizing::new(password.expose().to_owned())),
    ];
    let until = JapanTime::from_unix_ms(until.millis()).sentence();
    portal.reveal.keep(session, DONE, Revealed { lines, until });
    Ok(Done::to(DONE).say(Flash::done("仮パスワードを発行しました。")).into())
}

async fn system_id(portal: &Portal, caller: &PortalCaller) -> Result<Option<CredentialName>, Trouble> {
    let names = portal.hub.store.credentials_of(caller.office).await.map_err(unanswered)?;
    Ok(names.into_iter().map(|known| known.name).find(|name| matches!(name, CredentialName::System(_))))
}

/// The history, newest first.
pub(super) fn lines(ledger: &Ledger) -> Vec<Line> {
    let line = |entry: &exchange::licence::LicenceEntry| {
        let at = JapanTime::from_unix_ms(entry.at.millis()).list();
        let id = entry.id.to_string();
        match entry.deed {
            LicenceDeed::Grant { first, last, payment, fee } => Line {
                id,
                at,
                what: "利用",
                period: format!("{}から{}まで", home::in_words(first), home::in_words(last)),
                payment: way(payment),
                fee: yen(fee.into()),
                is_grant: true,
            },
            LicenceDeed::Cancel { from, .. } => Line {
                id,
                at,
                what: "取りやめ",
                period: format!("{}から", home::in_words(from)),
                payment: "",
                fee: String::new(),
                is_grant: false,
            },
        }
    };
    ledger.0.iter().rev().map(line).collect()
}

fn way(payment: Payment) -> &'static str {
    match payment {
        Payment::Deduction => "給付費からの差し引き",
        Payment::Invoice => "請求書による振り込み",
        Payment::Campaign => "フリーパス（無料）",
    }
}
