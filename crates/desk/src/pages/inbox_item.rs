//! One received transmission: documents, findings, users, evidence.

use super::errors::Errors;
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, back_to, done};
use crate::mailbox::{ArrivalDetail, ArrivalState, Download, ImportResult};
use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;
use web::{Bytes, Done, Flash, Form, Page, Visit};

#[derive(Template)]
#[template(path = "inbox/item.html")]
struct ItemPage {
    page: Page,
    at: &'static str,
    item: ArrivalDetail,
    errors: Errors,
    typed: String,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Path(id): Path<String>) -> Answered {
    page(&scene, &visit, id, Errors::default(), String::new()).await
}

async fn page(scene: &Scene, visit: &Visit, id: String, errors: Errors, typed: String) -> Answered {
    let item = scene.mailbox.arrival(id).await?;
    let page = scene.page(visit, "inbox").await?;
    rendered(&ItemPage { page, at: scene.at, item, errors, typed })
}

/// What the care software said.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Told {
    said: String,
}

pub(crate) async fn act(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Told>) -> Answered {
    let here = scene.path(&format!("/inbox/{id}"));
    let said = form.input.said.trim().to_owned();
    match form.press.verb() {
        "save" => {
            let saved = scene.mailbox.save(vec![id]).await?;
            if let Some((_, trouble)) = saved.failed.into_iter().next() {
                return Err(trouble.into());
            }
            let text = format!("ファイル{}個を「{}」に保存しました。", saved.files, saved.folder);
            Ok(done(Done::to(here).say(Flash::done(text))))
        }
        "imported" => {
            scene.mailbox.report_import(id, ImportResult::Imported).await?;
            Ok(done(Done::to(here).say(Flash::done("取り込めたことを、送信元に知らせました。"))))
        }
        "rejected" if said.is_empty() => {
            let errors = Errors::one(
                "said",
                "介護ソフトに表示された内容を書いてください。送信元が直すときの手がかりになります。",
            );
            page(&scene, form.visit(), id, errors, said).await
        }
        "rejected" => {
            scene.mailbox.report_import(id, ImportResult::Rejected(said)).await?;
            Ok(done(Done::to(here).say(Flash::done("取り込めなかったことを、送信元に知らせました。"))))
        }
        _ => Ok(back_to(here)),
    }
}

pub(crate) async fn file(State(scene): State<Scene>, Path((id, name)): Path<(String, String)>) -> Answered {
    Ok(download(scene.mailbox.document(id, name).await?))
}

pub(crate) async fn evidence(State(scene): State<Scene>, Path(id): Path<String>) -> Answered {
    Ok(download(scene.mailbox.evidence(id).await?))
}

/// A file that the browser saves and never shows: what a stranger sent is not rendered here.
pub(crate) fn download(file: Download) -> Response {
    let mut response = Response::new(Body::from(file.bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    let mut name = String::new();
    for byte in file.name.bytes() {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' => name.push(char::from(byte)),
            _ => name += &format!("%{byte:02X}"),
        }
    }
    let value = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"));
    headers.insert(header::CONTENT_DISPOSITION, value.unwrap_or(HeaderValue::from_static("attachment")));
    response
}
