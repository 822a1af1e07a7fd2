//! ログイン: the passkey of whom the certificate stands for; signing out.

use super::gate::{Caller, Door, holder};
use super::people::People;
use super::{Console, site, unanswered};
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use exchange::Sha256;
use exchange::instant::{HOUR, MINUTE};
use exchange::operator::{OPERATOR_IDLE, OPERATOR_LONGEST, OperatorDoor};
use exchange::usecases::operator::ended::{OperatorEnd, ended};
use exchange::usecases::operator::sign_in::{OperatorSignInError, refused, sign_in};
use exchange::usecases::operator::sign_out::sign_out;
use serde::Deserialize;
use web::{Carried, Done, Explanation, Flash, Form, Frame, Page, SessionToken, Shown, Trouble, Visit, show};

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
    id: String,
    /// Who can make a new code for a lost passkey.
    helpers: Vec<String>,
}

/// Sends a person here behind whose session nobody stands, says why, and keeps what was typed.
pub(super) async fn first(console: &Console, visit: &Visit, door: &OperatorDoor) -> Response {
    let (context, token) = (console.hub.context(console.hub.now()), Sha256(visit.session().hash()));
    let done = Done::to("/sign-in").comes_first(Some(holder(&door.operator.id)));
    match ended(context, token, door.certificate.thumbprint).await {
        Ok(Some(why)) => done.say(Flash::info(in_words(why))).into_response(),
        Ok(None) => done.into_response(),
        Err(error) => unanswered(error).into_response(),
    }
}

pub(super) async fn page(State(console): State<Console>, visit: Visit, Door(door): Door) -> Shown {
    ask(&console, &visit, &door).await
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
            return Ok(again("/sign-in"));
        }
    };
    let token = form.visit().new_token();
    match sign_in(hub.context(at), &door, passkey, Sha256(token.hash())).await {
        Ok(()) => Ok(on(form.visit(), &token, &door).begin(token).into_response()),
        Err(OperatorSignInError::Passkey) => Ok(again("/sign-in")),
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

/// To where the same person was when the session ended, else to the first page.
fn on(visit: &Visit, token: &SessionToken, door: &OperatorDoor) -> Done {
    match visit.carry_over(token, holder(&door.operator.id)) {
        Some(Carried { path, had_file: true }) => {
            let say = "ログインしました。ファイルは受け取っていません。もう一度選んでください。";
            Done::to(path).say(Flash::todo(say))
        }
        Some(Carried { path, .. }) => {
            Done::to(path).say(Flash::todo("ログインしました。内容を確かめて、もう一度ボタンを押してください。"))
        }
        None => Done::to("/"),
    }
}

fn in_words(why: OperatorEnd) -> String {
    match why {
        OperatorEnd::Idle => {
            let minutes = OPERATOR_IDLE / MINUTE;
            format!("{minutes}分以上操作がなかったため、ログインが終わりました。もう一度ログインすると、続けられます。")
        }
        OperatorEnd::Long => {
            let hours = OPERATOR_LONGEST / HOUR;
            format!("ログインから{hours}時間がたったため、ログインが終わりました。もう一度ログインすると、続けられます。")
        }
        OperatorEnd::Certificate => {
            "ログインしたときと違う電子証明書で開かれたか、その電子証明書が使えなくなったため、ログインが終わりました。この電子証明書で、もう一度ログインしてください。"
                .to_owned()
        }
    }
}

/// Shows the page with a fresh question; who has no passkey yet registers one first.
async fn ask(console: &Console, visit: &Visit, door: &OperatorDoor) -> Result<Response, Trouble> {
    if door.passkeys.is_empty() {
        return Ok(Done::to("/register").into_response());
    }
    let options = console.passkeys.ask_to_use(visit.session(), &door.passkeys, console.hub.now());
    let options = options.map_err(|error| Trouble::internal(&error))?;
    let page = visit.page(Frame { narrow: true, ..site::frame() });
    let helpers = People::read(console).await?.administrators_beside(&door.operator.id);
    let (name, id) = (door.operator.name.clone(), door.operator.id.as_str().to_owned());
    show(&SignInPage { page, name, options, id, helpers })
}

/// The page that asks, which has a question of its own each time it is shown.
pub(super) fn again(to: impl Into<String>) -> Response {
    let why = not_believed();
    let parts = std::iter::once(why.why).chain(why.next).chain(why.unharmed);
    let said = format!("{}。{}", why.what, parts.collect::<String>());
    Done::to(to).say(Flash::bad(said)).into_response()
}

pub(super) fn not_believed() -> Explanation {
    Explanation::new(
        "パスキーを確かめられませんでした",
        "登録されているパスキーと違うか、時間がかかりすぎました。",
        "もう一度ボタンを押してください。パスキーをなくしたときは、管理者に作り直しを依頼してください。",
    )
    .unharmed("操作は、何も行われていません。")
}
