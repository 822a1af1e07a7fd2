//! Messages for the next page: left by a form, shown once where the redirect leads.

use crate::recent::Recent;
use crate::session::SessionToken;
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
pub(crate) struct Flashes(Mutex<Recent<Place, Flash>>);

impl Default for Flashes {
    fn default() -> Self {
        Self(Mutex::new(Recent::new(MOST, usize::MAX)))
    }
}

impl Flashes {
    pub(crate) fn leave(&self, session: &SessionToken, path: &str, flash: Flash) {
        let place = (session.hash(), without_query(path).to_owned());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(place, 0, flash);
    }

    pub(crate) fn take(&self, session: &SessionToken, path: &str) -> Option<Flash> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take(&(session.hash(), path.to_owned()))
    }
}

fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or_default()
}
