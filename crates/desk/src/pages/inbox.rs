//! 受信一覧.

use super::news::NewsLine;
use super::query::{address, given};
use super::scene::{Scene, show as rendered};
use super::stop::{Answered, Stop};
use crate::batch::Said;
use crate::mailbox::{ArrivalFilter, ArrivalPage, ArrivalState, Saved, Sight};
use crate::moment::month_in_words;
use crate::trouble::Trouble;
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use standard::DocumentKind;
use web::{Done, Flash, Form, Page, Paging, Visit};

/// The filter as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    saved: String,
    month: String,
    sender: String,
    kind: String,
    insured: String,
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "inbox/list.html")]
struct ListPage {
    page: Page,
    at: &'static str,
    f: Asked,
    list: ArrivalPage,
    paging: Paging,
    query: String,
    said: Option<Said>,
    failures: Vec<(String, Trouble)>,
    saved_choices: [(&'static str, &'static str); 3],
    months: Vec<(String, String)>,
    senders: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    line: NewsLine,
}

#[derive(Template)]
#[template(path = "inbox/part.html")]
struct ListPart {
    page: Page,
    at: &'static str,
    list: ArrivalPage,
    paging: Paging,
    query: String,
    said: Option<Said>,
    failures: Vec<(String, Trouble)>,
    unsaved: u64,
}

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Query(asked): Query<Asked>) -> Answered {
    let fresh = !visit.fragment();
    answer(&scene, &visit, asked, fresh, None, Vec::new()).await
}

/// What is chosen in the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    sel: Vec<String>,
    back: String,
}

pub(crate) async fn act(State(scene): State<Scene>, form: Form<Chosen>) -> Answered {
    let ids = match form.press.verb() {
        "one" => vec![form.press.id().to_owned()],
        "save" => form.input.sel.clone(),
        // Enter in the list does nothing, and the ticks stay.
        _ if form.visit().fragment() => return Ok(super::letter::no_content()),
        _ => return Ok(super::stop::back_to(scene.path("/inbox"))),
    };
    if ids.is_empty() {
        let text = "保存する行を選んでください。左はしの□を押すと選べます。";
        return finish(&scene, &form, Said { good: false, text: text.to_owned() }, Vec::new()).await;
    }
    let saved = scene.mailbox.save(ids).await?;
    let (said, failures) = told(&scene, saved).await;
    finish(&scene, &form, said, failures).await
}

/// With htmx the list as it is now; otherwise a redirect with the message.
async fn finish(scene: &Scene, form: &Form<Chosen>, said: Said, failures: Vec<(String, Trouble)>) -> Answered {
    let back = asked_in(&form.input.back);
    if form.visit().fragment() || !failures.is_empty() {
        return answer(scene, form.visit(), back, false, Some(said), failures).await;
    }
    let flash = if said.good { Flash::done(said.text) } else { Flash::todo(said.text) };
    Ok(super::stop::done(Done::to(scene.path(&format!("/inbox{}", back.address()))).say(flash)))
}

async fn told(scene: &Scene, saved: Saved) -> (Said, Vec<(String, Trouble)>) {
    let mut failures = Vec::new();
    for (id, trouble) in saved.failed {
        let detail = scene.mailbox.arrival(id).await;
        let name = detail.map_or_else(|_| "保存できなかったデータ".to_owned(), |detail| detail.summary.label());
        failures.push((name, trouble));
    }
    let (count, files, folder) = (saved.transmissions, saved.files, saved.folder);
    let text = match (count, failures.len()) {
        (0, left) => format!("保存できませんでした（{left}件）。"),
        (_, 0) => format!("{count}件（ファイル{files}個）を「{folder}」に保存しました。"),
        (_, left) => {
            format!("{count}件（ファイル{files}個）を「{folder}」に保存しました。{left}件は保存できませんでした。")
        }
    };
    (Said { good: failures.is_empty(), text }, failures)
}

async fn answer(
    scene: &Scene,
    visit: &Visit,
    asked: Asked,
    fresh: bool,
    said: Option<Said>,
    failures: Vec<(String, Trouble)>,
) -> Answered {
    let list = scene.mailbox.arrivals(asked.filter(), fresh).await?;
    let query = asked.address();
    let total = usize::try_from(list.total).unwrap_or(usize::MAX);
    let paging = Paging::new(total, asked.page.parse().unwrap_or(1), scene.path(&format!("/inbox{query}")));
    let page = scene.page(visit, "inbox").await?;
    let sight = scene.mailbox.standing().await?.sight;
    let at = scene.at;
    if visit.fragment() {
        return rendered(&ListPart { page, at, list, paging, query, said, failures, unsaved: sight.unsaved });
    }
    full(page, at, asked, list, paging, query, said, failures, sight)
}

#[expect(clippy::too_many_arguments, reason = "the parts of one page, put together in one place")]
fn full(
    page: Page,
    at: &'static str,
    asked: Asked,
    list: ArrivalPage,
    paging: Paging,
    query: String,
    said: Option<Said>,
    failures: Vec<(String, Trouble)>,
    sight: Sight,
) -> Result<axum::response::Response, Stop> {
    let all = |label: &str| vec![(String::new(), label.to_owned())];
    let months = list.months.iter().map(|month| (month.clone(), month_in_words(month)));
    let months = all("すべての月").into_iter().chain(months).collect();
    let senders = all("すべての事業所").into_iter().chain(list.senders.iter().cloned()).collect();
    let kinds = DocumentKind::ALL.into_iter().map(|kind| (kind.prefix(), kind.title()));
    let kinds = std::iter::once(("", "すべての種類")).chain(kinds).collect();
    let saved_choices = [("", "すべて"), ("no", "未保存だけ"), ("yes", "保存済みだけ")];
    let f = asked;
    rendered(&ListPage {
        page,
        at,
        f,
        list,
        paging,
        query,
        said,
        failures,
        saved_choices,
        months,
        senders,
        kinds,
        line: NewsLine::fresh("inbox", sight),
    })
}

impl Asked {
    fn filter(&self) -> ArrivalFilter {
        ArrivalFilter {
            saved: match self.saved.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            month: given(&self.month),
            sender: given(&self.sender),
            kind: DocumentKind::parse(&self.kind),
            insured: given(&self.insured),
            text: given(&self.q),
            page: self.page.parse().unwrap_or(1),
        }
    }

    /// The address of the filter, without the page.
    fn address(&self) -> String {
        address(&[
            ("saved", &self.saved),
            ("month", &self.month),
            ("sender", &self.sender),
            ("kind", &self.kind),
            ("insured", &self.insured),
            ("q", &self.q),
        ])
    }
}

/// The filter that a form carried along.
fn asked_in(address: &str) -> Asked {
    let uri: Result<axum::http::Uri, _> = format!("/{address}").parse();
    let query = uri.ok().and_then(|uri| Query::<Asked>::try_from_uri(&uri).ok());
    query.map(|Query(asked)| asked).unwrap_or_default()
}
