//! 送付状のひな形.

use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to, done};
use crate::mailbox::Template as MessageTemplate;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use web::{Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "letters/templates.html")]
struct TemplatesPage {
    page: Page,
    at: &'static str,
    templates: Vec<MessageTemplate>,
    fresh: MessageTemplate,
    /// The template whose form is shown again; empty for the new one.
    editing: String,
    name_error: Option<String>,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    answer(&scene, &visit, None).await
}

async fn answer(scene: &Scene, visit: &Visit, again: Option<(MessageTemplate, String)>) -> Answered {
    let mut templates = scene.mailbox.templates().await?;
    let page = scene.page(visit, "settings").await?;
    let mut fresh = MessageTemplate { id: String::new(), name: String::new(), text: String::new(), own: true };
    let (mut editing, mut name_error) = ("-".to_owned(), None);
    if let Some((typed, error)) = again {
        (editing, name_error) = (typed.id.clone(), Some(error));
        match templates.iter_mut().find(|known| known.own && known.id == typed.id) {
            Some(known) => *known = typed,
            None => fresh = typed,
        }
    }
    rendered(&TemplatesPage { page, at: scene.at, templates, fresh, editing, name_error })
}

/// A template as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    id: String,
    name: String,
    text: String,
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    let here = scene.path("/templates");
    let Typed { id, name, text } = form.input.clone();
    match form.press.verb() {
        "keep" => {
            let template = MessageTemplate { id, name, text: text.replace("\r\n", "\n"), own: true };
            match scene.mailbox.keep_template(template.clone()).await {
                Ok(_) => Ok(done(Done::to(here).say(Flash::done("ひな形を保存しました。")))),
                Err(trouble) if trouble.field.is_some() => {
                    let error = format!("{}{}", trouble.title, trouble.cure);
                    answer(&scene, form.visit(), Some((template, error))).await
                }
                Err(trouble) => Err(trouble.into()),
            }
        }
        "remove" => {
            scene.mailbox.remove_template(id).await?;
            Ok(done(Done::to(here).say(Flash::done("ひな形を消しました。"))))
        }
        _ => Ok(back_to(here)),
    }
}
