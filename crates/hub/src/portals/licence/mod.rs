//! ライセンス: until when, what it costs and where its payment stands, going on by itself, ending it, the record of all that.

mod automatic;
mod history;
pub(super) mod invoice;
mod leave;
mod payment;
mod system_id;

use super::session::Settled;
use super::{Portal, apply, home, prove, unanswered};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::account::CredentialName;
use exchange::instant::Day;
use exchange::licence::{Ledger, price};
use exchange::usecases::licence::apply::RENEWAL_DAYS;
use exchange::usecases::licence::cancel::leaves_from;
use exchange::usecases::licence::renew_due::AUTOMATIC_DAYS;
use exchange::usecases::portal::PortalCaller;
use history::Line;
use payment::Standing;
pub(super) use payment::in_month;
use serde::Deserialize;
use web::{Done, FieldErrors, Form, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    payment: String,
}

/// Automatic renewal as the page shows it.
struct Automatic {
    on: Option<&'static str>,
    /// On which day it happens; none while there is no licence.
    day: Option<String>,
    /// False until the terms that hold now are agreed to.
    possible: bool,
    payments: Vec<(&'static str, &'static str)>,
    payment: String,
}

#[derive(Template)]
#[template(path = "portals/licence.html")]
struct LicencePage {
    page: Page,
    /// The last day, and the days that are left.
    until: Option<(String, i64)>,
    renews: bool,
    /// The last day of a campaign that is on.
    free_until: Option<String>,
    standings: Vec<Standing>,
    balance: String,
    automatic: Automatic,
    can_leave: bool,
    system: Option<String>,
    lines: Vec<Line>,
    errors: FieldErrors,
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let kept = portal.kept.take(visit.session(), "/licence", "payment");
    whole(&portal, &visit, &caller, kept, FieldErrors::none()).await
}

/// One form a section; what matters needs the password entered just now (S29).
pub(super) async fn act(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    let verb = form.press.verb().to_owned();
    match verb.as_str() {
        "give" | "reset" | "automatic-on" | "automatic-off" | "leave" | "invoice" => {}
        _ => return Ok(Done::to("/licence").into_response()),
    }
    let wished = apply::chosen(&form.input.payment);
    if verb == "automatic-on" && wished.is_none() {
        let mut errors = FieldErrors::none();
        errors.add("payment", "自動更新のときの、支払いの方法を選んでください。");
        return whole(&portal, form.visit(), &caller, None, errors).await;
    }
    if verb == "leave" && !form.confirmed {
        return leave::ask(&portal, form.visit(), &caller).await;
    }
    if verb == "reset" && !form.confirmed {
        return system_id::ask(&portal, form.visit(), &caller).await;
    }
    if !caller.is_fresh {
        return Ok(prove::first("/licence"));
    }
    let (session, id) = (form.visit().session().clone(), form.press.id().to_owned());
    form.once(async move {
        match verb.as_str() {
            "give" => system_id::hand_out(&portal, &session, &caller, false).await,
            "reset" => system_id::hand_out(&portal, &session, &caller, true).await,
            "automatic-on" => automatic::set(&portal, &caller, wished).await,
            "automatic-off" => automatic::set(&portal, &caller, None).await,
            "invoice" => payment::by_invoice(&portal, &caller, &id).await,
            _ => leave::leave(&portal, &caller).await,
        }
    })
    .await
}

async fn whole(
    portal: &Portal,
    visit: &Visit,
    caller: &PortalCaller,
    kept: Option<String>,
    errors: FieldErrors,
) -> Shown {
    let (hub, today) = (&portal.hub, portal.hub.now().day_in_japan());
    let ledger = hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let campaigns = hub.store.campaigns().await.map_err(unanswered)?;
    let until = ledger.covered_until(today);
    let left = until.map(|until| until.number() - today.number());
    let present = crate::terms::current(hub, hub.now()).await.map_err(unanswered)?.version;
    let system = system_id(portal, caller).await?.map(|name| name.as_str().to_owned());
    let page = visit.page(portal.frame("licence", caller).await?);
    show(&LicencePage {
        page,
        until: until.zip(left).map(|(until, left)| (home::in_words(until), left)),
        renews: left.is_none_or(|left| left < RENEWAL_DAYS),
        free_until: price(&campaigns, today).campaign.map(|(_, until)| home::in_words(until)),
        standings: payment::standings(&ledger, today),
        balance: payment::balance(ledger.balance()),
        automatic: automatic_of(&ledger, until, kept, present),
        can_leave: leaves_from(&ledger, today).is_some(),
        system,
        lines: history::lines(&ledger),
        errors,
    })
}

fn automatic_of(ledger: &Ledger, until: Option<Day>, kept: Option<String>, present: u32) -> Automatic {
    let on = ledger.automatic();
    Automatic {
        on: on.map(payment::way),
        day: until.map(|until| home::in_words(until.plus(-AUTOMATIC_DAYS))),
        possible: ledger.terms().is_some_and(|version| version >= present),
        payments: apply::payments(),
        payment: kept.or(on.map(|payment| payment.as_str().to_owned())).unwrap_or_default(),
    }
}

async fn system_id(portal: &Portal, caller: &PortalCaller) -> Result<Option<CredentialName>, Trouble> {
    let names = portal.hub.store.credentials_of(caller.office).await.map_err(unanswered)?;
    Ok(names.into_iter().map(|known| known.name).find(|name| matches!(name, CredentialName::System(_))))
}
