//! ログイン: both sign-ins on one page, and the way out.

use super::errors::Errors;
use super::scene::{Scene, show as rendered};
use super::sent_item::Nothing;
use super::stop::{Answered, back_to, done};
use super::typed;
use crate::mailbox::{Known, PersonSignIn, Secret, SignIn};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use standard::Date;
use std::fmt;
use web::{Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "doors/sign_in.html")]
struct SignInPage {
    page: Page,
    at: &'static str,
    system_id: String,
    account: String,
    login: String,
    asks_person: bool,
    errors: Errors,
    trouble: Option<Trouble>,
    /// The day on which the certificate of this terminal ended.
    ended: Option<Date>,
    /// What is wrong with the certificate, as far as the hub has told.
    barred: Option<&'static str>,
}

/// The fields.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    system_id: String,
    system_password: String,
    account: String,
    account_password: String,
    login: String,
    person_password: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

impl Typed {
    /// The fields with nothing in them.
    fn empty(&self, asks_person: bool) -> Errors {
        let mut errors = Errors::default();
        errors.need("system_id", &self.system_id, "連携クライアントのユーザID");
        errors.need("system_password", &self.system_password, "連携クライアントのパスワード");
        errors.need("account", &self.account, "事業所のユーザID");
        errors.need("account_password", &self.account_password, "事業所のパスワード");
        if asks_person {
            errors.need("login", &self.login, "ログイン名");
            errors.need("person_password", &self.person_password, "職員のパスワード");
        }
        errors
    }

    /// SystemId and account, which may be shown again.
    pub(crate) fn ids(&self) -> (&str, &str) {
        (self.system_id.trim(), self.account.trim())
    }
}

impl From<Typed> for SignIn {
    fn from(typed: Typed) -> Self {
        let login = typed.login.trim().to_owned();
        let person = PersonSignIn { login, password: Secret::new(typed.person_password) };
        Self {
            system_id: typed::half_width(&typed.system_id),
            system_password: Secret::new(typed.system_password),
            account: typed::account(&typed.account),
            account_password: Secret::new(typed.account_password),
            person: (!person.login.is_empty()).then_some(person),
        }
    }
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let known = scene.mailbox.known().await?;
    let typed = Typed { system_id: known.system_id, account: known.account, ..Typed::default() };
    answer(&scene, &visit, &typed, Errors::default(), None).await
}

/// What was typed stays after an error; passwords do not.
async fn answer(scene: &Scene, visit: &Visit, typed: &Typed, errors: Errors, trouble: Option<Trouble>) -> Answered {
    let Known { asks_person, ended, .. } = scene.mailbox.known().await?;
    // The trouble of a sign-in says the same.
    let barred = scene.mailbox.standing().await?.barred().filter(|_| trouble.is_none());
    let page = scene.page(visit, "sign-in").await?;
    let [system_id, account, login] = [&typed.system_id, &typed.account, &typed.login].map(String::clone);
    rendered(&SignInPage { page, at: scene.at, system_id, account, login, asks_person, errors, trouble, ended, barred })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    let errors = form.input.empty(scene.mailbox.known().await?.asks_person);
    if !errors.is_empty() {
        return answer(&scene, form.visit(), &form.input, errors, None).await;
    }
    match scene.mailbox.sign_in(form.input.clone().into()).await {
        Ok(()) if !scene.mailbox.must_change().await?.is_empty() => Ok(back_to(scene.path("/password"))),
        Ok(()) => Ok(back_to(scene.path("/"))),
        Err(trouble) => {
            let (errors, trouble) = Errors::apart(Some(trouble));
            answer(&scene, form.visit(), &form.input, errors, trouble).await
        }
    }
}

pub(crate) async fn out(State(scene): State<Scene>, form: Form<Nothing>) -> Answered {
    if form.press.verb() != "sign-out" {
        return Ok(back_to(scene.path("/")));
    }
    scene.mailbox.sign_out().await?;
    let flash = Flash::done("ログアウトしました。送信待ちのものは、次にログインしたあとに送ります。");
    Ok(done(Done::to(scene.path("/sign-in")).say(flash)))
}
