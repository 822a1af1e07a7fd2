//! Messages for the next page: left by a form, shown once where the redirect leads.

use crate::session::SessionToken;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

/// Messages that wait; the oldest is forgotten first.
const MOST: usize = 10_000;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// `done`, `info`, `todo` or `bad`.
    pub kind: &'static str,
    /// What happened, in a sentence.
    pub text: String,
}

impl Flash {
    /// It was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self { kind: "done", text: text.into() }
    }

    /// Something to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self { kind: "info", text: text.into() }
    }

    /// Something is left to do.
    pub fn todo(text: impl Into<String>) -> Self {
        Self { kind: "todo", text: text.into() }
    }

    /// It was not done.
    pub fn bad(text: impl Into<String>) -> Self {
        Self { kind: "bad", text: text.into() }
    }

    /// How a screen reader treats it.
    pub fn role(&self) -> &'static str {
        if self.kind == "bad" { "alert" } else { "status" }
    }
}

/// Session and path.
type Place = ([u8; 32], String);

/// The messages that wait.
#[derive(Default)]
pub(crate) struct Flashes(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    messages: HashMap<Place, Flash>,
    order: VecDeque<Place>,
}

impl Flashes {
    pub(crate) fn leave(&self, session: &SessionToken, path: &str, flash: Flash) {
        let place = (session.hash(), without_query(path).to_owned());
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.order.retain(|other| *other != place);
        if waiting.order.len() >= MOST
            && let Some(oldest) = waiting.order.pop_front()
        {
            waiting.messages.remove(&oldest);
        }
        waiting.order.push_back(place.clone());
        waiting.messages.insert(place, flash);
    }

    pub(crate) fn take(&self, session: &SessionToken, path: &str) -> Option<Flash> {
        let place = (session.hash(), path.to_owned());
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let flash = waiting.messages.remove(&place)?;
        waiting.order.retain(|other| *other != place);
        Some(flash)
    }
}

fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}
