//! The passkey once more, before something that matters (S29).

use super::gate::{Caller, Door};
use super::sign_in::{Input as Answer, not_believed};
use super::{Console, unanswered};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use exchange::operator::{OperatorCaller, OperatorDoor};
use exchange::usecases::operator::prove::prove;
use exchange::usecases::operator::sign_in::{OperatorSignInError, refused};
use serde::Deserialize;
use web::{Done, Explanation, Form, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    to: String,
}

#[derive(Template)]
#[template(path = "console/prove.html")]
struct ProvePage {
    page: Page,
    action: String,
    options: String,
    why: Option<Explanation>,
}

/// Sends a person here who has not used the passkey just now.
pub(super) fn first(to: &str) -> Response {
    Done::to(format!("/prove?to={}", place(to))).into_response()
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Door(door): Door,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    ask(&console, &visit, &door, &caller, place(&asked.to), None).await
}

pub(super) async fn enter(
    State(console): State<Console>,
    Door(door): Door,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
    form: Form<Answer>,
) -> Shown {
    let (hub, at, to) = (&console.hub, console.hub.now(), place(&asked.to));
    let used = console.passkeys.used(form.visit().session(), &door.passkeys, &form.input.answer, at);
    let proven = match used {
        Ok(passkey) => prove(hub.context(at), &caller, passkey).await,
        Err(error) => {
            tracing::warn!(
                operator = caller.id.as_str(),
                error = &error as &dyn std::error::Error,
                "a passkey was refused"
            );
            refused(hub.context(at), &door).await.map_err(unanswered)?;
            Err(OperatorSignInError::Passkey)
        }
    };
    match proven {
        Ok(()) => Ok(Done::to(to).into_response()),
        Err(OperatorSignInError::Passkey) => {
            ask(&console, form.visit(), &door, &caller, to, Some(not_believed())).await
        }
        Err(OperatorSignInError::Store(error)) => Err(unanswered(error)),
    }
}

async fn ask(
    console: &Console,
    visit: &Visit,
    door: &OperatorDoor,
    caller: &OperatorCaller,
    to: String,
    why: Option<Explanation>,
) -> Shown {
    let options = console.passkeys.ask_to_use(visit.session(), &door.passkeys, console.hub.now());
    let options = options.map_err(|error| Trouble::internal(&error))?;
    let page = visit.page(console.frame("", caller).await?);
    show(&ProvePage { page, action: format!("/prove?to={to}"), options, why })
}

/// A path of ours; never an address that somebody made up.
fn place(asked: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_');
    let is_path = asked.starts_with('/') && !asked.starts_with("//") && asked.len() <= 200 && asked.chars().all(plain);
    if is_path { asked.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn only_paths_of_this_site_are_gone_back_to() {
        assert_eq!(place("/offices/1370000001/freeze"), "/offices/1370000001/freeze");
        for strange in ["", "//evil.test", "https://evil.test", "/a?b", "/\\evil.test", "/%2f", "offices"] {
            assert_eq!(place(strange), "/", "{strange}");
        }
    }
}
