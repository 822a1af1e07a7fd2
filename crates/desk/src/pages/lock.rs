//! The lock: everything is hidden until the password is given; then one is where one was.

use super::errors::Errors;
use super::query::address;
use super::router::is_inside;
use super::scene::{Scene, show as rendered};
use super::sent_item::Nothing;
use super::stop::{Answered, back_to};
use crate::mailbox::{LockedBy, Secret, Unlock};
use askama::Template;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, Method, header};
use serde::Deserialize;
use std::fmt;
use web::{Form, Page, Visit};

#[derive(Template)]
#[template(path = "doors/lock.html")]
struct LockPage {
    page: Page,
    at: &'static str,
    asks_person: bool,
    locked: LockedBy,
    login: String,
    to: String,
    errors: Errors,
}

/// Who, and the password.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    login: String,
    password: String,
    to: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed")
    }
}

/// Where one was.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Was {
    to: String,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Query(was): Query<Was>) -> Answered {
    let typed = Typed { to: was.to, ..Typed::default() };
    answer(&scene, &visit, typed, Errors::default()).await
}

async fn answer(scene: &Scene, visit: &Visit, typed: Typed, errors: Errors) -> Answered {
    let known = scene.mailbox.known().await?;
    let page = scene.page(visit, "lock").await?;
    let Typed { login, to, .. } = typed;
    let (asks_person, locked) = (known.asks_person, known.locked);
    rendered(&LockPage { page, at: scene.at, asks_person, locked, login, to, errors })
}

pub(crate) async fn unlock(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    let typed = form.input.clone();
    let mut errors = Errors::default();
    if scene.mailbox.known().await?.asks_person {
        errors.need("login", &typed.login, "ログイン名");
    }
    errors.need("password", &typed.password, "パスワード");
    if !errors.is_empty() {
        return answer(&scene, form.visit(), typed, errors).await;
    }
    let input = Unlock { login: typed.login.trim().to_owned(), password: Secret::new(typed.password.clone()) };
    match scene.mailbox.unlock(input).await {
        Ok(()) if !scene.mailbox.must_change().await?.is_empty() => Ok(back_to(scene.path("/password"))),
        Ok(()) => Ok(back_to(local(&scene, &typed.to).unwrap_or_else(|| scene.path("/")))),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => answer(&scene, form.visit(), typed, errors).await,
            None => Err(trouble.into()),
        },
    }
}

pub(crate) async fn lock(State(scene): State<Scene>, headers: HeaderMap, form: Form<Nothing>) -> Answered {
    if form.press.verb() == "lock" {
        scene.mailbox.lock().await?;
    }
    Ok(back_to(coming_back(&scene, scene.path("/lock"), page_before(&scene, &headers))))
}

/// The page that a request is for or comes from.
pub(crate) fn where_one_is(scene: &Scene, request: &Request) -> Option<String> {
    if request.method() != Method::GET || request.headers().contains_key("hx-request") {
        return page_before(scene, request.headers());
    }
    let path = request.uri().path_and_query()?.as_str();
    // Inside of a nested router the path has lost the place where it is mounted.
    let path = path.strip_prefix(scene.at).unwrap_or(path);
    local(scene, &scene.path(path))
}

fn page_before(scene: &Scene, headers: &HeaderMap) -> Option<String> {
    let (_, rest) = headers.get(header::REFERER)?.to_str().ok()?.split_once("://")?;
    local(scene, rest.get(rest.find('/')?..)?)
}

/// The way to the lock with the way back from it; another way stays as it is.
pub(crate) fn coming_back(scene: &Scene, to: String, here: Option<String>) -> String {
    match here.filter(|_| to == scene.path("/lock")) {
        Some(here) => to + &address(&[("to", &here)]),
        None => to,
    }
}

/// A path of these pages that opens something: nobody is led to another site, nor to a door.
fn local(scene: &Scene, to: &str) -> Option<String> {
    let path = to.strip_prefix(scene.at)?;
    let bare = path.split('?').next().unwrap_or_default();
    let doors = ["/news", "/bulk/progress", "/lock", "/sign-in", "/sign-out", "/password", "/setup", "/quit"];
    let fits = path.starts_with('/')
        && !path.starts_with("//")
        && path.chars().all(|sign| sign.is_ascii_graphic() && sign != '\\')
        && !doors.iter().any(|door| is_inside(bare, door))
        && bare != "/lock-now"
        && bare != "/";
    fits.then(|| to.to_owned())
}
