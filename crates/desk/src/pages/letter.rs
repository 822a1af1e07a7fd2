//! A letter that is being written: recipient, files with findings in place, message.

use super::query::{digest, given};
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, Stop, back_to};
use crate::letter::{Letter, LetterAction, LetterChange, fill};
use crate::mailbox::{Partner, PartnerBook, PartnerState, Template as MessageTemplate};
use crate::sorting::{Content, OfferedFile};
use crate::trouble::{Trouble, TroubleKind};
use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use web::form::LeftOut;
use web::{Form, Page, Upload, Visit};

/// What all forms of the letter show.
struct Work {
    letter: Letter,
    book: PartnerBook,
    found: Vec<Partner>,
    searched: String,
    templates: Vec<MessageTemplate>,
    said: Option<String>,
    trouble: Option<Trouble>,
}

#[derive(Template)]
#[template(path = "letters/edit.html")]
struct EditPage {
    page: Page,
    at: &'static str,
    letter: Letter,
    hindrance: Option<Trouble>,
    book: PartnerBook,
    found: Vec<Partner>,
    searched: String,
    templates: Vec<MessageTemplate>,
    said: Option<String>,
    trouble: Option<Trouble>,
}

#[derive(Template)]
#[template(path = "letters/part.html")]
struct EditPart {
    page: Page,
    at: &'static str,
    letter: Letter,
    hindrance: Option<Trouble>,
    book: PartnerBook,
    found: Vec<Partner>,
    searched: String,
    templates: Vec<MessageTemplate>,
    said: Option<String>,
    trouble: Option<Trouble>,
}

/// The words that were searched for, when JavaScript is off.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    search: String,
}

pub(crate) async fn show(
    State(scene): State<Scene>,
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answered {
    let letter = scene.mailbox.letter(id).await?;
    let work = Work::of(&scene, letter, asked.search, None, None).await?;
    work.answer(&scene, &visit).await
}

/// Only the message: sent by itself while a person types.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    message: String,
}

pub(crate) async fn typed(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Typed>) -> Answered {
    let change = LetterChange { message: Some(form.input.message), action: LetterAction::Keep };
    scene.mailbox.change_letter(id, change).await?;
    Ok(no_content())
}

/// An answer that changes nothing on the page.
pub(crate) fn no_content() -> axum::response::Response {
    axum::response::IntoResponse::into_response(axum::http::StatusCode::NO_CONTENT)
}

pub(crate) async fn act(State(scene): State<Scene>, Path(id): Path<String>, upload: Upload) -> Answered {
    let (visit, press) = (upload.visit().clone(), upload.press.clone());
    let here = scene.path(&format!("/letters/{id}"));
    // A message that this window did not change says nothing: another window may have.
    let message = Some(upload.field("message").to_owned()).filter(|text| digest(text) != upload.field("was"));
    let (search, template) = (upload.field("search").to_owned(), upload.field("template").to_owned());
    let files = offered(upload);
    // Dropped files are never lost, whatever else was pressed.
    let before = if files.is_empty() {
        LetterChange { message, action: LetterAction::Keep }
    } else {
        LetterChange { message, action: LetterAction::Add(files) }
    };
    let letter = scene.mailbox.change_letter(id.clone(), before).await?;
    let action = match press.verb() {
        "to" => Some(LetterAction::To(known(&scene, press.id()).await?)),
        "no-recipient" => Some(LetterAction::NoRecipient),
        "remove" => press.id().parse().ok().map(LetterAction::Remove),
        "dismiss" => Some(LetterAction::Add(Vec::new())),
        "undo" => Some(LetterAction::Undo),
        "template" => filled(&scene, &letter, &template).await?.map(LetterAction::Message),
        _ => None,
    };
    let said = said(press.verb());
    let letter = match action {
        Some(action) => scene.mailbox.change_letter(id, LetterChange { message: None, action }).await?,
        None => letter,
    };
    match press.verb() {
        "confirm" => return confirm(&scene, &visit, letter).await,
        "favour" => favour(&scene, &letter).await?,
        _ => {}
    }
    if visit.fragment() {
        let letter = scene.mailbox.letter(letter.id).await?;
        let searched = if press.verb() == "search" { search } else { String::new() };
        return Work::of(&scene, letter, searched, said.map(str::to_owned), None).await?.answer(&scene, &visit).await;
    }
    let address = match press.verb() {
        "search" => super::query::address(&[("search", &search)]),
        _ => String::new(),
    };
    Ok(back_to(format!("{here}{address}")))
}

