//! A site: the addresses it answers to, its cookie, its key, and what it keeps in memory between two requests.

use crate::form::kept::Kept;
use crate::form::once::Once;
use crate::guard;
use crate::page::flash::Flashes;
use crate::page::{Flash, Frame};
use crate::random::Random;
use crate::session::{CookiePolicy, SessionToken};
use aws_lc_rs::hmac;
use axum::Router;
use std::fmt;
use std::sync::Arc;

/// What a site is made from.
pub struct SiteConfig {
    /// Every origin it is reached under, exactly as a browser writes it: `http://127.0.0.1:49213`, `https://hub.example.jp`.
    /// A request for any other host is refused (421).
    pub origins: Vec<String>,
    /// Name and attributes of the session cookie.
    pub cookie: CookiePolicy,
    /// From where pages may be opened.
    pub fetch: FetchPolicy,
    /// True to send Strict-Transport-Security; for sites on https.
    pub hsts: bool,
    /// 256 secret bits that prove forms. On several machines the same; otherwise made at start.
    pub key: [u8; 32],
    /// Secure random bytes.
    pub random: Random,
    /// How much may be put in at once.
    pub uploads: UploadLimits,
    /// Brand, home and footer of pages that belong to nobody: error pages.
    pub frame: Frame,
}

/// From where pages may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchPolicy {
    /// A public site: a link on another page may lead here.
    Public,
    /// A site of this machine alone: nothing from another page, except on the path where the program opens the browser
    /// (S73).
    Machine {
        /// The beginning of that path, such as `/start/`.
        start: &'static str,
    },
}

/// Bounds of one drop of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadLimits {
    /// Bytes of one file; a larger one is named and left out.
    pub file: usize,
    /// Bytes of all files together.
    pub total: usize,
    /// Number of files.
    pub files: usize,
}

impl Default for UploadLimits {
    fn default() -> Self {
        Self { file: 10 << 20, total: 64 << 20, files: 2_000 }
    }
}

/// A site as it runs. Shared by all requests.
pub struct Site {
    pub(crate) origins: Vec<String>,
    pub(crate) hosts: Vec<String>,
    pub(crate) cookie: CookiePolicy,
    pub(crate) fetch: FetchPolicy,
    pub(crate) hsts: bool,
    pub(crate) key: hmac::Key,
    pub(crate) random: Random,
    pub(crate) uploads: UploadLimits,
    pub(crate) frame: Frame,
    pub(crate) once: Once,
    pub(crate) flashes: Flashes,
    pub(crate) kept: Kept,
}

impl Site {
    /// Makes the site.
    pub fn new(config: SiteConfig) -> Arc<Self> {
        let host = |origin: &String| origin.split_once("://").map_or(origin.as_str(), |(_, host)| host).to_owned();
        Arc::new(Self {
            hosts: config.origins.iter().map(host).collect(),
            origins: config.origins,
            cookie: config.cookie,
            fetch: config.fetch,
            hsts: config.hsts,
            key: hmac::Key::new(hmac::HMAC_SHA256, &config.key),
            random: config.random,
            uploads: config.uploads,
            frame: config.frame,
            once: Once::default(),
            flashes: Flashes::default(),
            kept: Kept::default(),
        })
    }

    /// The router with the browser's files, behind everything that guards it: host, origin, headers, error pages,
    /// compression. Nothing is served but through here.
    pub fn protect(self: &Arc<Self>, router: Router) -> Router {
        guard::protect(self, router)
    }

    /// A new session's token, for an application that begins one outside of a form (a one-time path).
    pub fn new_token(&self) -> SessionToken {
        SessionToken::new(&self.random)
    }

    /// Leaves a message for the next page of a session.
    pub fn leave(&self, token: &SessionToken, path: &str, flash: Flash) {
        self.flashes.leave(token, path, flash);
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site").field("origins", &self.origins).finish_non_exhaustive()
    }
}
