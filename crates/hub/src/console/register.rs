//! パスキーの登録: first the one-time code that the operator was given, then the authenticator.

use super::gate::Door;
use super::sign_in::not_believed;
use super::{Console, site, unanswered};
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::operator::{OperatorDoor, RegistrationSecret};
use exchange::usecases::operator::register::{RegisterError, check_code, register};
use exchange::usecases::operator::sign_in::refused;
use serde::Deserialize;
use web::{Done, Explanation, FieldErrors, Flash, Form, Frame, Page, Shown, Trouble, Visit, show};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    code: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "console/register.html")]
struct RegisterPage {
    page: Page,
    name: String,
    waits: bool,
    errors: FieldErrors,
    why: Option<Explanation>,
}

#[derive(Template)]
#[template(path = "console/register_passkey.html")]
struct PasskeyPage {
    page: Page,
    options: String,
}

pub(super) async fn page(visit: Visit, Door(door): Door) -> Shown {
    code_page(&visit, &door, FieldErrors::none(), None)
}

pub(super) async fn act(State(console): State<Console>, Door(door): Door, form: Form<Input>) -> Shown {
    match form.press.verb() {
        "code" => ask(&console, &door, &form).await,
        "passkey" => keep(&console, &door, &form).await,
        _ => code_page(form.visit(), &door, FieldErrors::none(), None),
    }
}

async fn ask(console: &Console, door: &OperatorDoor, form: &Form<Input>) -> Shown {
    let (hub, at, visit) = (&console.hub, console.hub.now(), form.visit());
    let secret = match RegistrationSecret::parse(&form.input.code) {
        Some(secret) => match check_code(hub.context(at), door, &secret).await {
            Ok(()) => secret,
            Err(RegisterError::Code) => return code_page(visit, door, wrong_code(), None),
            Err(RegisterError::Store(error)) => return Err(unanswered(error)),
        },
        None => return code_page(visit, door, wrong_code(), None),
    };
    let options =
        console.passkeys.ask_to_register(visit.session(), (&door.operator.id, &door.operator.name), secret, at);
    let options = options.map_err(|error| Trouble::internal(&error))?;
    show(&PasskeyPage { page: visit.page(frame()), options })
}

async fn keep(console: &Console, door: &OperatorDoor, form: &Form<Input>) -> Shown {
    let (hub, at, visit) = (&console.hub, console.hub.now(), form.visit());
    let (secret, passkey) = match console.passkeys.registered(visit.session(), &form.input.answer, at) {
        Ok(registered) => registered,
        Err(error) => {
            tracing::warn!(
                operator = door.operator.id.as_str(),
                error = &error as &dyn std::error::Error,
                "a passkey was not registered"
            );
            refused(hub.context(at), door).await.map_err(unanswered)?;
            return code_page(visit, door, FieldErrors::none(), Some(not_believed()));
        }
    };
    match register(hub.context(at), door, &secret, passkey).await {
        Ok(()) => {
            let say = Flash::done("パスキーを登録しました。続けて、ログインしてください。");
            Ok(Done::to("/sign-in").say(say).into_response())
        }
        Err(RegisterError::Code) => code_page(visit, door, wrong_code(), None),
        Err(RegisterError::Store(error)) => Err(unanswered(error)),
    }
}

fn code_page(visit: &Visit, door: &OperatorDoor, errors: FieldErrors, why: Option<Explanation>) -> Shown {
    let (page, name) = (visit.page(frame()), door.operator.name.clone());
    show(&RegisterPage { page, name, waits: door.registration.is_some(), errors, why })
}

fn frame() -> Frame {
    Frame { narrow: true, ..site::frame() }
}

fn wrong_code() -> FieldErrors {
    let mut errors = FieldErrors::none();
    errors.add("code", "この登録コードは使えません。書き写しを確かめてください。期限が切れたときや、前に使ったときは、管理者に作り直しを依頼してください。");
    errors
}
