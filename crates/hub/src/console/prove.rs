//! The passkey once more, before something that matters (S29).

use super::gate::{Caller, Door, holder};
use super::sign_in::{Input as Answer, again};
use super::{Console, unanswered};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use exchange::operator::{OperatorCaller, OperatorDoor};
use exchange::usecases::operator::prove::prove;
use exchange::usecases::operator::sign_in::{OperatorSignInError, refused};
use serde::Deserialize;
use web::{Done, Flash, Form, Page, Shown, Trouble, Visit, show};

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
    /// Where one is who does not go on.
    back: String,
    options: String,
}

/// Sends a person here who has not used the passkey just now.
///
/// A form that led here is not done afterwards by itself: what was typed is kept and shown again, and whoever has the passkey now
/// presses the button. The passkey is asked for when it is over and not before: with the text kept, a form that outlasts the
/// five minutes costs one more press, and asking early would ask everybody for it more often.
pub(super) fn first(caller: &OperatorCaller, to: &str) -> Response {
    Done::to(format!("/prove?to={}", place(to))).comes_first(Some(holder(&caller.id))).into_response()
}

pub(super) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Door(door): Door,
    Caller(caller): Caller,
    Query(asked): Query<Asked>,
) -> Shown {
    ask(&console, &visit, &door, &caller, place(&asked.to)).await
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
        Ok(()) if form.visit().is_waited_for(&to) => {
            let say = "パスキーを確かめました。内容を確かめて、もう一度ボタンを押してください。";
            Ok(Done::to(to).say(Flash::todo(say)).into_response())
        }
        Ok(()) => Ok(Done::to(to).into_response()),
        Err(OperatorSignInError::Passkey) => Ok(again(format!("/prove?to={to}"))),
        Err(OperatorSignInError::Store(error)) => Err(unanswered(error)),
    }
}

async fn ask(console: &Console, visit: &Visit, door: &OperatorDoor, caller: &OperatorCaller, to: String) -> Shown {
    let options = console.passkeys.ask_to_use(visit.session(), &door.passkeys, console.hub.now());
    let options = options.map_err(|error| Trouble::internal(&error))?;
    let page = visit.page(console.frame("", caller).await?);
    show(&ProvePage { page, back: before(&to), action: format!("/prove?to={to}"), options })
}

/// The page before one that asks for the passkey: the office, or the list that it was found in.
fn before(to: &str) -> String {
    let mut parts = to.split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("offices"), Some(number)) => format!("/offices/{number}"),
        // Letters of many offices are made and shown after the passkey alone, too.
        (Some("letters"), _) => "/offices".to_owned(),
        // One's own passkeys are shown after the passkey alone.
        (Some("passkeys") | None, _) => "/".to_owned(),
        (Some(list), _) => format!("/{list}"),
    }
}

/// A path of ours; never an address that somebody made up.
fn place(asked: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_');
    let is_path = asked.starts_with('/') && !asked.starts_with("//") && asked.len() <= 200 && asked.chars().all(plain);
    if is_path { asked.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::places::PLACES;
    use super::{before, place};

    #[test]
    fn only_paths_of_this_site_are_gone_back_to() {
        assert_eq!(place("/offices/1370000001/freeze"), "/offices/1370000001/freeze");
        for strange in ["", "//evil.test", "https://evil.test", "/a?b", "/\\evil.test", "/%2f", "offices"] {
            assert_eq!(place(strange), "/", "{strange}");
        }
    }

    #[test]
    fn who_does_not_go_on_is_where_no_passkey_is_asked_for() {
        for asks in PLACES.iter().filter(|place| place.is_guarded) {
            let back = before(asks.path);
            let place = PLACES.iter().find(|place| place.path == back);
            assert!(place.is_some_and(|place| !place.is_guarded), "{} leads to {back}", asks.path);
        }
    }
}
