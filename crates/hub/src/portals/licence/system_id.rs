//! The SystemId, and a new first password for it when it was lost; shown once.

use super::super::apply::DONE;
use super::super::reveal::Shown as Revealed;
use super::Portal;
use askama::Template;
use exchange::account::CredentialName;
use exchange::usecases::account::create::{CreateError, Created};
use exchange::usecases::account::give_system_id::{Given, give_system_id};
use exchange::usecases::account::reset::reset;
use exchange::usecases::portal::PortalCaller;
use web::{Done, Flash, JapanTime, Outcome, Page, SessionToken, Shown, Trouble, Visit, show};
use zeroize::Zeroizing;

#[derive(Template)]
#[template(path = "portals/licence_reset.html")]
struct Ask {
    page: Page,
}

/// Says what a new first password would do; with scripts a dialog has said it before.
pub(super) async fn ask(portal: &Portal, visit: &Visit, caller: &PortalCaller) -> Shown {
    show(&Ask { page: visit.page(portal.frame("licence", caller).await?) })
}

/// Gives the SystemId, or with `resets` a new first password for the one that is there.
pub(super) async fn hand_out(
    portal: &Portal,
    session: &SessionToken,
    caller: &PortalCaller,
    resets: bool,
) -> Result<Outcome, Trouble> {
    let (hub, at) = (&portal.hub, portal.hub.now());
    let given = give_system_id(hub.context(at), &hub.portal_hasher, caller.actor(), caller.office).await;
    let (name, created) = match given.map_err(|error| failed(&error))? {
        Given::New(name, created) => (name, created),
        Given::Known(name) if resets => {
            let known = CredentialName::System(name.clone());
            let made = reset(hub.context(at), &hub.portal_hasher, caller.actor(), known).await;
            (name, made.map_err(|error| failed(&error))?)
        }
        Given::Known(_) => return Ok(Done::to("/licence").into()),
    };
    let Created { password, until } = created;
    let lines = vec![
        ("連携クライアントのユーザID", Zeroizing::new(name.as_str().to_owned())),
        ("仮パスワード", Zeroizing::new(password.expose().to_owned())),
    ];
    let until = JapanTime::from_unix_ms(until.millis()).sentence();
    portal.reveal.keep(session, DONE, Revealed { lines, until });
    Ok(Done::to(DONE).say(Flash::done("仮パスワードを発行しました。")).into())
}

fn failed(error: &CreateError) -> Trouble {
    match error {
        CreateError::Busy(_) => Trouble::busy(),
        other => Trouble::internal(other),
    }
}
