//! ライセンス: until when, what it costs and where its payment stands, going on by itself, ending it, the record of all that.

mod automatic;
mod history;
pub(super) mod invoice;
mod leave;
mod payment;
mod system_id;

use super::session::Settled;
use super::{Portal, apply, home, prove, unanswered};
use crate::hub::Hub;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::account::CredentialName;
use exchange::instant::Day;
use exchange::licence::{Ledger, LicenceDeed, Origin, price};
use exchange::usecases::licence::apply::RENEWAL_DAYS;
use exchange::usecases::licence::cancel::can_leave;
use exchange::usecases::licence::renew_due::{AUTOMATIC_DAYS, is_held};
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
    /// The last day that is chosen when leaving.
    last: String,
}

/// Automatic renewal as the page shows it.
struct Automatic {
    on: Option<&'static str>,
    /// On which day it happens; none while there is no licence.
    day: Option<String>,
    /// True while a payment is late: nothing goes on by itself then.
    is_held: bool,
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
    /// The last day of the one before, when nothing runs or is to begin.
    ended: Option<String>,
    renews: bool,
    /// The last day of a campaign that is on.
    free_until: Option<String>,
    standings: Vec<Standing>,
    /// Where to pay, while an invoice is open.
    pay_to: Option<Vec<(&'static str, String)>>,
    balance: String,
    automatic: Automatic,
    can_leave: bool,
    /// A leaving that can be taken back: what happened, and what that would do.
    left: Option<(String, String)>,
    /// What was renewed by itself in the last weeks.
    renewed: Option<String>,
    system: Option<String>,
    lines: Vec<Line>,
    errors: FieldErrors,
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let kept = visit.typed().map(|typed: Input| typed.payment);
    whole(&portal, &visit, &caller, kept, FieldErrors::none()).await
}

/// One form a section; what matters needs the password entered just now (S29).
pub(super) async fn act(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    let verb = form.press.verb().to_owned();
    match verb.as_str() {
        "give" | "reset" | "automatic-on" | "automatic-off" | "leave" | "resume" | "invoice" => {}
        _ => return Ok(Done::to("/licence").into_response()),
    }
    let wished = apply::chosen(&portal.hub, &form.input.payment);
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
        return Ok(prove::first(&caller, "/licence"));
    }
    let (session, id, last) = (form.visit().session().clone(), form.press.id().to_owned(), form.input.last.clone());
    form.once(async move {
        match verb.as_str() {
            "give" => system_id::hand_out(&portal, &session, &caller, false).await,
            "reset" => system_id::hand_out(&portal, &session, &caller, true).await,
            "automatic-on" => automatic::set(&portal, &caller, wished).await,
            "automatic-off" => automatic::set(&portal, &caller, None).await,
            "invoice" => payment::by_invoice(&portal, &caller, &id).await,
            "resume" => leave::resume(&portal, &caller).await,
            _ => leave::leave(&portal, &caller, &last).await,
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
        ended: ledger.ended(today).map(home::in_words),
        renews: left.is_none_or(|left| left < RENEWAL_DAYS),
        free_until: price(&campaigns, today).campaign.map(|(_, until)| home::in_words(until)),
        pay_to: payment::pay_to(hub, &ledger),
        standings: payment::standings(&ledger, today, hub.config.invoice.is_some()),
        balance: payment::balance(&ledger),
        automatic: automatic_of(hub, &ledger, until, kept, present),
        can_leave: can_leave(&ledger, today),
        left: leave::standing(&ledger, today),
        renewed: renewed(&ledger, today),
        system,
        lines: history::lines(&ledger),
        errors,
    })
}

fn automatic_of(hub: &Hub, ledger: &Ledger, until: Option<Day>, kept: Option<String>, present: u32) -> Automatic {
    let (on, today) = (ledger.automatic(), hub.now().day_in_japan());
    Automatic {
        on: on.map(payment::way),
        day: until.map(|until| home::in_words(until.plus(-AUTOMATIC_DAYS))),
        is_held: is_held(ledger, today),
        possible: ledger.terms().is_some_and(|version| version >= present),
        payments: apply::payments(hub),
        payment: kept.or(on.map(|payment| payment.as_str().to_owned())).unwrap_or_default(),
    }
}

/// For so many days the pages say that a licence was renewed by itself.
const RENEWED_SHOWN: i64 = 60;

/// What was renewed by itself in the last weeks: from when to when, and what it costs.
pub(super) fn renewed(ledger: &Ledger, today: Day) -> Option<String> {
    let periods: Vec<_> = ledger.periods().collect();
    let line = ledger.0.iter().rev().find(|line| {
        let is_automatic = matches!(line.deed, LicenceDeed::Grant { origin: Origin::Automatic, .. });
        is_automatic && periods.iter().any(|(entry, ..)| *entry == line.id)
    })?;
    let LicenceDeed::Grant { first, last, payment, fee, .. } = line.deed else { return None };
    let on = line.at.day_in_japan();
    (today.number() - on.number() <= RENEWED_SHOWN).then(|| {
        let fee = if fee == 0 {
            "料金はかかりません（フリーパス）。".to_owned()
        } else {
            format!("料金は{}、支払いの方法は{}です。", web::yen(fee.into()), payment::way(payment))
        };
        format!(
            "{}に、自動更新で{}から{}までのライセンスが発行されました。{fee}使わないときは、{}までに取りやめると、この分の料金はかかりません。",
            home::in_words(on), home::in_words(first), home::in_words(last), home::in_words(first)
        )
    })
}

async fn system_id(portal: &Portal, caller: &PortalCaller) -> Result<Option<CredentialName>, Trouble> {
    let names = portal.hub.store.credentials_of(caller.office).await.map_err(unanswered)?;
    Ok(names.into_iter().map(|known| known.name).find(|name| matches!(name, CredentialName::System(_))))
}
