//! はじめの設定: steps that say what to prepare, are checked at once, and can be left and continued.

use super::errors::Errors;
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to, done};
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
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

/// The step that is next.
pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let setup = scene.mailbox.setup().await?;
    let step = setup.next().unwrap_or(StepKind::Folders);
    answer(&scene, &visit, setup, step, Errors::default(), None).await
}

/// A step that was done can be looked at again; one that is too early leads to the next.
pub(crate) async fn show_step(State(scene): State<Scene>, visit: Visit, Path(name): Path<String>) -> Answered {
    let step = step_of(&name).ok_or_else(web::Trouble::not_found)?;
    let setup = scene.mailbox.setup().await?;
    if setup.next().is_some_and(|next| step > next) {
        return Ok(back_to(scene.path("/setup")));
    }
    answer(&scene, &visit, setup, step, Errors::default(), None).await
}

pub(crate) async fn act(State(scene): State<Scene>, Path(name): Path<String>, form: Form<Typed>) -> Answered {
    let step = step_of(&name).ok_or_else(web::Trouble::not_found)?;
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
            let setup = typed_again(scene.mailbox.setup().await?, step, &form.input);
            let (errors, trouble) = Errors::apart(Some(trouble));
            answer(&scene, form.visit(), setup, step, errors, trouble).await
        }
    }
}

async fn answer(
    scene: &Scene,
    visit: &Visit,
    setup: Setup,
    step: StepKind,
    errors: Errors,
    trouble: Option<Trouble>,
) -> Answered {
    let page = scene.page(visit, "setup").await?;
    let number = StepKind::ALL.iter().position(|kind| *kind == step).unwrap_or(0) + 1;
    rendered(&SetupPage { page, at: scene.at, names: NAMES, number, step, setup, errors, trouble })
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
        StepKind::Hub => StepInput::Hub { address: typed.hub.clone() },
        StepKind::Code => StepInput::Code { code: Secret::new(typed.code.clone()) },
        StepKind::SignIn => StepInput::SignIn(SignIn {
            system_id: typed.system_id.trim().to_owned(),
            system_password: Secret::new(typed.system_password.clone()),
            account: typed.account.trim().to_owned(),
            account_password: Secret::new(typed.account_password.clone()),
            person: None,
        }),
        StepKind::Folders => StepInput::Folders { save: typed.save.clone(), send: typed.send.clone() },
    }
}

/// What was typed stays in the fields after an error; passwords and codes do not.
fn typed_again(setup: Setup, step: StepKind, typed: &Typed) -> Setup {
    match step {
        StepKind::Hub => Setup { hub: typed.hub.clone(), ..setup },
        StepKind::Code => setup,
        StepKind::SignIn => Setup { system_id: typed.system_id.clone(), account: typed.account.clone(), ..setup },
        StepKind::Folders => Setup { save_folder: typed.save.clone(), send_folder: typed.send.clone(), ..setup },
    }
}
