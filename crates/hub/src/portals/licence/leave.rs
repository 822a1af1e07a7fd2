//! 取りやめ: ends what the office has, after it was told from when on and what it costs.

use super::super::{home, unanswered};
use super::Portal;
use super::payment::refused;
use askama::Template;
use axum::response::IntoResponse as _;
use exchange::instant::Day;
use exchange::licence::{ChargeState, Ledger, LedgerRefusal};
use exchange::usecases::licence::LicenceError;
use exchange::usecases::licence::cancel::{leave as leave_now, leaves_from};
use exchange::usecases::portal::PortalCaller;
use web::{Done, Flash, Outcome, Page, Shown, Trouble, Visit, show, yen};

#[derive(Template)]
#[template(path = "portals/licence_leave.html")]
struct Ask {
    page: Page,
    /// The last day; none when no day remains.
    until: Option<String>,
    is_owed: bool,
    /// What was paid for days that are given up whole.
    refund: Option<String>,
}

/// Says what would happen.
pub(super) async fn ask(portal: &Portal, visit: &Visit, caller: &PortalCaller) -> Shown {
    let today = portal.hub.now().day_in_japan();
    let ledger = portal.hub.store.ledger(caller.office).await.map_err(unanswered)?;
    let Some(from) = leaves_from(&ledger, today) else { return Ok(nothing().into_response()) };
    let until = Some(from.previous()).filter(|last| ledger.covers(*last)).map(home::in_words);
    let page = visit.page(portal.frame("licence", caller).await?);
    show(&Ask { page, until, is_owed: is_owed(&ledger, today), refund: refund(&ledger, today) })
}

/// Ends it.
pub(super) async fn leave(portal: &Portal, caller: &PortalCaller) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    match leave_now(hub.context(hub.now()), caller.actor(), caller.office).await {
        Ok(_) => Ok(Done::to("/licence").say(Flash::done("利用を取りやめました。")).into()),
        Err(LicenceError::Refused(LedgerRefusal::UnknownEntry | LedgerRefusal::AlreadyCancelled)) => {
            Ok(nothing().into())
        }
        Err(error) => Err(refused(error)),
    }
}

fn nothing() -> Done {
    Done::to("/licence")
        .say(Flash::info("取りやめるライセンスはありません。すでに取りやめているか、期限が終わっています。"))
}

/// True when something stays to be paid for days that were used.
fn is_owed(ledger: &Ledger, today: Day) -> bool {
    ledger.charges().iter().any(|charge| charge.first < today && charge.open > 0)
}

/// What was paid for licences of which no day remains.
fn refund(ledger: &Ledger, today: Day) -> Option<String> {
    let charges = ledger.charges();
    let given_up = charges.iter().filter(|charge| charge.first >= today && charge.state == ChargeState::Paid);
    let paid: u64 = given_up.map(|charge| u64::from(charge.fee)).sum();
    (paid > 0).then(|| yen(paid))
}
