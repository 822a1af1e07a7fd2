//! 事業所の取り込み: a file is put in and looked at; a person says yes; it is stored, and the page shows how far it is.

use super::super::gate::{Caller, refused};
use super::super::people::People;
use super::super::{Console, unanswered, words};
use super::worker;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::IntoResponse as _;
use exchange::id::ImportId;
use exchange::office::{ImportState, OfficeImport};
use exchange::usecases::operator::import::{ImportError, approve_import, drop_import};
use web::{Done, Explanation, Flash, Form, Page, Shown, Trouble, Upload, Visit, count, show};

/// An import as pages show it.
struct View {
    href: String,
    file: String,
    operator: String,
    at: String,
    chip: &'static str,
    state: &'static str,
    is_checking: bool,
    is_checked: bool,
    is_storing: bool,
    is_refused: bool,
    is_done: bool,
    total: u64,
    done: u64,
    total_text: String,
    /// What the button says; none when nothing changes.
    store_label: Option<String>,
    stored: String,
    has_added: bool,
    has_changed: bool,
    has_closed: bool,
    added: String,
    changed: String,
    same: String,
    closed: String,
    wrong: String,
    findings: Vec<(String, String)>,
    more_findings: u64,
}

#[derive(Template)]
#[template(path = "console/imports.html")]
struct ImportsPage {
    page: Page,
    views: Vec<View>,
    why: Option<Explanation>,
}

#[derive(Template)]
#[template(path = "console/import.html")]
struct ImportPage {
    page: Page,
    view: View,
}

#[derive(Template)]
#[template(path = "console/import_part.html")]
struct ImportPart {
    page: Page,
    view: View,
}

pub(in crate::console) async fn list(State(console): State<Console>, visit: Visit, Caller(caller): Caller) -> Shown {
    listed(&console, &visit, &caller, None).await
}

pub(in crate::console) async fn begin(State(console): State<Console>, Caller(caller): Caller, upload: Upload) -> Shown {
    let visit = upload.visit().clone();
    let Some(file) = upload.files.into_iter().next() else {
        let why = Explanation::new(
            "ファイルを読み込めませんでした",
            "ファイルが選ばれていないか、大きすぎます。一つのファイルは96MBまでです。",
            "CSVファイルを選び直してください。",
        );
        return listed(&console, &visit, &caller, Some(why.unharmed("登録は、何も行われていません。"))).await;
    };
    let id = worker::begin(&console.hub, &caller, &file.name, file.bytes).await.map_err(trouble)?;
    Ok(Done::to(address(id)).into_response())
}

pub(in crate::console) async fn page(
    State(console): State<Console>,
    visit: Visit,
    Caller(caller): Caller,
    Path(id): Path<String>,
) -> Shown {
    let view = found(&console, &id).await?;
    let page = visit.page(console.frame("offices", &caller).await?);
    if visit.fragment() { show(&ImportPart { page, view }) } else { show(&ImportPage { page, view }) }
}

pub(in crate::console) async fn act(
    State(console): State<Console>,
    Caller(caller): Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Shown {
    let id = ImportId::parse(&id).map_err(|_| Trouble::not_found())?;
    let (hub, to) = (&console.hub, address(id));
    let context = hub.context(hub.now());
    let done = match form.press.verb() {
        "store" => approve_import(context, &caller, id).await.map(|()| {
            worker::store(hub, id);
            None
        }),
        "drop" => {
            drop_import(context, &caller, id).await.map(|()| Some("取り込みを終えました。何も登録していません。"))
        }
        _ => Ok(None),
    };
    match done {
        Ok(said) => {
            let done = Done::to(to);
            Ok(said.map_or(done.clone(), |said| done.say(Flash::done(said))).into_response())
        }
        // Pressed twice, or by two people: the page shows how it stands.
        Err(ImportError::NotNow) => Ok(Done::to(to).into_response()),
        Err(other) => Err(trouble(other)),
    }
}

async fn listed(
    console: &Console,
    visit: &Visit,
    caller: &exchange::operator::OperatorCaller,
    why: Option<Explanation>,
) -> Shown {
    let imports = console.hub.store.imports().await.map_err(unanswered)?;
    let people = People::read(console).await?;
    let page = visit.page(console.frame("offices", caller).await?);
    show(&ImportsPage { page, views: imports.iter().map(|import| view(import, &people)).collect(), why })
}

async fn found(console: &Console, id: &str) -> Result<View, Trouble> {
    let id = ImportId::parse(id).map_err(|_| Trouble::not_found())?;
    let import = console.hub.store.import(id).await.map_err(unanswered)?;
    let people = People::read(console).await?;
    import.map(|import| view(&import, &people)).ok_or_else(Trouble::not_found)
}

fn address(id: ImportId) -> String {
    format!("/imports/{id}")
}

fn trouble(error: ImportError) -> Trouble {
    match error {
        ImportError::Denied(denied) => refused(denied),
        ImportError::Store(error) => unanswered(error),
        ImportError::NotNow => Trouble::not_found(),
    }
}

fn view(import: &OfficeImport, people: &People) -> View {
    let (chip, state) = match import.state {
        ImportState::Checking => ("run", "確認中"),
        ImportState::Refused => ("bad", "誤りあり"),
        ImportState::Checked => ("todo", "登録待ち"),
        ImportState::Storing => ("run", "登録中"),
        ImportState::Done => ("done", "登録済み"),
        ImportState::Dropped => ("wait", "取りやめ"),
    };
    let line = |line: u64| if line == 0 { "ファイル全体".to_owned() } else { format!("{}行目", count(line)) };
    let changing = import.counts.added.saturating_add(import.counts.changed);
    let shown = u64::try_from(import.findings.len()).unwrap_or(u64::MAX);
    View {
        href: address(import.id),
        file: import.file.clone(),
        operator: people.named(&import.operator),
        at: words::at(import.at),
        chip,
        state,
        is_checking: import.state == ImportState::Checking,
        is_checked: import.state == ImportState::Checked,
        is_storing: import.state == ImportState::Storing,
        is_refused: import.state == ImportState::Refused,
        is_done: import.state == ImportState::Done,
        total: import.total,
        done: import.done,
        total_text: count(import.total),
        store_label: (changing > 0).then(|| format!("{}件を登録する", count(changing))),
        stored: count(changing),
        has_added: import.counts.added > 0,
        has_changed: import.counts.changed > 0,
        has_closed: import.counts.closed > 0,
        added: count(import.counts.added),
        changed: count(import.counts.changed),
        same: count(import.counts.same),
        closed: count(import.counts.closed),
        wrong: count(import.wrong),
        findings: import.findings.iter().map(|finding| (line(finding.line), finding.text.clone())).collect(),
        more_findings: import.wrong.saturating_sub(shown),
    }
}
