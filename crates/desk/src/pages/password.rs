//! 新しいパスワード: first passwords are changed before the sign-in or unlocking that was begun goes on.

use super::errors::Errors;
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to, done};
use crate::mailbox::{PasswordOf, Secret};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use std::fmt;
use web::{Done, Flash, Form, Page, Visit};

/// Fewest characters of a password.
pub(crate) const FEWEST: usize = 12;

#[derive(Template)]
#[template(path = "doors/password.html")]
struct PasswordPage {
    page: Page,
    at: &'static str,
    of: Vec<PasswordOf>,
    changed: Vec<PasswordOf>,
    errors: Errors,
    trouble: Option<Trouble>,
}

/// Each password twice.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    new_system: String,
    again_system: String,
    new_account: String,
    again_account: String,
    new_person: String,
    again_person: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Typed").finish_non_exhaustive()
    }
}

impl Typed {
    fn of(&self, of: PasswordOf) -> (&str, &str) {
        match of {
            PasswordOf::System => (&self.new_system, &self.again_system),
            PasswordOf::Account => (&self.new_account, &self.again_account),
            PasswordOf::Person => (&self.new_person, &self.again_person),
        }
    }
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let of = scene.mailbox.must_change().await?;
    if of.is_empty() {
        return Ok(back_to(scene.path("/")));
    }
    let page = scene.page(&visit, "sign-in").await?;
    let (changed, errors) = (Vec::new(), Errors::default());
    rendered(&PasswordPage { page, at: scene.at, of, changed, errors, trouble: None })
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    let before = scene.mailbox.must_change().await?;
    if form.press.verb() != "change" || before.is_empty() {
        return Ok(back_to(scene.path("/")));
    }
    let (right, errors) = told_apart(&before, &form.input);
    let (refused, trouble) = match right.is_empty() {
        true => (Errors::default(), None),
        false => match scene.mailbox.change_passwords(right).await {
            Ok(()) if errors.is_empty() => return changed(&scene).await,
            Ok(()) => (Errors::default(), None),
            Err(trouble) => Errors::apart(Some(trouble)),
        },
    };
    let errors = refused.and(errors);
    let of = scene.mailbox.must_change().await?;
    let changed = before.into_iter().filter(|one| !of.contains(one)).collect();
    let page = scene.page(form.visit(), "sign-in").await?;
    rendered(&PasswordPage { page, at: scene.at, of, changed, errors, trouble })
}

async fn changed(scene: &Scene) -> Answered {
    let all = scene.mailbox.must_change().await?.is_empty();
    let to = if all { scene.door().await? } else { scene.path("/password") };
    Ok(done(Done::to(to).say(Flash::done("新しいパスワードに変えました。"))))
}

/// The passwords that can be used, and what is wrong with the others: a pair that was right is not typed again.
fn told_apart(of: &[PasswordOf], typed: &Typed) -> (Vec<(PasswordOf, Secret)>, Errors) {
    let (mut right, mut errors) = (Vec::new(), Errors::default());
    for of in of {
        let (new, again) = typed.of(*of);
        match wrong(new, again) {
            Some(text) => errors.add(of.field(), text),
            None => right.push((*of, Secret::new(new))),
        }
    }
    (right, errors)
}

/// What can be seen without the hub.
fn wrong(new: &str, again: &str) -> Option<&'static str> {
    match () {
        () if new.is_empty() => Some("新しいパスワードを入力してください。"),
        () if new.chars().count() < FEWEST => Some("新しいパスワードは、12文字以上にしてください。"),
        () if new != again => Some("2つの入力が違います。同じ新しいパスワードを、もう一度入力してください。"),
        () => None,
    }
}
