//! The password once more, before something that matters (S29).

use super::Portal;
use super::session::{Settled, holder};
use super::sign_in::explained;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use exchange::secret::Password;
use exchange::usecases::portal::PortalCaller;
use exchange::usecases::portal::prove::prove;
use serde::Deserialize;
use web::{Done, Explanation, Flash, Form, Page, Shown, Visit, show};

/// Pages that ask for it, and may be gone back to.
const PLACES: [&str; 3] = ["/certificates", "/licence", "/office"];

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    password: String,
    to: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    to: String,
}

#[derive(Template)]
#[template(path = "portals/prove.html")]
struct ProvePage {
    page: Page,
    to: &'static str,
    why: Option<Explanation>,
}

/// Sends a person here who has not entered the password just now.
pub(super) fn first(caller: &PortalCaller, to: &'static str) -> Response {
    Done::to(format!("/prove?to={to}")).comes_first(Some(holder(caller.account))).into_response()
}

pub(super) async fn page(
    State(portal): State<Portal>,
    visit: Visit,
    Settled(caller): Settled,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
) -> Shown {
    let page = visit.page(portal.frame("", &caller).await?);
    show(&ProvePage { page, to: place(&asked.to), why: None })
}

pub(super) async fn enter(State(portal): State<Portal>, Settled(caller): Settled, form: Form<Input>) -> Shown {
    let (hub, to) = (&portal.hub, place(&form.input.to));
    let password = Password::new(form.input.password.clone());
    match prove(hub.context(hub.now()), &hub.portal_hasher, &caller, &password).await {
        Ok(()) => {
            let say = Flash::info("パスワードを確かめました。もう一度、ボタンを押してください。");
            Ok(Done::to(to).say(say).into_response())
        }
        Err(refused) => {
            let why = Explanation {
                what: "パスワードが違います".into(),
                why: "入力したパスワードが、いまのパスワードと違います。".into(),
                ..explained(refused)?
            };
            let page = form.visit().page(portal.frame("", &caller).await?);
            show(&ProvePage { page, to, why: Some(why) })
        }
    }
}

/// A page of ours; never an address that somebody made up.
fn place(asked: &str) -> &'static str {
    PLACES.into_iter().find(|place| *place == asked).unwrap_or("/certificates")
}
