//! Secrets that are shown once: kept in memory from the form that made them to the page that shows them, never stored.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use web::SessionToken;
use zeroize::Zeroizing;

/// Secrets that wait; the oldest is forgotten first.
const MOST: usize = 1_000;

/// What is shown once.
#[derive(Clone)]
pub(crate) struct Shown {
    /// The lines: what it is, and its text.
    pub(crate) lines: Vec<(&'static str, Zeroizing<String>)>,
    /// Until when it works, as a sentence has it.
    pub(crate) until: String,
}

/// The secrets that wait, by session and path.
#[derive(Default)]
pub(crate) struct Reveal(Mutex<Waiting>);

type Place = ([u8; 32], &'static str);

#[derive(Default)]
struct Waiting {
    secrets: HashMap<Place, Shown>,
    order: VecDeque<Place>,
}

impl Reveal {
    /// Keeps a secret for the page at `path` of this session.
    pub(crate) fn keep(&self, session: &SessionToken, path: &'static str, shown: Shown) {
        let place = (session.hash(), path);
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.order.retain(|other| *other != place);
        if waiting.order.len() >= MOST
            && let Some(oldest) = waiting.order.pop_front()
        {
            waiting.secrets.remove(&oldest);
        }
        waiting.order.push_back(place);
        waiting.secrets.insert(place, shown);
    }

    /// Takes the secret; the second time there is none.
    pub(crate) fn take(&self, session: &SessionToken, path: &'static str) -> Option<Shown> {
        let place = (session.hash(), path);
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.order.retain(|other| *other != place);
        waiting.secrets.remove(&place)
    }
}
