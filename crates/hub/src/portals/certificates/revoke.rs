//! 使えなくする: revokes a certificate of the office, after it was asked and the password entered just now (S29).

use super::super::{prove, unanswered};
use super::{Input, Portal, Row, own, row};
use askama::Template;
use exchange::certificate::{CertificateKey, RevocationReason};
use exchange::usecases::certificate::revoke::{RevokeError, revoke as revoke_now};
use exchange::usecases::portal::PortalCaller;
use web::{Done, Flash, Form, Outcome, Page, Shown, Trouble, show};

#[derive(Template)]
#[template(path = "portals/certificate_revoke.html")]
struct Ask {
    page: Page,
    row: Row,
}

pub(super) async fn revoke(portal: Portal, caller: PortalCaller, form: Form<Input>) -> Shown {
    let record = own(&portal, &caller, form.press.id()).await?;
    if !form.confirmed {
        let page = form.visit().page(portal.frame("certificates", &caller).await?);
        return show(&Ask { page, row: row(&record, &[], portal.hub.now()) });
    }
    if !caller.is_fresh {
        return Ok(prove::first(&caller, "/certificates"));
    }
    form.once(async move { take_back(&portal, &caller, record.key).await }).await
}

async fn take_back(portal: &Portal, caller: &PortalCaller, key: CertificateKey) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    match revoke_now(hub.context(hub.now()), caller.actor(), key, RevocationReason::KeyCompromise).await {
        Ok(()) => {
            hub.revoked.notify_one();
            let say = Flash::done("電子証明書を使えなくしました。次の通信から、その端末では送受信できません。");
            Ok(Done::to("/certificates").say(say).into())
        }
        Err(RevokeError::NotFound) => Err(Trouble::not_found()),
        Err(RevokeError::Store(error)) => Err(unanswered(error)),
    }
}
