//! Notices (お知らせ): the operator's news on the home page.

use crate::forms;
use crate::page::Cursor;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How loudly a notice speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    /// 緊急.
    Urgent,
    /// 重要.
    High,
    /// お知らせ.
    Normal,
}

/// One notice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Notice {
    /// Its id.
    #[schemars(extend("pattern" = forms::ID))]
    pub id: String,
    /// When it was published, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub published_at: String,
    /// How loudly it speaks.
    pub importance: Importance,
    /// Its title.
    pub title: String,
    /// Its text, plain.
    pub body: String,
    /// The office has read it.
    pub read: bool,
}

/// A page of notices, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticePage {
    /// The notices.
    pub notices: Vec<Notice>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// Where to go on in the notices.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoticeQuery {
    /// Where to go on.
    pub cursor: Option<Cursor>,
    /// Most entries, 1 to 100; 50 when not given.
    pub limit: Option<u16>,
}
