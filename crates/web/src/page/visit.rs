//! A visit: one request of one browser, with its session, its number and the way to a page.

use super::{Flash, Frame, Page};
use crate::form::Carried;
use crate::random::RequestNumber;
use crate::session::SessionToken;
use crate::site::Site;
use crate::trouble::Trouble;
use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A request as pages see it. Every handler that shows a page takes it.
#[derive(Clone, Debug)]
pub struct Visit {
    pub(crate) site: Arc<Site>,
    pub(crate) session: SessionToken,
    pub(crate) number: RequestNumber,
    pub(crate) fragment: bool,
    pub(crate) path: String,
    pub(crate) shows_messages: bool,
    shows_typed: Arc<AtomicBool>,
}

impl Visit {
    pub(crate) fn new(site: &Arc<Site>, session: SessionToken, number: RequestNumber, parts: &Parts) -> Self {
        let has = |name: &str| parts.headers.get(name).is_some_and(|value| value == "true");
        let fragment = has("hx-request") && !has("hx-history-restore-request");
        let shows_messages = parts.method == Method::GET && !fragment;
        let path = parts.uri.path().to_owned();
        Self { site: Arc::clone(site), session, number, fragment, path, shows_messages, shows_typed: Arc::default() }
    }

    /// The token of the session, whether or not somebody is signed in.
    pub fn session(&self) -> &SessionToken {
        &self.session
    }

    /// The number of the request, for the log and the person.
    pub fn number(&self) -> RequestNumber {
        self.number
    }

    /// What was typed on this page and was not done (`form::again`), to be shown in its fields again. The page then says so, and
    /// offers to forget it.
    pub fn typed<T: DeserializeOwned>(&self) -> Option<T> {
        let typed = self.site.kept.typed(&self.session, &self.path);
        self.shows_typed.store(typed.is_some(), Ordering::Relaxed);
        typed
    }

    /// True when a form of the page at `path` was not done because something else came first.
    pub fn is_waited_for(&self, path: &str) -> bool {
        self.site.kept.waits(&self.session, path)
    }

    /// When somebody signs in: what was kept for the same person goes over to the new session. Gives where that was.
    pub fn carry_over(&self, to: &SessionToken, holder: [u8; 32]) -> Option<Carried> {
        self.site.kept.carry_over(&self.session, to, holder)
    }

    pub(crate) fn shows_typed(&self) -> bool {
        self.shows_typed.load(Ordering::Relaxed)
    }

    pub(crate) fn wants_password(&self) -> bool {
        self.site.kept.wants_password(&self.session, &self.path)
    }

    /// True when htmx asks: a part of the page is enough.
    pub fn fragment(&self) -> bool {
        self.fragment
    }

    /// A fresh token for a session that begins (S26: never the one from before).
    pub fn new_token(&self) -> SessionToken {
        SessionToken::new(&self.site.random)
    }

    /// A page in this frame, with the message that a form left for it.
    pub fn page(&self, frame: Frame) -> Page {
        let flash = self.shows_messages.then(|| self.site.flashes.take(&self.session, &self.path)).flatten();
        Page::new(self.clone(), frame, flash.into_iter().collect())
    }

    /// A page with a message of its own, for an answer that is not a redirect.
    pub fn page_saying(&self, frame: Frame, flash: Flash) -> Page {
        Page::new(self.clone(), frame, vec![flash])
    }

    pub(crate) fn site(&self) -> &Site {
        &self.site
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Trouble> {
        // Without it the router was not put behind `Site::protect`, and nothing may be served.
        parts.extensions.get::<Self>().cloned().ok_or_else(Trouble::unexpected)
    }
}
