//! 証明書発行用パスワード: issued and issued anew for who entered the sign-in password just now (S29), shown once.

use super::super::reveal::Shown as Revealed;
use super::super::unanswered;
use super::{PASSWORD, Portal};
use askama::Template;
use exchange::usecases::certificate::password::{IssuePasswordError, issue_password};
use exchange::usecases::portal::PortalCaller;
use web::{Done, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};
use zeroize::Zeroizing;

#[derive(Template)]
#[template(path = "portals/certificate_password_again.html")]
struct Ask {
    page: Page,
}

/// True when there is one that a new one would replace.
pub(super) async fn is_there(portal: &Portal, caller: &PortalCaller) -> Result<bool, Trouble> {
    Ok(portal.hub.store.certificate_password(caller.office).await.map_err(unanswered)?.is_some())
}

/// Says what a new one would do; with scripts a dialog has said it before.
pub(super) async fn ask(portal: &Portal, visit: &Visit, caller: &PortalCaller) -> Shown {
    show(&Ask { page: visit.page(portal.frame("certificates", caller).await?) })
}

pub(super) async fn issue(portal: &Portal, session: &SessionToken, caller: &PortalCaller) -> Result<Outcome, Trouble> {
    let hub = &portal.hub;
    let issued = issue_password(hub.context(hub.now()), &hub.portal_hasher, caller.actor(), caller.office).await;
    let password = issued.map_err(|error| match error {
        IssuePasswordError::Busy(_) => Trouble::busy(),
        IssuePasswordError::Store(error) => unanswered(error),
        IssuePasswordError::NoOffice => {
            Trouble::not_allowed("この事業所は、いま利用できません。", "運営者にお問い合わせください。")
        }
    })?;
    let lines = vec![("証明書発行用パスワード", Zeroizing::new(password.expose().to_owned()))];
    portal.reveal.keep(session, PASSWORD, Revealed { lines, until: String::new() });
    Ok(Done::to(PASSWORD).into())
}
