//! パスワード変更: the first one must be changed before anything else; every session of the office ends with the old one.

use super::sign_in::explained;
use super::{Portal, home};
use crate::common_passwords::is_common;
use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse as _;
use exchange::Sha256;
use exchange::account::{PasswordPolicy, PasswordWeakness};
use exchange::secret::Password;
use exchange::usecases::portal::change_password::{PortalPasswordError, change_password};
use exchange::usecases::portal::sign_in::sign_in;
use exchange::usecases::portal::{PasswordRefused, PortalCaller};
use serde::Deserialize;
use web::{Done, FieldErrors, Flash, Form, Page, Shown, SignedIn, Trouble, Visit, show};

/// Fewest characters for offices.
const FEWEST: usize = 12;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct Input {
    present: String,
    new: String,
    again: String,
}

#[derive(Template)]
#[template(path = "portals/password.html")]
struct PasswordPage {
    page: Page,
    is_first: bool,
    /// When it is over, as the operator wishes it.
    until: Option<String>,
    errors: FieldErrors,
}

pub(super) async fn page(
    State(portal): State<Portal>,
    visit: Visit,
    SignedIn(caller): SignedIn<PortalCaller>,
) -> Shown {
    let page = visit.page(portal.frame("password", &caller).await?);
    show(&shown(page, &caller, FieldErrors::none()))
}

pub(super) async fn change(
    State(portal): State<Portal>,
    SignedIn(caller): SignedIn<PortalCaller>,
    form: Form<Input>,
) -> Shown {
    let mut errors = FieldErrors::none();
    if form.input.new != form.input.again {
        errors.add("again", "2回目の入力が、1回目と違います。同じパスワードを入力してください。");
    }
    if errors.is_empty() && form.press.verb() == "change" {
        let (hub, at) = (&portal.hub, portal.hub.now());
        let policy = PasswordPolicy { fewest: FEWEST, is_common: &is_common };
        let (present, new) = (Password::new(form.input.present.clone()), Password::new(form.input.new.clone()));
        match change_password(hub.context(at), &hub.portal_hasher, &policy, &caller, &present, &new).await {
            Ok(()) => return begin_anew(&portal, &caller, &new, form.visit()).await,
            Err(error) => errors = said(error)?,
        }
    }
    let page = form.visit().page(portal.frame("password", &caller).await?);
    show(&shown(page, &caller, errors))
}

fn shown(page: Page, caller: &PortalCaller, errors: FieldErrors) -> PasswordPage {
    let until = caller.password_until.map(|until| home::in_words(until.day_in_japan()));
    PasswordPage { page, is_first: caller.must_change && !caller.is_over, until, errors }
}

/// The person goes on with a new session; all others are over.
async fn begin_anew(portal: &Portal, caller: &PortalCaller, password: &Password, visit: &Visit) -> Shown {
    let (hub, token) = (&portal.hub, visit.new_token());
    let hash = Sha256(token.hash());
    let entered = sign_in(hub.context(hub.now()), &hub.portal_hasher, caller.account, password, hash).await;
    match entered {
        Ok(_) => Ok(Done::to("/").say(Flash::done("パスワードを変更しました。")).begin(token).into_response()),
        // The change is made; the person signs in with it.
        Err(_) => {
            let say = Flash::done("パスワードを変更しました。新しいパスワードでログインしてください。");
            Ok(Done::to("/sign-in").say(say).end().into_response())
        }
    }
}

fn said(error: PortalPasswordError) -> Result<FieldErrors, Trouble> {
    let mut errors = FieldErrors::none();
    match error {
        PortalPasswordError::Present(PasswordRefused::Refused | PasswordRefused::FirstOver(_)) => {
            errors.add("present", "いまのパスワードが違います。もう一度入力してください。");
        }
        PortalPasswordError::Present(other) => {
            explained(other)?;
        }
        PortalPasswordError::Unchanged => errors.add("new", "いまと同じパスワードです。別のものにしてください。"),
        PortalPasswordError::Weak(weakness) => errors.add("new", weak(weakness)),
    }
    Ok(errors)
}

fn weak(weakness: PasswordWeakness) -> String {
    match weakness {
        PasswordWeakness::TooShort { fewest, length } => {
            format!("{fewest}文字以上にしてください。いまは{length}文字です。短い文にすると覚えやすくなります。")
        }
        PasswordWeakness::TooLong => "128文字までにしてください。".to_owned(),
        PasswordWeakness::Control => "入力できない文字が入っています。打ち直してください。".to_owned(),
        PasswordWeakness::Common => {
            "よく使われる言葉や並びで、推測されやすいパスワードです。別のものにしてください。".to_owned()
        }
        PasswordWeakness::OwnWords => {
            "事業所番号やID、ケアプランなど、推測されやすい言葉でできています。別のものにしてください。".to_owned()
        }
    }
}
