//! 送信一覧.

use super::news::NewsLine;
use super::query::{address, given};
use super::scene::{Scene, show as rendered};
use super::stop::Answered;
use crate::mailbox::{DispatchFilter, DispatchPage, Passed};
use crate::moment::month_in_words;
use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use web::{Page, Paging, Visit};

/// The filter as it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    state: String,
    month: String,
    q: String,
    page: String,
}

#[derive(Template)]
#[template(path = "sent/list.html")]
struct ListPage {
    page: Page,
    at: &'static str,
    f: Asked,
    list: DispatchPage,
    paging: Paging,
    query: String,
    states: [(&'static str, &'static str); 6],
    months: Vec<(String, String)>,
    line: NewsLine,
}

#[derive(Template)]
#[template(path = "sent/part.html")]
struct ListPart {
    at: &'static str,
    list: DispatchPage,
    paging: Paging,
    query: String,
}

const STATES: [(&str, &str); 6] = [
    ("", "すべて"),
    ("waiting", "送信待ち・送信中"),
    ("unfetched", "届きました（取り消せます）"),
    ("delivered", "相手が受け取りました"),
    ("failed", "エラー"),
    ("ended", "取消・期限切れ"),
];

pub(crate) async fn show(State(scene): State<Scene>, visit: Visit, Query(asked): Query<Asked>) -> Answered {
    let list = scene.mailbox.dispatches(asked.filter(), !visit.fragment()).await?;
    let query = address(&[("state", &asked.state), ("month", &asked.month), ("q", &asked.q)]);
    let total = usize::try_from(list.total).unwrap_or(usize::MAX);
    let paging = Paging::new(total, asked.page.parse().unwrap_or(1), scene.path(&format!("/sent{query}")));
    let at = scene.at;
    if visit.fragment() {
        return rendered(&ListPart { at, list, paging, query });
    }
    let months = list.months.iter().map(|month| (month.clone(), month_in_words(month)));
    let months = std::iter::once((String::new(), "すべての月".to_owned())).chain(months).collect();
    let page = scene.page(&visit, "sent").await?;
    let line = NewsLine::fresh("sent", scene.mailbox.standing().await?.sight);
    rendered(&ListPage { page, at, f: asked, list, paging, query, states: STATES, months, line })
}

impl Asked {
    fn filter(&self) -> DispatchFilter {
        DispatchFilter {
            state: match self.state.as_str() {
                "waiting" => Some(Passed::Waiting),
                "unfetched" => Some(Passed::Unfetched),
                "delivered" => Some(Passed::Delivered),
                "failed" => Some(Passed::Failed),
                "ended" => Some(Passed::Ended),
                _ => None,
            },
            month: given(&self.month),
            text: given(&self.q),
            page: self.page.parse().unwrap_or(1),
        }
    }
}
