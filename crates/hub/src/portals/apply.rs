//! 利用申請/更新: the terms to their end, then the licence at once, with SystemId and first password shown once.

use super::reveal::Shown as Revealed;
use super::session::Settled;
use super::{Portal, home, unanswered};
use crate::hub::Hub;
use crate::terms::{self, Terms};
use askama::Template;
use axum::extract::State;
use exchange::instant::Day;
use exchange::licence::{LicenceDeed, LicenceEntry, Origin, Payment, price};
use exchange::usecases::account::create::CreateError;
use exchange::usecases::account::give_system_id::{Given, give_system_id};
use exchange::usecases::licence::apply::{ApplyError, ApplyInput, RENEWAL_DAYS, apply};
use exchange::usecases::portal::PortalCaller;
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, JapanTime, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};
use zeroize::Zeroizing;

/// Where the SystemId is shown.
pub(super) const DONE: &str = "/apply/done";

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    agreed: String,
    payment: String,
    version: String,
}

#[derive(Template)]
#[template(path = "portals/apply.html")]
struct ApplyPage {
    page: Page,
    text: Terms,
    /// The last day of a licence that cannot be renewed yet, and the first day on which it can.
    holds: Option<(String, String)>,
    /// From when to when the licence would be.
    period: String,
    /// The last day of the campaign that makes it free.
    free_until: Option<String>,
    fee: String,
    /// Until when an invoice of today is to be paid; empty while there are none.
    due: String,
    payments: Vec<(&'static str, &'static str)>,
    payment: String,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "portals/apply_done.html")]
struct DonePage {
    page: Page,
    shown: Option<Revealed>,
}

/// The ways of payment that an office chooses from; by invoice only when it can be said where to pay.
pub(crate) fn payments(hub: &Hub) -> Vec<(&'static str, &'static str)> {
    let invoice = hub.config.invoice.is_some().then_some(("invoice", "請求書による振り込み"));
    [("deduction", "給付費からの差し引き")].into_iter().chain(invoice).collect()
}

/// What an office chose.
pub(crate) fn chosen(hub: &Hub, payment: &str) -> Option<Payment> {
    let offered = payments(hub).iter().any(|(value, _)| *value == payment);
    Payment::parse(payment).filter(|_| offered)
}

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let typed: Option<Input> = visit.typed();
    let mut errors = FieldErrors::none();
    // The form of a free licence, kept over the end of a campaign, has no way of payment in it.
    if typed.as_ref().is_some_and(|input| !input.agreed.is_empty() && input.payment.is_empty())
        && let Some(over) = over(&portal, &caller).await?
    {
        errors.add("payment", over);
    }
    ask(&portal, &visit, &caller, &typed.unwrap_or_default(), errors).await
}

pub(super) async fn agree(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    let mut errors = FieldErrors::none();
    if form.input.agreed.is_empty() {
        errors.add("agreed", "利用規約を終わりまで読み、「利用規約に同意します」に印を付けてください。");
    }
    let payment = chosen(&portal.hub, &form.input.payment);
    if payment.is_none() && !is_free(&portal, &caller).await? {
        let over = over(&portal, &caller).await?;
        errors.add("payment", over.unwrap_or("支払いの方法を選んでください。"));
    }
    // Whoever has an older text on the screen reads the present one first.
    let present = terms::current(&portal.hub, portal.hub.now()).await.map_err(unanswered)?;
    let is_present = form.input.version == present.version.to_string();
    if !errors.is_empty() || !is_present || form.press.verb() != "agree" {
        return ask(&portal, form.visit(), &caller, &form.input, errors).await;
    }
    let session = form.visit().session().clone();
    form.once(async move { grant(&portal, &session, caller, present, payment).await }).await
}

/// The SystemId once; opened again, the page says where to go.
pub(super) async fn done(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let page = visit.page(portal.frame("apply", &caller).await?);
    show(&DonePage { page, shown: portal.reveal.take(visit.session(), DONE) })
}

/// What is said when a campaign has just ended, so that what was free when the page was opened costs something now.
async fn over(portal: &Portal, caller: &PortalCaller) -> Result<Option<&'static str>, Trouble> {
    let today = portal.hub.now().day_in_japan();
    let campaigns = portal.hub.store.campaigns().await.map_err(unanswered)?;
    let has_just_ended = campaigns.iter().any(|campaign| campaign.meets(today.plus(-2), today.previous()));
    let said = "フリーパスの期間が終わったため、ライセンス料21,000円がかかります。支払いの方法を選んでください。";
    Ok((has_just_ended && !is_free(portal, caller).await?).then_some(said))
}

