//! What was typed and not done, kept in memory for the browser that typed it until it is done; and the answer to a refused
//! form, kept for one look.

use crate::recent::Recent;
use crate::session::SessionToken;
use axum::body::Bytes;
use serde::de::DeserializeOwned;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Forms that are kept, and their bytes in all.
const MOST_TYPED: (usize, usize) = (2_000, 16 << 20);
/// Answers that wait for their look, and their bytes in all.
const MOST_LOOKS: (usize, usize) = (500, 32 << 20);

/// Fields that are never kept: those of every form, so that nothing is pressed, proven or confirmed by what is kept; and the
/// password that a page asks for beside other things. Pages that are about passwords keep nothing at all (`again::look`).
const NEVER: [&str; 4] = ["proof", "do", "confirmed", "password"];

/// For whom something is kept: a hash that the application makes from who it is; nobody else is ever shown it.
pub type Holder = Option<[u8; 32]>;

/// Session and path.
type Place = ([u8; 32], String);

/// A form that was not done.
struct Typed {
    /// As forms write it, without what is never kept.
    fields: Vec<u8>,
    has_text: bool,
    had_file: bool,
    /// True when a password was typed beside it, which is not kept.
    had_password: bool,
    /// Set when something else came first: for whom it is kept across a change of the session.
    first: Option<Holder>,
}

/// Where a person was when the session ended, as [`crate::Visit::carry_over`] gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The path of the page.
    pub path: String,
    /// True when a file was put in there: files are not kept.
    pub had_file: bool,
}

/// A form as it came in.
#[derive(Default)]
pub(crate) struct Sent {
    /// Its fields in their order, ours too.
    pub(crate) fields: Vec<(String, String)>,
    /// True when files came with it; then there are no fields.
    pub(crate) had_file: bool,
}

/// What is kept.
pub(crate) struct Kept(Mutex<Waiting>);

struct Waiting {
    typed: Recent<Place, Typed>,
    looks: Recent<Place, Bytes>,
}

impl Default for Kept {
    fn default() -> Self {
        let ((typed, bytes), (looks, room)) = (MOST_TYPED, MOST_LOOKS);
        Self(Mutex::new(Waiting { typed: Recent::new(typed, bytes), looks: Recent::new(looks, room) }))
    }
}

impl Sent {
    /// The value of a field.
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// True when a password was typed.
    pub(crate) fn has_password(&self) -> bool {
        !self.field("password").is_empty()
    }

    /// What the pressed button says; `None` when the form names no button.
    pub(crate) fn verb(&self) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == "do").map(|(_, value)| value.as_str())
    }
}

impl Kept {
    /// Keeps a form that was not done; `first` when something else comes first. True when its page will say that it was kept.
    pub(crate) fn keep(&self, session: &SessionToken, path: &str, sent: &Sent, first: Option<Holder>) -> bool {
        let theirs: Vec<_> = sent.fields.iter().filter(|(name, _)| !NEVER.contains(&name.as_str())).collect();
        let has_text = theirs.iter().any(|(_, value)| !value.trim().is_empty());
        let pairs = theirs.iter().map(|(name, value)| format!("{}={}", written(name), written(value)));
        let fields = pairs.collect::<Vec<_>>().join("&").into_bytes();
        let place = (session.hash(), path.to_owned());
        if has_text || first.is_some() {
            let (had_file, had_password) = (sent.had_file, sent.has_password());
            let typed = Typed { fields, has_text, had_file, had_password, first };
            self.waiting().typed.keep(place, typed.fields.len(), typed);
        }
        has_text
    }

    /// It was done, or nobody wants it any more.
    pub(crate) fn forget(&self, session: &SessionToken, path: &str) {
        let (mut waiting, place) = (self.waiting(), (session.hash(), path.to_owned()));
        waiting.typed.take(&place);
        waiting.looks.take(&place);
    }

    /// What was typed on a page, if there is something.
    pub(crate) fn typed<T: DeserializeOwned>(&self, session: &SessionToken, path: &str) -> Option<T> {
        let waiting = self.waiting();
        let typed = waiting.typed.get(&(session.hash(), path.to_owned()))?;
        typed.has_text.then(|| serde_html_form::from_bytes(&typed.fields).ok()).flatten()
    }

    /// True when a password was typed beside what was kept of a page: it is to be typed again.
    pub(crate) fn wants_password(&self, session: &SessionToken, path: &str) -> bool {
        self.waiting().typed.get(&(session.hash(), path.to_owned())).is_some_and(|typed| typed.had_password)
    }

