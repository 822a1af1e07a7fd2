//! Folders, watch mode, notifications, lock.

use super::super::errors::Errors;
use super::super::scene::{Scene, show as rendered};
use super::super::setup::unasked;
use super::super::stop::{Answered, back_to, done};
use super::super::typed;
use crate::mailbox::Settings;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use web::{Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "settings/general.html")]
struct GeneralPage {
    page: Page,
    at: &'static str,
    s: Settings,
    minutes: String,
    errors: Errors,
    /// Folders that are not there: made only when a person says so.
    missing: Vec<String>,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let settings = scene.mailbox.settings().await?;
    let minutes = settings.lock_minutes.to_string();
    answer(&scene, &visit, settings, minutes, Errors::default(), Vec::new()).await
}

async fn answer(
    scene: &Scene,
    visit: &Visit,
    s: Settings,
    minutes: String,
    errors: Errors,
    missing: Vec<String>,
) -> Answered {
    let page = scene.page(visit, "settings").await?;
    rendered(&GeneralPage { page, at: scene.at, s, minutes, errors, missing })
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    save_folder: String,
    send_folder: String,
    separate_folders: String,
    save_by_itself: String,
    watch_send_folder: String,
    notify_arrivals: String,
    notify_failures: String,
    lock_minutes: String,
    signature: String,
    /// The folders that the person was asked about.
    asked: Vec<String>,
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    if !matches!(form.press.verb(), "keep" | "make") {
        return Ok(back_to(scene.path("/settings")));
    }
    let typed = &form.input;
    let Typed { save_folder, send_folder, .. } = typed;
    let minutes =
        typed::half_width(&typed.lock_minutes).parse::<u16>().ok().filter(|minutes| (1..=60).contains(minutes));
    let before = scene.mailbox.settings().await?;
    let settings = Settings {
        save_folder: typed::folder(save_folder),
        send_folder: typed::folder(send_folder),
        separate_folders: !typed.separate_folders.is_empty(),
        save_by_itself: !typed.save_by_itself.is_empty(),
        watch_send_folder: !typed.watch_send_folder.is_empty(),
        notify_arrivals: !typed.notify_arrivals.is_empty(),
        notify_failures: !typed.notify_failures.is_empty(),
        lock_minutes: minutes.unwrap_or(before.lock_minutes),
        signature: typed.signature.trim().to_owned(),
        contact: before.contact,
    };
    let mut errors = Errors::default();
    errors.need("save_folder", save_folder, "受信したファイルの保存先");
    errors.need("lock_minutes", &typed.lock_minutes, "ロックするまでの時間");
    if minutes.is_none() {
        errors.add("lock_minutes", "ロックするまでの時間は、1から60までの数字で書いてください。");
    }
    if !errors.is_empty() {
        return answer(&scene, form.visit(), settings, typed.lock_minutes.clone(), errors, Vec::new()).await;
    }
    let folders = vec![settings.save_folder.clone(), settings.send_folder.clone()];
    let missing = unasked(scene.mailbox.folders_to_make(folders).await?, &form.press, &typed.asked);
    if !missing.is_empty() {
        return answer(&scene, form.visit(), settings, typed.lock_minutes.clone(), errors, missing).await;
    }
    match scene.mailbox.keep_settings(settings.clone()).await {
        Ok(()) => Ok(done(Done::to(scene.path("/settings")).say(Flash::done("設定を保存しました。")))),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => {
                answer(&scene, form.visit(), settings, typed.lock_minutes.clone(), errors, Vec::new()).await
            }
            None => Err(trouble.into()),
        },
    }
}
