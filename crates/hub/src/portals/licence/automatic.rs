//! Automatic renewal, on and off.

use super::super::unanswered;
use super::Portal;
use super::payment::refused;
use crate::terms;
use exchange::licence::Payment;
use exchange::usecases::licence::automatic::set_automatic;
use exchange::usecases::portal::PortalCaller;
use web::{Done, Flash, Outcome, Trouble};

/// Switches it on with a way of payment, or off.
pub(super) async fn set(portal: &Portal, caller: &PortalCaller, wished: Option<Payment>) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    if wished.is_some() {
        let ledger = hub.store.ledger(caller.office).await.map_err(unanswered)?;
        let present = terms::current(hub, hub.now()).await.map_err(unanswered)?.version;
        if ledger.terms().is_none_or(|version| version < present) {
            let say = Flash::todo("自動更新を使うには、はじめに、いまの利用規約に同意して申請または更新してください。");
            return Ok(Done::to("/licence").say(say).into());
        }
    }
    let changed = set_automatic(hub.context(hub.now()), caller.actor(), caller.office, wished).await;
    let say = match (changed.map_err(refused)?, wished.is_some()) {
        (true, true) => "自動更新を使うようにしました。",
        (true, false) => "自動更新をやめました。期限が近づいたら、お知らせします。",
        (false, true) => "自動更新は、すでに使うようになっています。",
        (false, false) => "自動更新は、すでに使わないようになっています。",
    };
    Ok(Done::to("/licence").say(Flash::done(say)).into())
}
