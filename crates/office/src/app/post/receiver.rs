//! Takes up what is new at the hub, and saves it by itself where the office has chosen that.

use super::{Seat, Shared};
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::Refusal;
use crate::transfer::{Layout, NotReceived, Workplace};
use desk::Trouble;
use protocol::{EventKind, EventPage};
use std::path::PathBuf;
use std::sync::Arc;

/// Under which the number of the last event is kept.
const LAST_EVENT: &str = "app event";
/// Seconds that the hub holds a question until something happens.
const HOLD: u16 = 25;
/// The longest that one look may take, in seconds.
const ONE_LOOK: u64 = 60;
/// The longest that saving one transmission may take, in seconds.
const ONE_SAVE: u64 = 600;

impl Seat {
    /// Waits until something happened at the hub, takes it up, and saves what came when that is set.
    ///
    /// # Errors
    /// Why nothing can be learned now.
    pub(in crate::app) fn look_for_news(&mut self, is_first: bool) -> Result<(), Trouble> {
        let shared = Arc::clone(&self.shared);
        let has_news = self.wait(ONE_LOOK, async |place| take_up(place, &shared, is_first).await)?;
        self.refresh_catalogue()?;
        if is_first || has_news {
            self.ask_notices()?;
        }
        let preferences = self.place.store.preferences()?;
        if preferences.save_by_itself && !preferences.save_folder.is_empty() {
            self.save_what_came(&PathBuf::from(&preferences.save_folder), preferences.layout())?;
            self.refresh_catalogue()?;
        }
        if preferences.notify_arrivals {
            self.tell_of_arrivals();
        }
        Ok(())
    }

    /// One that cannot be received must not hold up the others.
    fn save_what_came(&mut self, into: &std::path::Path, layout: Layout) -> Result<(), Trouble> {
        let items = self.place.unfetched(false)?;
        if items.is_empty() {
            return Ok(());
        }
        self.wait(ONE_SAVE, async |place| {
            let client = place.client_for_watch().await?;
            let trust = place.trust().await?;
            let mut first = None;
            for item in &items {
                match place.receive(&client, &trust, &item.summary, into, layout).await {
                    Ok(received) => first = first.or(received.not_acknowledged),
                    Err(NotReceived::ThisOne(_)) => drop(place.refresh_one(&client, &item.summary.id).await?),
                    Err(NotReceived::AnyOne(refusal)) => first = first.or(Some(refusal)),
                }
            }
            first.map_or(Ok(()), Err)
        })?;
        Ok(())
    }
}

/// Gives whether the operator's news have changed.
async fn take_up(place: &mut Workplace, shared: &Shared, is_first: bool) -> Result<bool, Refusal> {
    let stored = |error| Refusal::from(&error);
    let mut client = place.client_for_watch().await?;
    let last = place.store.fact(LAST_EVENT).map_err(stored)?.and_then(|last| last.parse().ok()).unwrap_or(0);
    let hold = if is_first { 0 } else { HOLD };
    let mut page = held(&client, shared, last, hold).await;
    if page.as_ref().is_err_and(HubError::is_of_token) {
        client = place.client_after_refusal().await?;
        page = client.events(last, 0).await;
    }
    let page = page.map_err(|error| Refusal::from(&error))?;
    if is_first || page.events.iter().any(|event| event.kind == EventKind::Arrived) {
        place.refresh_news(&client).await?;
    }
    for event in page.events.iter().filter(|event| event.kind != EventKind::Arrived) {
        if let Some(id) = &event.transmission {
            place.refresh_one(&client, id).await?;
        }
    }
    if place.follow_epoch(&client).await? > 0 {
        shared.bell.notify_one();
    }
    if let Some(refusal) = place.acknowledge_owed(&client).await?.not_told {
        return Err(refusal);
    }
    if page.last != last {
        place.store.set_fact(LAST_EVENT, &page.last.to_string()).map_err(stored)?;
    }
    Ok(page.events.iter().any(|event| event.kind == EventKind::Notice))
}

/// Asks the hub; the end of the program is not held up by it.
async fn held(client: &ExchangeClient, shared: &Shared, last: u64, hold: u16) -> Result<EventPage, HubError> {
    let mut stop = shared.stop.subscribe();
    tokio::select! {
        page = client.events(last, hold) => page,
        _ = stop.wait_for(|stop| *stop) => Ok(EventPage { events: Vec::new(), last }),
    }
}
