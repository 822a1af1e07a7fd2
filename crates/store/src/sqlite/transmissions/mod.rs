//! Transmissions: accepting, listing, fetching, changing, receipts and feeds.

mod accept;
mod change;
mod feed;
pub(super) mod fetch;
pub(super) mod list;
pub(super) mod receipts;
mod route;
mod row;
mod step;

pub(super) use row::{COLUMNS, Held, by_id, held};
pub(super) use step::{advance, history, raise};

use exchange::Act;
use exchange::id::TransmissionId;
use exchange::instant::Day;
use exchange::page::{Limit, Page};
use exchange::store::{
    Accept, AcceptOutcome, ChangeOutcome, FeedListener, FetchOutcome, ListQuery, Route, StateChange, StoreFuture,
    Transmissions,
};
use exchange::transmission::{FeedEvent, FeedNumber, HistoryEvent, StoredReceipt, TransmissionEntry};
use standard::OfficeNumber;
use std::sync::Arc;

use super::SqliteStore;

impl Transmissions for SqliteStore {
    fn route(
        &self,
        id: TransmissionId,
        sender: OfficeNumber,
        recipient: OfficeNumber,
        day: Day,
    ) -> StoreFuture<'_, Route> {
        self.glance(move |connection| route::route(connection, id, [sender, recipient], day))
    }

    fn accept<'a>(&'a self, accept: Accept<'a>) -> StoreFuture<'a, AcceptOutcome> {
        Box::pin(async move {
            let stored = {
                let _sealing = self.keys.sealing();
                let prepared = accept::Prepared::seal(&self.keys, &accept)?;
                self.write("accept", move |work| accept::accept(work, &prepared))
            };
            stored.await
        })
    }

    fn find(&self, id: TransmissionId, reader: OfficeNumber) -> StoreFuture<'_, Option<TransmissionEntry>> {
        let keys = Arc::clone(&self.keys);
        self.read(move |connection| list::find(connection, &keys, id, reader))
    }

    fn list(&self, query: ListQuery) -> StoreFuture<'_, Page<TransmissionEntry, FeedNumber>> {
        let keys = Arc::clone(&self.keys);
        self.read(move |connection| list::list(connection, &keys, &query))
    }

    fn fetch(&self, id: TransmissionId, reader: OfficeNumber, act: Act) -> StoreFuture<'_, FetchOutcome> {
        Box::pin(fetch::fetch(self, id, reader, act))
    }

    fn change(&self, change: StateChange) -> StoreFuture<'_, ChangeOutcome> {
        Box::pin(change::change(self, change))
    }

    fn receipts(&self, id: TransmissionId, reader: OfficeNumber) -> StoreFuture<'_, Option<Vec<StoredReceipt>>> {
        let keys = Arc::clone(&self.keys);
        self.read(move |connection| receipts::receipts(connection, &keys, id, reader))
    }

    fn history(&self, id: TransmissionId, reader: OfficeNumber) -> StoreFuture<'_, Option<Vec<HistoryEvent>>> {
        self.read(move |connection| step::history(connection, id, reader))
    }

    fn feed(&self, office: OfficeNumber, after: FeedNumber, limit: Limit) -> StoreFuture<'_, Vec<FeedEvent>> {
        self.read(move |connection| feed::feed(connection, office, after, limit))
    }

    fn feed_end(&self, office: OfficeNumber) -> StoreFuture<'_, FeedNumber> {
        self.read(move |connection| feed::end(connection, office))
    }

    fn listen(&self, listener: Arc<dyn FeedListener>) {
        self.listeners.add(listener);
    }
}
