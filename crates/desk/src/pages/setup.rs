//! はじめの設定: steps that say what to prepare, are checked at once, and can be left and continued.

use super::errors::Errors;
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, Stop, back_to, done};
use super::typed;
use crate::mailbox::{Secret, Setup, SignIn, StepInput, StepKind};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use serde::Deserialize;
use std::fmt;
use web::{Done, Flash, Form, Page, Visit};

const NAMES: [&str; 4] = ["連携基盤の名前", "発行コード", "ログイン", "フォルダー"];

#[derive(Template)]
#[template(path = "doors/setup.html")]
struct SetupPage {
    page: Page,
    at: &'static str,
    names: [&'static str; 4],
    number: usize,
    step: StepKind,
    setup: Setup,
    errors: Errors,
    trouble: Option<Trouble>,
    /// Folders that are not there: made only when a person says so.
    missing: Vec<String>,
    /// The code as typed, in the answer to a refused one only.
    code: String,
}

/// All fields of all steps.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    hub: String,
    code: String,
    system_id: String,
    system_password: String,
    account: String,
    account_password: String,
    save: String,
    send: String,
    /// The folders that the person was asked about.
    asked: Vec<String>,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

/// What is shown again after a step that was not done.
#[derive(Default)]
struct Again {
    errors: Errors,
    trouble: Option<Trouble>,
    missing: Vec<String>,
    code: String,
}

/// The step that is next.
pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let setup = scene.mailbox.setup().await?;
    let step = setup.next().unwrap_or(StepKind::Folders);
    answer(&scene, &visit, setup, step, Again::default()).await
}

/// A step that was done can be looked at again; one that is too early leads to the next.
pub(crate) async fn show_step(State(scene): State<Scene>, visit: Visit, Path(name): Path<String>) -> Answered {
    let step = step_of(&name).ok_or_else(web::Trouble::not_found)?;
    let setup = scene.mailbox.setup().await?;
    if setup.next().is_some_and(|next| step > next) {
        return Ok(back_to(scene.path("/setup")));
    }
    answer(&scene, &visit, setup, step, Again::default()).await
}

pub(crate) async fn act(State(scene): State<Scene>, Path(name): Path<String>, form: Form<Typed>) -> Answered {
    let step = step_of(&name).ok_or_else(web::Trouble::not_found)?;
    let errors = empty(step, &form.input);
    if !errors.is_empty() {
        return again(&scene, &form, step, Again { errors, ..Again::default() }).await;
    }
    let missing = to_make(&scene, step, &form).await?;
    if !missing.is_empty() {
        return again(&scene, &form, step, Again { missing, ..Again::default() }).await;
    }
    match scene.mailbox.take_step(input(step, &form.input)).await {
        Ok(setup) if setup.is_done() => {
            let text = match step {
                StepKind::Code => "電子証明書を受け取りました。ログインすると、これまでの記録のまま続けられます。",
                _ => "設定が終わりました。これで送信も受信もできます。",
            };
            Ok(done(Done::to(scene.door().await?).say(Flash::done(text))))
        }
        Ok(_) if !scene.mailbox.must_change().await?.is_empty() => Ok(back_to(scene.path("/password"))),
        Ok(_) => Ok(back_to(scene.path("/setup"))),
        Err(trouble) => {
            let (errors, trouble) = Errors::apart(Some(trouble));
            again(&scene, &form, step, Again { errors, trouble, ..Again::default() }).await
        }
    }
}

/// The folders that would be made without having been asked about.
async fn to_make(scene: &Scene, step: StepKind, form: &Form<Typed>) -> Result<Vec<String>, Stop> {
    if step != StepKind::Folders {
        return Ok(Vec::new());
    }
    let given = [&form.input.save, &form.input.send].map(|text| typed::folder(text)).to_vec();
    Ok(unasked(scene.mailbox.folders_to_make(given).await?, &form.press, &form.input.asked))
}

/// Those that a person has not said yes to.
pub(crate) fn unasked(missing: Vec<String>, press: &web::Press, asked: &[String]) -> Vec<String> {
    let agreed = press.verb() == "make" && missing.iter().all(|folder| asked.contains(folder));
    if agreed { Vec::new() } else { missing }
}

async fn again(scene: &Scene, form: &Form<Typed>, step: StepKind, again: Again) -> Answered {
    let setup = typed_again(scene.mailbox.setup().await?, step, &form.input);
    let code = if step == StepKind::Code { typed::in_fours(&form.input.code) } else { String::new() };
    answer(scene, form.visit(), setup, step, Again { code, ..again }).await
}

async fn answer(scene: &Scene, visit: &Visit, setup: Setup, step: StepKind, again: Again) -> Answered {
    let page = scene.page(visit, "setup").await?;
    let number = StepKind::ALL.iter().position(|kind| *kind == step).unwrap_or(0) + 1;
    let Again { errors, trouble, missing, code } = again;
    rendered(&SetupPage { page, at: scene.at, names: NAMES, number, step, setup, errors, trouble, missing, code })
}

/// The fields of a step with nothing in them.
fn empty(step: StepKind, typed: &Typed) -> Errors {
    let mut errors = Errors::default();
    match step {
        StepKind::Hub => errors.need("hub", &typed.hub, "連携基盤の名前"),
        StepKind::Code => errors.need("code", &typed.code, "発行コード"),
        StepKind::SignIn => {
            errors.need("system_id", &typed.system_id, "連携クライアントのユーザID");
            errors.need("system_password", &typed.system_password, "連携クライアントのパスワード");
            errors.need("account", &typed.account, "事業所のユーザID");
            errors.need("account_password", &typed.account_password, "事業所のパスワード");
        }
        StepKind::Folders => errors.need("save", &typed.save, "受信したファイルの保存先"),
    }
    errors
}

fn step_of(name: &str) -> Option<StepKind> {
    match name {
        "hub" => Some(StepKind::Hub),
        "code" => Some(StepKind::Code),
        "sign-in" => Some(StepKind::SignIn),
        "folders" => Some(StepKind::Folders),
        _ => None,
    }
}

fn input(step: StepKind, typed: &Typed) -> StepInput {
    match step {
        StepKind::Hub => StepInput::Hub { address: typed::hub(&typed.hub) },
        StepKind::Code => StepInput::Code { code: Secret::new(typed.code.clone()) },
        StepKind::SignIn => StepInput::SignIn(SignIn {
            system_id: typed::half_width(&typed.system_id),
            system_password: Secret::new(typed.system_password.clone()),
            account: typed::account(&typed.account),
            account_password: Secret::new(typed.account_password.clone()),
            person: None,
        }),
        StepKind::Folders => StepInput::Folders { save: typed::folder(&typed.save), send: typed::folder(&typed.send) },
    }
}

/// What was typed stays in the fields after an error; passwords do not.
fn typed_again(setup: Setup, step: StepKind, typed: &Typed) -> Setup {
    match step {
        StepKind::Hub => Setup { hub: typed.hub.clone(), ..setup },
        StepKind::Code => setup,
        StepKind::SignIn => Setup { system_id: typed.system_id.clone(), account: typed.account.clone(), ..setup },
        StepKind::Folders => {
            Setup { save_folder: typed::folder(&typed.save), send_folder: typed::folder(&typed.send), ..setup }
        }
    }
}
