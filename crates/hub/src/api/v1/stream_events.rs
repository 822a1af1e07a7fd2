//! The events of the office as they come; certificate and session are looked at again from time to time.

use super::poll_events::read;
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::gate::identify;
use axum::response::IntoResponse;
use axum::response::sse::{Event, Sse};
use exchange::Caller;
use futures_util::{Stream, stream};
use protocol::PollQuery;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::timeout;

struct Open {
    call: Call,
    caller: Caller,
    after: u64,
    waiting: VecDeque<Event>,
}

pub(super) async fn run(call: Call) -> Answer {
    let asked: PollQuery = call.query()?;
    // A stream that broke off goes on where it was.
    let last = call.headers.get("last-event-id").and_then(|value| value.to_str().ok()?.parse().ok());
    let caller = call.caller()?.clone();
    let open = Open { after: last.unwrap_or(asked.after), call, caller, waiting: VecDeque::new() };
    Ok(Sse::new(events(open)).into_response())
}

fn events(open: Open) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(open, |mut open| async move {
        loop {
            if let Some(event) = open.waiting.pop_front() {
                return Some((Ok(event), open));
            }
            if !open.fill().await? {
                open.caller = identify(&open.call, open.call.route.access).await.ok()?;
                return Some((Ok(Event::default().comment("")), open));
            }
        }
    })
}

impl Open {
    /// Waits for events; false when there were none for a while, none when the stream ends.
    async fn fill(&mut self) -> Option<bool> {
        let mut stop = self.call.hub.stop.clone();
        if *stop.borrow() {
            return None;
        }
        let feed = self.call.hub.feeds.of(self.caller.office);
        let moved = feed.notified();
        tokio::pin!(moved);
        moved.as_mut().enable();
        let page = read(&self.call, &self.caller, self.after).await.ok()?;
        self.after = page.last;
        if !page.events.is_empty() {
            // One of them may say that the certificate was revoked: nothing is given to whom is not let in any more (S6).
            self.caller = identify(&self.call, self.call.route.access).await.ok()?;
        }
        for event in &page.events {
            let data = serde_json::to_string(event).ok()?;
            self.waiting.push_back(Event::default().id(event.number.to_string()).data(data));
        }
        if !self.waiting.is_empty() {
            return Some(true);
        }
        let wait = async {
            tokio::select! {
                () = moved => true,
                _ = stop.wait_for(|stopping| *stopping) => true,
            }
        };
        let again = Duration::from_secs(self.call.hub.config.limits.stream_check_seconds);
        Some(timeout(again, wait).await.unwrap_or(false))
    }
}
