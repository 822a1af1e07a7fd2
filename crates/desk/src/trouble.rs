//! Something that did not work, as a person reads it: what happened, why, what to do, what did not happen.

use crate::remark::Remark;
use serde::{Deserialize, Serialize};
use std::ops::{Deref, DerefMut};

/// What kind of trouble it is; it decides the status of the answer and where the page leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TroubleKind {
    /// What was written or chosen cannot be used as it is (422).
    Input,
    /// What was asked for is not there, or not any more (404).
    Missing,
    /// It was changed in between: another window, another person, the other office (409).
    Changed,
    /// This person may not do it (403).
    Forbidden,
    /// The hub cannot be reached; what needs it waits (503).
    Away,
    /// Something on this PC or in the hub failed (500).
    Failed,
}

/// What a person is told. No part blames the reader; no part holds the words of a program. Its parts are those of [`Told`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble(Box<Told>);

/// The parts of a [`Trouble`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What kind it is.
    pub kind: TroubleKind,
    /// What happened, one sentence: the title of the message.
    pub title: String,
    /// Why; empty when nothing more is known.
    pub why: String,
    /// What to do.
    pub cure: String,
    /// What did not happen, and where things are now; empty when there is nothing to say.
    pub undone: String,
    /// The page of the manual that says more: the part after `/help/`.
    pub manual: Option<String>,
    /// The number to tell the help desk.
    pub number: Option<String>,
    /// The field of the form it is about, by its `name`.
    pub field: Option<String>,
    /// What a check found.
    pub remarks: Vec<Remark>,
}

impl Deref for Trouble {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.0
    }
}

impl DerefMut for Trouble {
    fn deref_mut(&mut self) -> &mut Told {
        &mut self.0
    }
}

impl Trouble {
    /// A trouble with its first three texts.
    pub fn new(kind: TroubleKind, title: impl Into<String>, why: impl Into<String>, cure: impl Into<String>) -> Self {
        Self(Box::new(Told {
            kind,
            title: title.into(),
            why: why.into(),
            cure: cure.into(),
            undone: String::new(),
            manual: None,
            number: None,
            field: None,
            remarks: Vec::new(),
        }))
    }

    /// What was asked for is not there.
    pub fn missing(what: &str) -> Self {
        Self::new(
            TroubleKind::Missing,
            format!("{what}が見つかりません。"),
            "もう消されたか、ほかの画面で変わった可能性があります。",
            "一覧にもどって、もう一度選んでください。",
        )
    }

    /// What was sent is with the other office (its name and number) already.
    pub fn too_late(name: &str, number: &str) -> Self {
        Self::new(
            TroubleKind::Changed,
            "もう取り消せません。",
            "相手の事業所が、すでに受け取りはじめています。",
            format!(
                "「{name}」（事業所番号 {number}）に電話などで連絡してください。直したものは、新しい連番で送れます。"
            ),
        )
        .leaving("送ったデータは、そのまま相手に届いています。")
        .with_manual("withdraw")
    }

    /// A field of a form that cannot be used as it is.
    pub fn input(field: &str, title: impl Into<String>, cure: impl Into<String>) -> Self {
        let mut trouble = Self::new(TroubleKind::Input, title, "", cure);
        trouble.field = Some(field.to_owned());
        trouble
    }

    /// The same with what did not happen.
    #[must_use]
    pub fn leaving(mut self, undone: impl Into<String>) -> Self {
        self.undone = undone.into();
        self
    }

    /// The same with a page of the manual, e.g. `send#combinations`.
    #[must_use]
    pub fn with_manual(mut self, page: impl Into<String>) -> Self {
        self.manual = Some(page.into());
        self
    }
}
