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
    let (errors, trouble) = match before.iter().find_map(|of| wrong(*of, form.input.of(*of))) {
        Some(errors) => (errors, None),
        None => {
            let new = before.iter().map(|of| (*of, Secret::new(form.input.of(*of).0))).collect();
            match scene.mailbox.change_passwords(new).await {
                Ok(()) => return changed(&scene).await,
                Err(trouble) => Errors::apart(Some(trouble)),
            }
        }
    };
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

/// What can be seen without the hub.
fn wrong(of: PasswordOf, (new, again): (&str, &str)) -> Option<Errors> {
    if new.chars().count() < FEWEST {
        return Some(Errors::one(of.field(), "新しいパスワードは、12文字以上にしてください。"));
    }
    let text = "2つの入力が違います。同じ新しいパスワードを、もう一度入力してください。";
    (new != again).then(|| Errors::one(of.field(), text))
}
