//! 一括送信: the work table, its buttons, its progress.

mod act;
mod confirm;
mod typed;

pub(crate) use act::act;
pub(crate) use confirm::{ask, ask_reset, reset, send};
pub(crate) use typed::typed;

use super::scene::{Scene, show as rendered};
use super::stop::{Answered, Stop};
use crate::batch::{Batch, Group, GroupState};
use crate::mailbox::Template as MessageTemplate;
use crate::practice::{mended_files, practice_files};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderValue;
use serde::Deserialize;
use web::{Page, Visit};

#[derive(Template)]
#[template(path = "bulk/page.html")]
struct BulkPage {
    page: Page,
    at: &'static str,
    bulk: String,
    shown: Vec<Group>,
    batch: Batch,
    templates: Vec<MessageTemplate>,
    practice: bool,
    mends: bool,
}

#[derive(Template)]
#[template(path = "bulk/part.html")]
struct BulkPart {
    page: Page,
    at: &'static str,
    bulk: String,
    shown: Vec<Group>,
    batch: Batch,
    templates: Vec<MessageTemplate>,
    practice: bool,
    mends: bool,
}

#[derive(Template)]
#[template(path = "bulk/progress.html")]
struct Progress {
    batch: Batch,
    path: String,
}

/// What waited, as it is now.
#[derive(Template)]
#[template(path = "bulk/waits.html")]
struct Waits {
    batch: Batch,
    path: String,
    /// Not all of it waits any more; what stands there is not read out again before.
    moved: bool,
}

/// Who asks how far it is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// A page on which nothing is being sent follows what waits: so many of its groups are not to be changed.
    locked: Option<usize>,
    /// So many of them wait there.
    waiting: usize,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let batch = scene.mailbox.batch().await?;
    answer(&scene, &visit, batch).await
}

/// The table, whole or as a part.
async fn answer(scene: &Scene, visit: &Visit, batch: Batch) -> Answered {
    let templates = scene.mailbox.templates().await?;
    let practice = scene.mailbox.standing().await?.practice;
    let mends = practice && batch.broken() > 0;
    let (page, at, bulk) = (scene.page(visit, "bulk").await?, scene.at, scene.path("/bulk"));
    let shown = batch.groups.clone();
    if visit.fragment() {
        return rendered(&BulkPart { page, at, bulk, shown, batch, templates, practice, mends });
    }
    rendered(&BulkPage { page, at, bulk, shown, batch, templates, practice, mends })
}

/// While something is sent: only the states. At the end: the whole table once.
pub(crate) async fn progress(State(scene): State<Scene>, visit: Visit, Query(asked): Query<Asked>) -> Answered {
    let batch = scene.mailbox.batch().await?;
    if !visit.fragment() {
        return Ok(super::stop::back_to(scene.path("/bulk")));
    }
    if !batch.running && asked.locked == Some(batch.locked()) {
        let moved = batch.waiting() != asked.waiting;
        return rendered(&Waits { batch, path: scene.path("/bulk"), moved });
    }
    if batch.running && asked.locked.is_none() {
        return rendered(&Progress { batch, path: scene.path("/bulk") });
    }
    let mut response = answer(&scene, &visit, batch).await?;
    response.headers_mut().insert("hx-retarget", HeaderValue::from_static("#work"));
    response.headers_mut().insert("hx-reswap", HeaderValue::from_static("outerHTML"));
    Ok(response)
}

/// Files to practise with; `None` where it is not practice.
async fn made_files(scene: &Scene, mended: bool) -> Result<Option<Vec<(String, Vec<u8>)>>, Stop> {
    let practice = scene.mailbox.standing().await?.practice;
    Ok(practice.then(|| if mended { mended_files() } else { practice_files() }))
}

impl Group {
    pub(crate) fn digest(&self) -> String {
        super::query::digest(&self.message)
    }

    pub(crate) fn is_failed(&self) -> bool {
        matches!(self.state, GroupState::Failed(_))
    }

    pub(crate) fn is_first_time(&self) -> bool {
        self.partner().is_some_and(|partner| partner.first_time)
    }
}
