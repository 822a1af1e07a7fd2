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
use axum::http::{HeaderName, HeaderValue};
use serde::Deserialize;
use web::form::LeftOut;
use web::{Form, Page, Upload, Visit};

/// The mark of the message, as `app.js` puts it into the form.
const WAS: HeaderName = HeaderName::from_static("was");

/// What was done, and whether the text before can be had again.
#[derive(Clone, Copy)]
struct Said {
    text: &'static str,
    undo: bool,
}

/// Two windows write at the same draft: the later text counts, the other one is not lost.
const ELSEWHERE: Said =
    Said { text: "ほかの画面で書かれた文を、この画面の文に置きかえました。", undo: true };

/// What all forms of the letter show.
struct Work {
    letter: Letter,
    book: PartnerBook,
    found: Vec<Partner>,
    searched: String,
    templates: Vec<MessageTemplate>,
    said: Option<Said>,
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
    said: Option<Said>,
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
    said: Option<Said>,
    trouble: Option<Trouble>,
}

/// The line that says what was done, put into the page that is open.
#[derive(Template)]
#[template(path = "letters/said.html")]
struct SaidPart {
    said: Option<Said>,
    anew: bool,
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
    /// The mark of the message that this window knew.
    was: String,
}

/// Keeps the message; the answer carries the mark that this window knows from now on.
pub(crate) async fn typed(State(scene): State<Scene>, Path(id): Path<String>, form: Form<Typed>) -> Answered {
    let Typed { message, was } = form.input;
    let mark = digest(&message);
    let mut answer = match keep(&scene, &id, message, &was).await? {
        true => rendered(&SaidPart { said: Some(ELSEWHERE), anew: true })?,
        false => no_content(),
    };
    answer
        .headers_mut()
        .insert(WAS, HeaderValue::from_str(&mark).map_err(|error| Stop::from(web::Trouble::internal(&error)))?);
    Ok(answer)
}

/// Keeps a message; says whether it took the place of what another window wrote meanwhile, which 元に戻す brings back.
async fn keep(scene: &Scene, id: &str, message: String, was: &str) -> Result<bool, Stop> {
    let letter = scene.mailbox.letter(id.to_owned()).await?;
    let stored = letter.digest();
    let elsewhere = !letter.message.is_empty() && stored != was && stored != digest(&message) && !was.is_empty();
    let change = match elsewhere {
        true => LetterChange { message: None, action: LetterAction::Message(message) },
        false => LetterChange { message: Some(message), action: LetterAction::Keep },
    };
    scene.mailbox.change_letter(id.to_owned(), change).await?;
    Ok(elsewhere)
}

/// An answer that changes nothing on the page.
pub(crate) fn no_content() -> axum::response::Response {
    axum::response::IntoResponse::into_response(axum::http::StatusCode::NO_CONTENT)
}

pub(crate) async fn act(State(scene): State<Scene>, Path(id): Path<String>, upload: Upload) -> Answered {
    let (visit, press) = (upload.visit().clone(), upload.press.clone());
    let here = scene.path(&format!("/letters/{id}"));
    // A message that this window did not change says nothing: another window may have.
    let was = upload.field("was").to_owned();
    let message = Some(upload.field("message").to_owned()).filter(|text| digest(text) != was);
    let (search, template) = (upload.field("search").to_owned(), upload.field("template").to_owned());
    let files = offered(upload);
    // Dropped files are never lost, whatever else was pressed.
    let elsewhere = match message {
        Some(message) => keep(&scene, &id, message, &was).await?,
        None => false,
    };
    let action = if files.is_empty() { LetterAction::Keep } else { LetterAction::Add(files) };
    let letter = scene.mailbox.change_letter(id.clone(), LetterChange { message: None, action }).await?;
    let action = match press.verb() {
        "to" => Some(LetterAction::To(known(&scene, press.id()).await?)),
        "no-recipient" => Some(LetterAction::NoRecipient),
        "remove" => press.id().parse().ok().map(LetterAction::Remove),
        "dismiss" => Some(LetterAction::Add(Vec::new())),
        "undo" => Some(LetterAction::Undo),
        "template" => filled(&scene, &letter, &template).await?.map(LetterAction::Message),
        _ => None,
    };
    let said = said(press.verb()).or(elsewhere.then_some(ELSEWHERE));
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
        return Work::of(&scene, letter, searched, said, None).await?.answer(&scene, &visit).await;
    }
    let address = match press.verb() {
        "search" => super::query::address(&[("search", &search)]),
        _ => String::new(),
    };
    Ok(back_to(format!("{here}{address}")))
}

fn said(verb: &str) -> Option<Said> {
    let done = |text| Some(Said { text, undo: false });
    match verb {
        "keep" => done("下書きに残しました。"),
        "template" => Some(Said { text: "ひな形の文を入れました。", undo: true }),
        "undo" => Some(Said { text: "元に戻しました。", undo: true }),
        "remove" => done("ファイルを外しました。パソコンの中のファイルは消えていません。"),
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
        said: Option<Said>,
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
