//! The events of the office since a number; waits for the first.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::gate::identify;
use crate::api::refusal::Refusal;
use crate::api::wire;
use exchange::Caller;
use exchange::page::Limit;
use exchange::transmission::{FeedEvent, FeedNumber, Matter, OfficeMatter, State};
use exchange::usecases::transmission::events::events;
use protocol::{Event, EventKind, EventPage, Limits, PollQuery};
use standard::OfficeNumber;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

pub(super) async fn run(call: Call) -> Answer {
    let asked: PollQuery = call.query()?;
    let wait = asked.wait.unwrap_or(0);
    if wait > Limits::V1.poll_seconds {
        return Err(Refusal::value("wait", "0から25までの秒数"));
    }
    let end = Instant::now() + Duration::from_secs(u64::from(wait));
    let caller = call.caller()?;
    let mut after = asked.after;
    let mut stop = call.hub.stop.clone();
    loop {
        let feed = call.hub.feeds.of(caller.office);
        let moved = feed.notified();
        tokio::pin!(moved);
        moved.as_mut().enable();
        let page = read(&call, caller, after).await?;
        after = page.last;
        if !page.events.is_empty() || Instant::now() >= end || *stop.borrow() {
            return json(call.route.status, &page);
        }
        let _ = timeout_at(end, async {
            tokio::select! {
                () = moved => {}
                _ = stop.wait_for(|stopping| *stopping) => {}
            }
        })
        .await;
        // Whoever was let in when the wait began may not be any more (S6).
        identify(&call, call.route.access).await?;
    }
}

/// The events after a number.
pub(super) async fn read(call: &Call, caller: &Caller, after: u64) -> Result<EventPage, Refusal> {
    let found = events(call.hub.context(call.hub.now()), caller, Some(FeedNumber(after)), Limit::new(100)).await?;
    let shown = found.events.iter().filter_map(|event| body(event, caller.office));
    Ok(EventPage { events: shown.collect(), last: found.next.0 })
}

/// An event as the office sees it; that its own sending was accepted it knows from the answer.
fn body(event: &FeedEvent, office: OfficeNumber) -> Option<Event> {
    let (kind, transmission) = match event.matter {
        Matter::Step { state: State::Accepted, recipient, .. } if recipient != office => return None,
        Matter::Step { state, transmission, .. } => (step(state), Some(transmission.to_string())),
        Matter::Office(OfficeMatter::Certificate) => (EventKind::Certificate, None),
        Matter::Office(OfficeMatter::Licence) => (EventKind::Licence, None),
        Matter::Office(OfficeMatter::Notice) => (EventKind::Notice, None),
    };
    Some(Event { number: event.number.0, kind, at: wire::time(event.at), transmission })
}

fn step(state: State) -> EventKind {
    match state {
        State::Accepted => EventKind::Arrived,
        State::Fetched => EventKind::Fetched,
        State::Received => EventKind::Received,
        State::Imported => EventKind::Imported,
        State::Rejected => EventKind::Rejected,
        State::Withdrawn => EventKind::Withdrawn,
        State::Expired => EventKind::Expired,
    }
}