    /// True when a form of this page was not done because something else came first.
    pub(crate) fn waits(&self, session: &SessionToken, path: &str) -> bool {
        self.waiting().typed.get(&(session.hash(), path.to_owned())).is_some_and(|typed| typed.first.is_some())
    }

    /// A new session of the same person takes over what was kept for it; everything else of the old one is forgotten.
    pub(crate) fn carry_over(&self, from: &SessionToken, to: &SessionToken, holder: [u8; 32]) -> Option<Carried> {
        let (mut waiting, from) = (self.waiting(), from.hash());
        let places: Vec<Place> = waiting.typed.places().filter(|(session, _)| *session == from).cloned().collect();
        let mut last = None;
        for place in places {
            let Some(typed) = waiting.typed.take(&place) else { continue };
            if typed.first != Some(Some(holder)) {
                continue;
            }
            last = Some(Carried { path: place.1.clone(), had_file: typed.had_file });
            waiting.typed.keep((to.hash(), place.1), typed.fields.len(), typed);
        }
        last
    }

    /// Keeps the answer to a form for one look.
    pub(crate) fn keep_look(&self, session: &SessionToken, path: &str, page: Bytes) {
        self.waiting().looks.keep((session.hash(), path.to_owned()), page.len(), page);
    }

    /// That answer, once.
    pub(crate) fn look(&self, session: &SessionToken, path: &str) -> Option<Bytes> {
        self.waiting().looks.take(&(session.hash(), path.to_owned()))
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// As forms write it.
fn written(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::{Carried, Kept, Sent};
    use crate::random::Random;
    use crate::session::SessionToken;

    fn token(byte: u8) -> SessionToken {
        SessionToken::new(&Random::new(move |bytes| bytes.fill(byte)))
    }

    fn sent(text: &str) -> Sent {
        let fields = [("proof", "p"), ("do", "publish"), ("confirmed", "1"), ("password", "geheim"), ("title", text)];
        Sent { fields: fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into(), had_file: false }
    }

    type Fields = Vec<(String, String)>;

    #[test]
    fn s26_no_password_is_kept_and_nothing_is_pressed_proven_or_confirmed_by_what_is() {
        let kept = Kept::default();
        kept.keep(&token(1), "/notices/new", &sent("年度末&の受付"), None);
        let fields: Fields = kept.typed(&token(1), "/notices/new").unwrap();
        assert_eq!(fields, [("title".to_owned(), "年度末&の受付".to_owned())]);
        assert!(kept.wants_password(&token(1), "/notices/new") && !kept.wants_password(&token(2), "/notices/new"));
        assert!(kept.typed::<Fields>(&token(2), "/notices/new").is_none(), "another browser");
        assert!(kept.typed::<Fields>(&token(1), "/terms/new").is_none(), "another page");
        kept.forget(&token(1), "/notices/new");
        assert!(kept.typed::<Fields>(&token(1), "/notices/new").is_none());
    }

    #[test]
    fn s26_a_new_session_takes_over_only_what_was_kept_for_the_same_person() {
        let kept = Kept::default();
        kept.keep(&token(1), "/a", &sent("ひとつ"), Some(Some([7; 32])));
        kept.keep(&token(1), "/b", &sent("ふたつ"), Some(Some([8; 32])));
        kept.keep(&token(1), "/c", &sent("みっつ"), Some(None));
        kept.keep(&token(1), "/d", &sent("よっつ"), None);
        let carried = kept.carry_over(&token(1), &token(2), [7; 32]);
        assert_eq!(carried, Some(Carried { path: "/a".to_owned(), had_file: false }));
        assert!(kept.waits(&token(2), "/a") && kept.typed::<Fields>(&token(2), "/a").is_some());
        for path in ["/a", "/b", "/c", "/d"] {
            assert!(kept.typed::<Fields>(&token(1), path).is_none(), "{path}");
        }
        for path in ["/b", "/c", "/d"] {
            assert!(kept.typed::<Fields>(&token(2), path).is_none(), "{path}");
        }
    }

    #[test]
    fn r24_what_is_kept_is_bounded() {
        let kept = Kept::default();
        let long = "x".repeat(200 << 10);
        for number in 0..200 {
            kept.keep(&token(1), &format!("/{number}"), &sent(&long), None);
        }
        let bytes = kept.waiting().typed.places().count() * long.len();
        assert!(bytes <= 16 << 20 && bytes > 10 << 20, "{bytes}");
        assert!(kept.typed::<Fields>(&token(1), "/199").is_some() && kept.typed::<Fields>(&token(1), "/0").is_none());
    }
}
