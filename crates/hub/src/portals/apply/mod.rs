//! 利用申請/更新: the terms to their end, then the licence at once, with SystemId and first password shown once.

pub(super) mod invoice;
pub(super) mod licence;

use super::reveal::Shown as Revealed;
use super::session::Settled;
use super::{Portal, home, unanswered};
use askama::Template;
use axum::extract::State;
use exchange::Sha256;
use exchange::licence::{Payment, YEAR_FEE};
use exchange::usecases::account::create::CreateError;
use exchange::usecases::account::give_system_id::{Given, give_system_id};
use exchange::usecases::licence::apply::{ApplyError, ApplyInput, RENEWAL_DAYS, apply};
use exchange::usecases::portal::PortalCaller;
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, JapanTime, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};
use zeroize::Zeroizing;

/// The terms that hold now. A changed text is a new version with a file of its own.
const TERMS: &str = include_str!("../../../templates/portals/terms_1.html");
/// Their version.
const VERSION: u32 = 1;
/// Where the SystemId is shown.
const DONE: &str = "/apply/done";

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
    version: u32,
    /// The last day of a licence that cannot be renewed yet, and the first day on which it can.
    holds: Option<(String, String)>,
    renews: bool,
    fee: String,
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

pub(super) async fn page(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    terms(&portal, &visit, &caller, &Input::default(), FieldErrors::none()).await
}

pub(super) async fn agree(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    let mut errors = FieldErrors::none();
    if form.input.agreed.is_empty() {
        errors.add("agreed", "利用規約を終わりまで読み、「利用規約に同意します」に印を付けてください。");
    }
    let payment = Payment::parse(&form.input.payment).filter(|payment| *payment != Payment::Campaign);
    if payment.is_none() {
        errors.add("payment", "支払いの方法を選んでください。");
    }
    // Whoever has an older text on the screen reads the present one first.
    let is_present = form.input.version == VERSION.to_string();
    let Some(payment) = payment.filter(|_| errors.is_empty() && is_present && form.press.verb() == "agree") else {
        return terms(&portal, form.visit(), &caller, &form.input, errors).await;
    };
    let session = form.visit().session().clone();
    form.once(async move { grant(&portal, &session, caller, payment).await }).await
}

/// The SystemId once; opened again, the page says where to go.
pub(super) async fn done(State(portal): State<Portal>, visit: Visit, Settled(caller): Settled) -> Shown {
    let page = visit.page(portal.frame("apply", &caller).await?);
    show(&DonePage { page, shown: portal.reveal.take(visit.session(), DONE) })
}

async fn terms(portal: &Portal, visit: &Visit, caller: &PortalCaller, input: &Input, errors: FieldErrors) -> Shown {
    let today = portal.hub.now().day_in_japan();
    let ledger = portal.hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let until = ledger.covered_until(today);
    let holds = until.filter(|until| until.number() - today.number() >= RENEWAL_DAYS).map(|until| {
        let opens = exchange::instant::Day::from_number(until.number() - RENEWAL_DAYS + 1);
        (home::in_words(until), home::in_words(opens))
    });
    let page = visit.page(portal.frame("apply", caller).await?);
    show(&ApplyPage {
        page,
        version: VERSION,
        holds,
        renews: until.is_some(),
        fee: web::yen(YEAR_FEE.into()),
        payments: vec![("deduction", "給付費からの差し引き"), ("invoice", "請求書による振り込み")],
        payment: input.payment.clone(),
        errors,
    })
}

async fn grant(
    portal: &Portal,
    session: &SessionToken,
    caller: PortalCaller,
    payment: Payment,
) -> Result<Outcome, Trouble> {
    let (hub, at) = (&portal.hub, portal.hub.now());
    let text = Sha256::of(TERMS.as_bytes());
    let input =
        ApplyInput { office: caller.office, account: caller.account, terms: VERSION, text, payment, fee: YEAR_FEE };
    match apply(hub.context(at), input).await {
        Ok(_) => {}
        Err(ApplyError::HasLicence { until }) => {
            let say = format!("ライセンスは{}まであります。もう一度の申請はいりません。", home::in_words(until));
            return Ok(Done::to("/licence").say(Flash::info(say)).into());
        }
        Err(ApplyError::Store(error)) => return Err(unanswered(error)),
        Err(ApplyError::NoOffice) => {
            return Err(Trouble::not_allowed(
                "この事業所は廃止または統合されています。",
                "運営者にお問い合わせください。",
            ));
        }
    }
    match give_system_id(hub.context(at), &hub.portal_hasher, caller.actor(), caller.office).await {
        Ok(Given::New(name, created)) => {
            let lines = vec![
                ("システムID", Zeroizing::new(name.as_str().to_owned())),
                ("仮パスワード", Zeroizing::new(created.password.expose().to_owned())),
            ];
            let until = JapanTime::from_unix_ms(created.until.millis()).sentence();
            portal.reveal.keep(session, DONE, Revealed { lines, until });
            Ok(Done::to(DONE).say(Flash::done("利用申請が終わり、ライセンスが発行されました。")).into())
        }
        Ok(Given::Known(_)) => Ok(Done::to("/licence").say(Flash::done("ライセンスを更新しました。")).into()),
        // The licence stands; the SystemId is given on the licence page.
        Err(CreateError::Busy(_)) => {
            let say = Flash::todo(
                "ライセンスは発行されました。混み合っているため、システムIDは下のボタンで発行してください。",
            );
            Ok(Done::to("/licence").say(say).into())
        }
        Err(error) => Err(Trouble::internal(&error)),
    }
}
