//! One set on its way from a person's button to the hub: kept first, then sent. For letters and for the groups of a work
//! table; after a crash the same call finds what was kept and never sends it twice.

use super::Workplace;
use super::deliver::Delivery;
use super::prepare::{NewSet, Prepared};
use crate::refusal::Refusal;
use crate::store::OutboxItem;

/// What became of a set.
#[derive(Debug, Clone)]
pub struct Dispatched {
    /// Id of the transmission; it is in the outbox, whatever became of it.
    pub id: String,
    /// How far it came.
    pub delivery: Delivery,
}

impl Workplace {
    /// Keeps a checked set and sends it. With the hub away it waits in the outbox. The caller holds the sender's lock
    /// ([`crate::store::SenderLock`]).
    ///
    /// # Errors
    /// Why it could not be kept; nothing was sent then.
    pub async fn dispatch(&mut self, set: &NewSet, again: bool) -> Result<Dispatched, Refusal> {
        let prepared = self.prepare(set, again)?;
        let id = prepared.id().to_owned();
        if let Prepared::Known(item) = &prepared
            && let Some(delivery) = Delivery::settled(item)
        {
            return Ok(Dispatched { id, delivery });
        }
        let ready = async { Ok::<_, Refusal>((self.client().await?, self.trust().await?)) }.await;
        let delivery = match ready {
            Ok((client, trust)) => self.deliver(&client, &trust, &id).await?,
            Err(refusal) => Delivery::Waiting(refusal.leaving(super::deliver::WAITS)),
        };
        Ok(Dispatched { id, delivery })
    }

    /// What waits in the outbox and may be tried now, the oldest first: import order is the order of acceptance.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn due(&self) -> Result<Vec<OutboxItem>, Refusal> {
        let now = self.surroundings.timestamp();
        let mut due = self.store.outbox().map_err(|error| Refusal::from(&error))?;
        due.retain(|item| item.state.is_waiting() && item.next_try_at <= now);
        due.reverse();
        Ok(due)
    }
}
