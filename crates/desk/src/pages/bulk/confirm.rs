//! The page that names the recipients and users before they are sent to, and the one before everything is taken off.

use super::super::scene::{Scene, show as rendered};
use super::super::sent_item::Nothing;
use super::super::stop::{Answered, back_to};
use crate::batch::{Batch, BatchAction, BatchChange, Group};
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use web::{Form, Page, Visit};

#[derive(Template)]
#[template(path = "bulk/confirm.html")]
struct ConfirmPage {
    page: Page,
    at: &'static str,
    groups: Vec<Group>,
    /// Numbers that a person says to have looked at.
    known: Vec<String>,
    trouble: Option<Trouble>,
}

#[derive(Template)]
#[template(path = "bulk/reset.html")]
struct ResetPage {
    page: Page,
    at: &'static str,
    count: usize,
}

pub(crate) async fn ask(State(scene): State<Scene>, visit: Visit) -> Answered {
    let batch = scene.mailbox.batch().await?;
    question(&scene, &visit, &batch, Vec::new(), None).await
}

async fn question(
    scene: &Scene,
    visit: &Visit,
    batch: &Batch,
    known: Vec<String>,
    trouble: Option<Trouble>,
) -> Answered {
    let groups: Vec<Group> = batch.chosen().cloned().collect();
    if groups.is_empty() {
        return Ok(back_to(scene.path("/bulk")));
    }
    let page = scene.page(visit, "bulk").await?;
    rendered(&ConfirmPage { page, at: scene.at, groups, known, trouble })
}

/// What was confirmed: groups with their revisions, and the numbers that a person has looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Confirmed {
    g: Vec<String>,
    known: Vec<String>,
}

pub(crate) async fn send(State(scene): State<Scene>, form: Form<Confirmed>) -> Answered {
    if form.press.verb() != "send" || !form.confirmed {
        return Ok(back_to(scene.path("/bulk/confirm")));
    }
    let groups: Vec<(u32, u64)> = form.input.g.iter().filter_map(|pair| pair_of(pair)).collect();
    let batch = scene.mailbox.batch().await?;
    if let Some(trouble) = unknown(&batch, &groups, &form.input.known) {
        return question(&scene, form.visit(), &batch, form.input.known.clone(), Some(trouble)).await;
    }
    let change = BatchChange { typed: Vec::new(), selected: None, action: BatchAction::Send(groups) };
    match scene.mailbox.change_batch(change).await {
        Ok(_) => Ok(back_to(scene.path("/bulk"))),
        Err(trouble) => {
            let batch = scene.mailbox.batch().await?;
            question(&scene, form.visit(), &batch, form.input.known.clone(), Some(trouble)).await
        }
    }
}

fn pair_of(text: &str) -> Option<(u32, u64)> {
    let (id, revision) = text.split_once('.')?;
    Some((id.parse().ok()?, revision.parse().ok()?))
}

/// First-time recipients whose numbers nobody has looked at.
fn unknown(batch: &Batch, groups: &[(u32, u64)], known: &[String]) -> Option<Trouble> {
    let chosen = groups.iter().filter_map(|(id, _)| batch.group(*id));
    let open = chosen.filter(|group| group.is_sendable() && group.is_open(known));
    let mut names: Vec<String> = open.map(|group| format!("「{}」", group.name())).collect();
    names.dedup();
    if names.is_empty() {
        return None;
    }
    let title = format!("{}は、はじめて送る宛先です。", names.join(""));
    let cure = "書類で事業所番号を確かめ、表の中の「確かめました」に印を付けてから送信してください。";
    Some(Trouble::input("known", title, cure).leaving("まだ何も送っていません。"))
}

impl Group {
    /// Nobody has looked at its first-time recipient's number.
    fn is_open(&self, known: &[String]) -> bool {
        self.is_first_time() && !known.contains(&self.key.receiver)
    }
}

pub(crate) async fn ask_reset(State(scene): State<Scene>, visit: Visit) -> Answered {
    let batch = scene.mailbox.batch().await?;
    let count = batch.groups.iter().filter(|group| !group.is_locked()).count();
    let page = scene.page(&visit, "bulk").await?;
    rendered(&ResetPage { page, at: scene.at, count })
}

pub(crate) async fn reset(State(scene): State<Scene>, form: Form<Nothing>) -> Answered {
    if form.press.verb() == "reset" && form.confirmed {
        let change = BatchChange { typed: Vec::new(), selected: None, action: BatchAction::Reset };
        scene.mailbox.change_batch(change).await?;
    }
    Ok(back_to(scene.path("/bulk")))
}
