//! Jobs: expiry, removal, key rotation, the search for damage.

mod census;
mod expire;
mod keys;
mod scrub;

use exchange::id::TransmissionId;
use exchange::store::{Damage, Epoch, Expired, StoreFuture, TableCensus, Upkeep};
use exchange::{Act, Instant};
use std::sync::Arc;
use zeroize::Zeroizing;

use super::SqliteStore;
use super::epoch;
use super::error::answer;
use crate::fail_points::fail_point;

impl Upkeep for SqliteStore {
    fn expire_content(&self, most: u32, act: Act) -> StoreFuture<'_, Expired> {
        self.write("expire_content", move |work| expire::content(work, most, &act))
    }

    fn remove_transmissions(&self, before: Instant, most: u32) -> StoreFuture<'_, u64> {
        self.write("remove_transmissions", move |work| expire::transmissions(work, before, most))
    }

    fn sweep(&self, before: Instant, most: u32) -> StoreFuture<'_, u64> {
        self.write("sweep", move |work| expire::sweep(work, before, most))
    }

    fn use_master_key(&self, key: Zeroizing<[u8; 32]>) -> StoreFuture<'_, ()> {
        self.keys.add(&key);
        let used = fail_point!("store.rotate.in-use").map_err(|error| answer(&error));
        Box::pin(async { used })
    }

    fn retire_master_keys(&self) -> StoreFuture<'_, bool> {
        let keys = Arc::clone(&self.keys);
        self.write("retire_master_keys", move |work| keys::retire(work, &keys))
    }

    fn rewrap_keys(&self, most: u32, act: Act) -> StoreFuture<'_, u64> {
        let keys = Arc::clone(&self.keys);
        self.write("rewrap_keys", move |work| keys::rewrap(work, &keys, most, &act))
    }

    fn search_damage(&self, after: Option<TransmissionId>, most: u32) -> StoreFuture<'_, Damage> {
        let keys = Arc::clone(&self.keys);
        self.read(move |connection| scrub::search(connection, &keys, after, most))
    }

    fn census(&self) -> StoreFuture<'_, Vec<TableCensus>> {
        self.read(census::take)
    }

    fn epoch(&self) -> StoreFuture<'_, Epoch> {
        self.read(epoch::current)
    }

    fn ready(&self) -> StoreFuture<'_, ()> {
        self.write("ready", |work| {
            // A write that changes nothing still takes the write lock and a commit.
            work.run("UPDATE mailbox SET feed_last = feed_last WHERE office = ''", []).map(|_| ())
        })
    }
}