fn said(verb: &str) -> Option<&'static str> {
    match verb {
        "keep" => Some("下書きに残しました。"),
        "template" => Some("ひな形の文を入れました。"),
        "undo" => Some("元に戻しました。"),
        "remove" => Some("ファイルを外しました。パソコンの中のファイルは消えていません。"),
        _ => None,
    }
}

/// To the page that names office and users, or what is still missing.
async fn confirm(scene: &Scene, visit: &Visit, letter: Letter) -> Answered {
    match letter.hindrance() {
        None => Ok(back_to(scene.path(&format!("/letters/{}/confirm", letter.id)))),
        trouble => Work::of(scene, letter, String::new(), None, trouble).await?.answer(scene, visit).await,
    }
}

async fn known(scene: &Scene, number: &str) -> Result<Partner, Stop> {
    let partner = scene.mailbox.partner(number.to_owned()).await?;
    let missing = || {
        let (title, cure) = ("この事業所は見つかりませんでした。", "もう一度さがしてください。");
        Trouble::new(TroubleKind::Missing, title, "", cure)
    };
    Ok(partner.ok_or_else(missing)?)
}

async fn favour(scene: &Scene, letter: &Letter) -> Result<(), Stop> {
    let Some(to) = &letter.to else { return Ok(()) };
    scene.mailbox.favour(to.number.clone(), !to.favourite).await?;
    let partner = known(scene, &to.number).await?;
    let change = LetterChange { message: None, action: LetterAction::To(partner) };
    scene.mailbox.change_letter(letter.id.clone(), change).await?;
    Ok(())
}

async fn filled(scene: &Scene, letter: &Letter, template: &str) -> Result<Option<String>, Stop> {
    let templates = scene.mailbox.templates().await?;
    let Some(template) = templates.into_iter().find(|known| known.id == template) else { return Ok(None) };
    let (standing, settings) = (scene.mailbox.standing().await?, scene.mailbox.settings().await?);
    let to = letter.to.as_ref().map_or("ご担当者様", |to| to.name.as_str());
    Ok(Some(fill(&template.text, to, &standing.office, &letter.set.month_in_words(), &settings.signature)))
}

/// The files of a form, also those that were not kept.
pub(crate) fn offered(upload: Upload) -> Vec<OfferedFile> {
    let taken = upload.files.into_iter().map(|file| OfferedFile::new(&file.name, file.bytes));
    let left = upload.left_out.into_iter().map(|left| match left {
        LeftOut::TooLarge { name } => OfferedFile::left_out(&name, Content::TooLarge),
        LeftOut::TooMany { name } => OfferedFile::left_out(&name, Content::Overflow),
    });
    taken.chain(left).collect()
}

impl Work {
    async fn of(
        scene: &Scene,
        letter: Letter,
        searched: String,
        said: Option<String>,
        trouble: Option<Trouble>,
    ) -> Result<Self, Stop> {
        let found = match given(&searched) {
            Some(words) => scene.mailbox.search(words).await?,
            None => Vec::new(),
        };
        let (book, templates) = (scene.mailbox.book().await?, scene.mailbox.templates().await?);
        Ok(Self { letter, book, found, searched, templates, said, trouble })
    }

    async fn answer(self, scene: &Scene, visit: &Visit) -> Answered {
        let (page, at) = (scene.page(visit, "new").await?, scene.at);
        let hindrance = self.letter.hindrance();
        let Self { letter, book, found, searched, templates, said, trouble } = self;
        if visit.fragment() {
            return rendered(&EditPart {
                page,
                at,
                letter,
                hindrance,
                book,
                found,
                searched,
                templates,
                said,
                trouble,
            });
        }
        rendered(&EditPage { page, at, letter, hindrance, book, found, searched, templates, said, trouble })
    }
}
