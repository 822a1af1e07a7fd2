//! The events of an office since a position: what an open stream and a long poll read, again and again.

use super::ReadError;
use crate::page::Limit;
use crate::permission::{Caller, Deed};
use crate::transmission::{FeedEvent, FeedNumber};
use crate::usecases::Context;

/// Events, and from where to go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Events {
    /// The events, oldest first.
    pub events: Vec<FeedEvent>,
    /// The position to ask after next time.
    pub next: FeedNumber,
}

/// Reads the caller's events after a position; without one, only where the feed ends now.
pub async fn events(
    context: Context<'_>,
    caller: &Caller,
    after: Option<FeedNumber>,
    limit: Limit,
) -> Result<Events, ReadError> {
    caller.may(Deed::ReadList)?;
    let Some(after) = after else {
        return Ok(Events { events: Vec::new(), next: context.store.feed_end(caller.office).await? });
    };
    let events = context.store.feed(caller.office, after, limit).await?;
    let next = events.last().map_or(after, |event| event.number);
    Ok(Events { events, next })
}
