//! ログイン: the passkey of whom the certificate stands for; signing out.

use super::gate::{Caller, Door};
use super::people::People;
use super::{Console, site, unanswered};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use exchange::Sha256;
use exchange::operator::OperatorDoor;
use exchange::usecases::operator::sign_in::{OperatorSignInError, refused, sign_in};
use exchange::usecases::operator::sign_out::sign_out;
use serde::Deserialize;
use web::{Done, Explanation, Flash, Form, Frame, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    pub(super) answer: String,
}

#[derive(Template)]
#[template(path = "console/sign_in.html")]
struct SignInPage {
    page: Page,
    name: String,
    options: String,
    why: Option<Explanation>,
    id: String,
    /// Who can make a new code for a lost passkey.
    helpers: Vec<String>,
}

pub(super) async fn page(State(console): State<Console>, visit: Visit, Door(door): Door) -> Shown {
    ask(&console, &visit, &door, None).await
}

pub(super) async fn enter(State(console): State<Console>, Door(door): Door, form: Form<Input>) -> Shown {
    let (hub, at) = (&console.hub, console.hub.now());
    let used = console.passkeys.used(form.visit().session(), &door.passkeys, &form.input.answer, at);
    let passkey = match used {
        Ok(passkey) => passkey,
        Err(error) => {
            tracing::warn!(
                operator = door.operator.id.as_str(),
                error = &error as &dyn std::error::Error,
                "a passkey was refused"
            );
            refused(hub.context(at), &door).await.map_err(unanswered)?;
            return ask(&console, form.visit(), &door, Some(not_believed())).await;
        }
    };
    let token = form.visit().new_token();
    match sign_in(hub.context(at), &door, passkey, Sha256(token.hash())).await {
        Ok(()) => Ok(Done::to("/").begin(token).into_response()),
        Err(OperatorSignInError::Passkey) => ask(&console, form.visit(), &door, Some(not_believed())).await,
        Err(OperatorSignInError::Store(error)) => Err(unanswered(error)),
    }
}

pub(super) async fn leave(
    State(console): State<Console>,
    Caller(caller): Caller,
    _: Form<serde::de::IgnoredAny>,
) -> Shown {
    sign_out(console.hub.context(console.hub.now()), &caller).await.map_err(unanswered)?;
    Ok(Done::to("/sign-in").say(Flash::info("ログアウトしました。")).end().into_response())
}

/// Shows the page with a fresh question; who has no passkey yet registers one first.
async fn ask(
    console: &Console,
    visit: &Visit,
    door: &OperatorDoor,
    why: Option<Explanation>,
) -> Result<Response, Trouble> {
    if door.passkeys.is_empty() {
        return Ok(Done::to("/register").into_response());
    }
    let options = console.passkeys.ask_to_use(visit.session(), &door.passkeys, console.hub.now());
    let options = options.map_err(|error| Trouble::internal(&error))?;
    let page = visit.page(Frame { narrow: true, ..site::frame() });
    let helpers = People::read(console).await?.administrators_beside(&door.operator.id);
    let (name, id) = (door.operator.name.clone(), door.operator.id.as_str().to_owned());
    show(&SignInPage { page, name, options, why, id, helpers })
}

pub(super) fn not_believed() -> Explanation {
    Explanation::new(
        "パスキーを確かめられませんでした",
        "登録されているパスキーと違うか、時間がかかりすぎました。",
        "もう一度ボタンを押してください。パスキーをなくしたときは、管理者に作り直しを依頼してください。",
    )
    .unharmed("操作は、何も行われていません。")
}
