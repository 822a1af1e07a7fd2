//! Folders, watch mode, notifications, lock.

use super::super::errors::Errors;
use super::super::scene::{Scene, show as rendered};
use super::super::stop::{Answered, back_to, done};
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
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit) -> Answered {
    let settings = scene.mailbox.settings().await?;
    let minutes = settings.lock_minutes.to_string();
    answer(&scene, &visit, settings, minutes, Errors::default()).await
}

async fn answer(scene: &Scene, visit: &Visit, s: Settings, minutes: String, errors: Errors) -> Answered {
    let page = scene.page(visit, "settings").await?;
    rendered(&GeneralPage { page, at: scene.at, s, minutes, errors })
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
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Typed>) -> Answered {
    if form.press.verb() != "keep" {
        return Ok(back_to(scene.path("/settings")));
    }
    let typed = &form.input;
    let minutes = typed.lock_minutes.trim().parse::<u16>().ok().filter(|minutes| (1..=60).contains(minutes));
    let before = scene.mailbox.settings().await?;
    let settings = Settings {
        save_folder: typed.save_folder.trim().to_owned(),
        send_folder: typed.send_folder.trim().to_owned(),
        separate_folders: !typed.separate_folders.is_empty(),
        save_by_itself: !typed.save_by_itself.is_empty(),
        watch_send_folder: !typed.watch_send_folder.is_empty(),
        notify_arrivals: !typed.notify_arrivals.is_empty(),
        notify_failures: !typed.notify_failures.is_empty(),
        lock_minutes: minutes.unwrap_or(before.lock_minutes),
        signature: typed.signature.trim().to_owned(),
        contact: before.contact,
    };
    if minutes.is_none() {
        let errors = Errors::one("lock_minutes", "ロックするまでの時間は、1から60までの数字で書いてください。");
        return answer(&scene, form.visit(), settings, typed.lock_minutes.clone(), errors).await;
    }
    match scene.mailbox.keep_settings(settings.clone()).await {
        Ok(()) => Ok(done(Done::to(scene.path("/settings")).say(Flash::done("設定を保存しました。")))),
        Err(trouble) => match Errors::of_trouble(&trouble) {
            Some(errors) => answer(&scene, form.visit(), settings, typed.lock_minutes.clone(), errors).await,
            None => Err(trouble.into()),
        },
    }
}
