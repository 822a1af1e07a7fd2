//! Every kind of field, errors that keep what was typed, a form that works once, and a place for files.

use super::{Gallery, frame};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use std::sync::atomic::Ordering;
use web::form::LeftOut;
use web::{Bytes, Done, FieldErrors, Flash, Form, Outcome, Page, Shown, Upload, Visit, show};

#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub(crate) struct Input {
    name: String,
    message: String,
    service: String,
    payment: String,
    agreed: String,
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage {
    page: Page,
    input: Input,
    errors: FieldErrors,
    services: Vec<(&'static str, &'static str)>,
    payments: Vec<(&'static str, &'static str)>,
}

fn page(page: Page, input: Input, errors: FieldErrors) -> Shown {
    let services = vec![("", "選んでください"), ("43", "居宅介護支援"), ("11", "訪問介護")];
    let payments = vec![("deduction", "給付費差引"), ("invoice", "請求書振込")];
    show(&FormPage { page, input, errors, services, payments })
}

pub(crate) async fn empty(visit: Visit) -> Shown {
    page(visit.page(frame("form")), Input::default(), FieldErrors::none())
}

pub(crate) async fn sent(State(gallery): State<Gallery>, form: Form<Input>) -> Shown {
    if form.press.verb() != "create" {
        return page(form.visit().page(frame("form")), form.input.clone(), FieldErrors::none());
    }
    let mut errors = FieldErrors::none();
    if form.input.name.trim().is_empty() {
        errors.add("name", "事業所の名前を入力してください。");
    }
    if form.input.service.is_empty() {
        errors.add("service", "サービスの種類を選んでください。");
    }
    if !errors.is_empty() {
        return page(form.visit().page(frame("form")), form.input.clone(), errors);
    }
    form.once(async move {
        let number = gallery.created.fetch_add(1, Ordering::SeqCst) + 1;
        Ok(Outcome::Done(Done::to("/form").say(Flash::done(format!("{number}件目を作りました。")))))
    })
    .await
}

struct Found {
    name: String,
    size: Bytes,
}

#[derive(Template)]
#[template(path = "files.html")]
struct Files {
    page: Page,
    files: Vec<Found>,
    left_out: Vec<String>,
}

#[derive(Template)]
#[template(path = "files_work.html")]
struct FilesWork {
    page: Page,
    files: Vec<Found>,
    left_out: Vec<String>,
}

pub(crate) async fn drop_zone(visit: Visit) -> Shown {
    show(&Files { page: visit.page(frame("files")), files: Vec::new(), left_out: Vec::new() })
}

pub(crate) async fn dropped(upload: Upload) -> Shown {
    let page = upload.visit().page(frame("files"));
    let files = upload
        .files
        .iter()
        .map(|file| Found { name: file.name.clone(), size: Bytes(file.bytes.len() as u64) })
        .collect();
    let name = |left: &LeftOut| match left {
        LeftOut::TooLarge { name } | LeftOut::TooMany { name } => name.clone(),
    };
    let left_out = upload.left_out.iter().map(name).collect();
    if upload.visit().fragment() {
        return show(&FilesWork { page, files, left_out });
    }
    show(&Files { page, files, left_out })
}
