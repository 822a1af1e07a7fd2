//! The staff accounts.

use super::super::errors::Errors;
use super::super::scene::{Scene, show as rendered};
use super::super::sent_item::Nothing;
use super::super::stop::{Answered, Stop, back_to, done};
use crate::mailbox::{Secret, StaffAccount, StaffChange, StaffRole};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Path, State};
use serde::Deserialize;
use std::fmt;
use web::{Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "settings/staff.html")]
struct StaffPage {
    page: Page,
    at: &'static str,
    staff: Vec<StaffAccount>,
    manager: bool,
    /// Nobody is a manager yet: the one who is added now becomes it.
    first: bool,
    roles: [(&'static str, &'static str); 2],
    typed: Typed,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "settings/staff_password.html")]
struct StaffPasswordPage {
    page: Page,
    at: &'static str,
    account: StaffAccount,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "settings/close.html")]
struct ClosePage {
    page: Page,
    at: &'static str,
    account: StaffAccount,
}

/// A new account as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    login: String,
    role: String,
    password: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    answer(&scene, &visit, Typed::default(), Errors::default()).await
}

async fn answer(scene: &Scene, visit: &Visit, typed: Typed, errors: Errors) -> Answered {
    let staff = scene.mailbox.staff().await?;
    let first = has_no_manager(&staff);
    let person = scene.mailbox.standing().await?.person;
    // Without staff accounts whoever has the office's own passwords is the manager.
    let manager = person.is_none_or(|person| person.manager);
    let page = scene.page(visit, "settings").await?;
    let roles = [("staff", "職員"), ("manager", "管理者")];
    rendered(&StaffPage { page, at: scene.at, staff, manager, first, roles, typed, errors })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    let id = form.press.id().to_owned();
    let typed = form.input.clone();
    let (change, text) = match form.press.verb() {
        "add" if has_no_manager(&scene.mailbox.staff().await?) => (added(&typed, StaffRole::Manager), FIRST),
        "add" => (added(&typed, role_of(&typed)), "職員を加えました。"),
        "manager" => (StaffChange::Role { id, role: StaffRole::Manager }, "管理者にしました。"),
        "staff" => (StaffChange::Role { id, role: StaffRole::Staff }, "職員にしました。"),
        _ => return Ok(back_to(scene.path("/settings/staff"))),
    };
    match scene.mailbox.change_staff(change).await {
        Ok(()) => Ok(done(Done::to(scene.path("/settings/staff")).say(Flash::done(text)))),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => answer(&scene, form.visit(), typed, errors).await,
            None => Err(trouble.into()),
        },
    }
}

/// Said when the first person was added: from then on every door asks who sits here.
const FIRST: &str = "管理者を登録しました。次からは、画面を開くときにログイン名と職員のパスワードを使います。忘れないようにしてください。";

fn has_no_manager(staff: &[StaffAccount]) -> bool {
    !staff.iter().any(|account| !account.closed && account.role == StaffRole::Manager)
}

fn role_of(typed: &Typed) -> StaffRole {
    if typed.role == "manager" { StaffRole::Manager } else { StaffRole::Staff }
}

fn added(typed: &Typed, role: StaffRole) -> StaffChange {
    StaffChange::Add {
        name: typed.name.trim().to_owned(),
        login: typed.login.trim().to_owned(),
        role,
        password: Secret::new(typed.password.clone()),
    }
}

pub(crate) async fn ask(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let account = one(&scene, &id).await?;
    let page = scene.page(&visit, "settings").await?;
    rendered(&ClosePage { page, at: scene.at, account })
}

pub(crate) async fn close(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Nothing>) -> Answered {
    if form.press.verb() != "close" || !form.confirmed {
        return Ok(back_to(scene.path(&format!("/settings/staff/{id}"))));
    }
    let account = one(&scene, &id).await?;
    scene.mailbox.change_staff(StaffChange::Close { id }).await?;
    let text = format!("「{}」を使えなくしました。記録は残っています。", account.name);
    Ok(done(Done::to(scene.path("/settings/staff")).say(Flash::done(text))))
}

pub(crate) async fn ask_password(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    let account = one(&scene, &id).await?;
    password_page(&scene, &visit, account, Errors::default()).await
}

async fn password_page(scene: &Scene, visit: &Visit, account: StaffAccount, errors: Errors) -> Answered {
    let page = scene.page(visit, "settings").await?;
    rendered(&StaffPasswordPage { page, at: scene.at, account, errors })
}

pub(crate) async fn password(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Typed>) -> Answered {
    let account = one(&scene, &id).await?;
    if form.press.verb() != "password" {
        return Ok(back_to(scene.path("/settings/staff")));
    }
    let password = Secret::new(form.input.password.clone());
    match scene.mailbox.change_staff(StaffChange::Password { id, password }).await {
        Ok(()) => {
            let text = format!("「{}」の最初のパスワードを新しくしました。", account.name);
            Ok(done(Done::to(scene.path("/settings/staff")).say(Flash::done(text))))
        }
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => password_page(&scene, form.visit(), account, errors).await,
            None => Err(trouble.into()),
        },
    }
}

async fn one(scene: &Scene, id: &str) -> Result<StaffAccount, Stop> {
    let found = scene.mailbox.staff().await?.into_iter().find(|account| account.id == id && !account.closed);
    Ok(found.ok_or_else(|| Trouble::missing("職員"))?)
}