/// True when what was granted goes on from a licence that runs.
fn is_renewal(lines: &[LicenceEntry]) -> bool {
    lines.iter().any(|line| matches!(line.deed, LicenceDeed::Grant { origin: Origin::Renewed, .. }))
}

async fn is_free(portal: &Portal, caller: &PortalCaller) -> Result<bool, Trouble> {
    let today = portal.hub.now().day_in_japan();
    let ledger = portal.hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let campaigns = portal.hub.store.campaigns().await.map_err(unanswered)?;
    Ok(price(&campaigns, ledger.renewal_begins(today)).campaign.is_some())
}

async fn ask(portal: &Portal, visit: &Visit, caller: &PortalCaller, input: &Input, errors: FieldErrors) -> Shown {
    let today = portal.hub.now().day_in_japan();
    let ledger = portal.hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let campaigns = portal.hub.store.campaigns().await.map_err(unanswered)?;
    let until = ledger.covered_until(today);
    let holds = until.filter(|until| until.number() - today.number() >= RENEWAL_DAYS).map(|until| {
        let opens = Day::from_number(until.number() - RENEWAL_DAYS + 1);
        (home::in_words(until), home::in_words(opens))
    });
    let first = ledger.renewal_begins(today);
    let last = exchange::licence::last_day_of_year_from(first);
    let price = price(&campaigns, first);
    let due = portal.hub.context(portal.hub.now()).invoice_days;
    let page = visit.page(portal.frame("apply", caller).await?);
    show(&ApplyPage {
        page,
        text: terms::current(&portal.hub, portal.hub.now()).await.map_err(unanswered)?,
        holds,
        period: format!("{}から{}まで", home::in_words(first), home::in_words(last)),
        free_until: price.campaign.map(|(_, until)| home::in_words(until)),
        fee: web::yen(price.fee.into()),
        due: due.map_or_else(String::new, |days| {
            let day = home::in_words(today.plus(days));
            format!("今日、請求書による振り込みで申請すると、支払いの期限は{day}です。")
        }),
        payments: payments(&portal.hub),
        payment: input.payment.clone(),
        errors,
    })
}

async fn grant(
    portal: &Portal,
    session: &SessionToken,
    caller: PortalCaller,
    present: Terms,
    payment: Option<Payment>,
) -> Result<Outcome, Trouble> {
    let (hub, at) = (&portal.hub, portal.hub.now());
    let (office, account, text) = (caller.office, caller.account, present.digest);
    let input = ApplyInput { office, account, terms: present.version, text, payment };
    let is_renewal = match apply(hub.context(at), input).await {
        Ok(lines) => is_renewal(&lines),
        Err(ApplyError::HasLicence { until }) => {
            let say = format!("ライセンスは{}まであります。もう一度の申請はいりません。", home::in_words(until));
            return Ok(Done::to("/licence").say(Flash::info(say)).into());
        }
        // The campaign ended between the page and the press.
        Err(ApplyError::NoPayment) => {
            let say = Flash::todo("フリーパスの期間が終わりました。支払いの方法を選んで、もう一度申請してください。");
            return Ok(Done::to("/apply").say(say).into());
        }
        Err(ApplyError::Store(error)) => return Err(unanswered(error)),
        Err(ApplyError::NoOffice) => {
            return Err(Trouble::not_allowed(
                "この事業所は廃止または統合されています。",
                "運営者にお問い合わせください。",
            ));
        }
    };
    match give_system_id(hub.context(at), &hub.portal_hasher, caller.actor(), caller.office).await {
        Ok(Given::New(name, created)) => {
            let lines = vec![
                ("連携クライアントのユーザID", Zeroizing::new(name.as_str().to_owned())),
                ("仮パスワード", Zeroizing::new(created.password.expose().to_owned())),
            ];
            let until = JapanTime::from_unix_ms(created.until.millis()).sentence();
            portal.reveal.keep(session, DONE, Revealed { lines, until });
            Ok(Done::to(DONE).say(Flash::done("利用申請が終わり、ライセンスが発行されました。")).into())
        }
        Ok(Given::Known(_)) => {
            let say = if is_renewal {
                "ライセンスを更新しました。"
            } else {
                "利用申請が終わり、ライセンスが発行されました。連携クライアントのユーザIDは、すでに発行したものを使います。"
            };
            Ok(Done::to("/licence").say(Flash::done(say)).into())
        }
        // The licence stands; the SystemId is given on the licence page.
        Err(CreateError::Busy(_)) => {
            let say = Flash::todo(
                "ライセンスは発行されました。混み合っているため、連携クライアントのユーザIDは下のボタンで発行してください。",
            );
            Ok(Done::to("/licence").say(say).into())
        }
        Err(error) => Err(Trouble::internal(&error)),
    }
}
