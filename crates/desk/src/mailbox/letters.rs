//! 新規作成 and 下書き一覧: letters that are being written, and the templates of their messages.

use super::Answer;
use crate::letter::{Letter, LetterChange};
use crate::moment::Moment;

/// Letters that are not sent yet.
pub trait Letters {
    /// The drafts, the last changed first; at most 1,000 are kept.
    fn drafts(&self) -> Answer<'_, Vec<Draft>>;

    /// Begins a letter; it is a draft from now on.
    fn begin(&self) -> Answer<'_, Letter>;

    /// One draft.
    fn letter(&self, id: String) -> Answer<'_, Letter>;

    /// Changes a draft ([`Letter::apply`]) and keeps it before the answer.
    fn change_letter(&self, id: String, change: LetterChange) -> Answer<'_, Letter>;

    /// Throws drafts away.
    fn remove_letters(&self, ids: Vec<String>) -> Answer<'_, ()>;

    /// Sends a draft that is ready ([`Letter::hindrance`] is `None`), `revision` being the one that was confirmed. With the hub
    /// away it waits and goes by itself.
    fn send_letter(&self, id: String, revision: u64) -> Answer<'_, LetterSent>;

    /// Templates of messages (送付状), those of the app first.
    fn templates(&self) -> Answer<'_, Vec<Template>>;

    /// Keeps an own template; an empty id makes a new one. Gives its id.
    fn keep_template(&self, template: Template) -> Answer<'_, String>;

    /// Removes an own template.
    fn remove_template(&self, id: String) -> Answer<'_, ()>;
}

/// A draft in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The letter.
    pub letter: Letter,
    /// When it was last changed.
    pub changed: Moment,
}

/// What became of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterSent {
    /// Id of the transmission, as in 送信一覧.
    pub id: String,
    /// When it arrived; `None`: the hub is away, it waits and goes by itself.
    pub arrived: Option<Moment>,
}

/// A template of a message. In its text `{宛先}`, `{事業所}`, `{対象月}`, `{担当者}` stand for what is known when it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Made by this office; those of the app cannot be changed.
    pub own: bool,
}
