//! 職員のパスワードがわからないとき: a manager gets a new password from whoever has both passwords of the office.
//!
//! The hub proves both sign-ins, so that nothing on this PC alone opens it. Whoever has both can act for the office anyway.

use super::errors::Errors;
use super::password::FEWEST;
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to, done};
use super::typed;
use crate::mailbox::{ManagerReset, Secret, SignIn};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use std::fmt;
use web::{Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "doors/manager.html")]
struct ManagerPage {
    page: Page,
    at: &'static str,
    system_id: String,
    account: String,
    login: String,
    errors: Errors,
    trouble: Option<Trouble>,
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
    new_person: String,
    again_person: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

impl From<Typed> for ManagerReset {
    fn from(typed: Typed) -> Self {
        Self {
            sign_in: SignIn {
                system_id: typed::half_width(&typed.system_id),
                system_password: Secret::new(typed.system_password),
                account: typed::account(&typed.account),
                account_password: Secret::new(typed.account_password),
                person: None,
            },
            login: typed.login.trim().to_owned(),
            password: Secret::new(typed.new_person),
        }
    }
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let known = scene.mailbox.known().await?;
    if !known.asks_person {
        return Ok(back_to(scene.path("/")));
    }
    let typed = Typed { system_id: known.system_id, account: known.account, ..Typed::default() };
    answer(&scene, &visit, typed, Errors::default(), None).await
}

/// What was typed stays after an error; passwords do not.
async fn answer(scene: &Scene, visit: &Visit, typed: Typed, errors: Errors, trouble: Option<Trouble>) -> Answered {
    let page = scene.page(visit, "sign-in").await?;
    let Typed { system_id, account, login, .. } = typed;
    rendered(&ManagerPage { page, at: scene.at, system_id, account, login, errors, trouble })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    if form.press.verb() != "reset" {
        return Ok(back_to(scene.path("/sign-in/manager")));
    }
    let typed = form.input.clone();
    let errors = wrong(&typed);
    if !errors.is_empty() {
        return answer(&scene, form.visit(), typed, errors, None).await;
    }
    match scene.mailbox.reset_manager(typed.clone().into()).await {
        Ok(()) if !scene.mailbox.must_change().await?.is_empty() => Ok(back_to(scene.path("/password"))),
        Ok(()) => Ok(done(Done::to(scene.door().await?).say(Flash::done("管理者のパスワードを新しくしました。")))),
        Err(trouble) => {
            let (errors, trouble) = Errors::apart(Some(trouble));
            answer(&scene, form.visit(), typed, errors, trouble).await
        }
    }
}

/// What can be seen without the hub.
fn wrong(typed: &Typed) -> Errors {
    let mut errors = Errors::default();
    errors.need("system_id", &typed.system_id, "連携クライアントのユーザID");
    errors.need("system_password", &typed.system_password, "連携クライアントのパスワード");
    errors.need("account", &typed.account, "事業所のユーザID");
    errors.need("account_password", &typed.account_password, "事業所のパスワード");
    if typed.new_person.chars().count() < FEWEST {
        errors.add("new_person", "新しいパスワードは、12文字以上にしてください。");
    } else if typed.new_person != typed.again_person {
        errors.add("new_person", "2つの入力が違います。同じ新しいパスワードを、もう一度入力してください。");
    }
    errors
}
