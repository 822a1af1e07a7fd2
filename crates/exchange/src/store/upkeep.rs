//! Work that keeps the store right: expiry, key rotation, searching for damage.

use zeroize::Zeroizing;

use super::StoreFuture;
use crate::actor::Act;
use crate::id::TransmissionId;
use crate::instant::Instant;
use evidence::Sha256;

/// Jobs. Each call does a bounded part and can be killed and called again.
pub trait Upkeep {
    /// Destroys the content and data keys of transmissions whose kept time is over, up to `most`.
    fn expire_content(&self, most: u32, act: Act) -> StoreFuture<'_, Expired>;

    /// Removes what was kept for its five years: transmissions, events and receipts accepted before `before`, up to
    /// `most`. Gives how many went.
    fn remove_transmissions(&self, before: Instant, most: u32) -> StoreFuture<'_, u64>;

    /// Removes ended sessions, codes and throttle counts older than `before`, up to `most`. Gives how many went.
    fn sweep(&self, before: Instant, most: u32) -> StoreFuture<'_, u64>;

    /// Takes a further master key into use: new data keys are wrapped by it from now on.
    fn use_master_key(&self, key: Zeroizing<[u8; 32]>) -> StoreFuture<'_, ()>;

    /// Wraps up to `most` data keys anew by the newest master key; gives how many. None means that all are.
    fn rewrap_keys(&self, most: u32, act: Act) -> StoreFuture<'_, u64>;

    /// Whether no data key needs a master key but the newest: from then on the others can be put away.
    fn retire_master_keys(&self) -> StoreFuture<'_, bool>;

    /// Opens stored content after `after`, in order of ids, up to `most`; gives what is damaged and where to go on.
    fn search_damage(&self, after: Option<TransmissionId>, most: u32) -> StoreFuture<'_, Damage>;

    /// Counts everything that is stored, table by table, in one snapshot: to compare before and after a restore or a
    /// fault. Reads the whole store.
    fn census(&self) -> StoreFuture<'_, Vec<TableCensus>>;

    /// The history that the data are in.
    fn epoch(&self) -> StoreFuture<'_, Epoch>;

    /// Answers when the store takes writes durably.
    fn ready(&self) -> StoreFuture<'_, ()>;
}

/// A history of the data. Bringing back a backup begins another one: what was done since the backup is not in it, and an
/// office that sees another epoch than before looks what the hub still knows. Positions of feeds rise all the same, so a
/// cursor of an earlier epoch misses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Epoch(pub [u8; 16]);

impl std::fmt::Display for Epoch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What an expiry run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Expired {
    /// Transmissions whose content was destroyed.
    pub content_destroyed: u64,
    /// Of these, how many nobody had signed for.
    pub unanswered: u64,
}

/// What a search for damage found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Damage {
    /// Transmissions whose content cannot be opened or is not what was accepted.
    pub damaged: Vec<TransmissionId>,
    /// How many were looked at.
    pub seen: u64,
    /// Where the next search goes on; `None` at the end.
    pub next: Option<TransmissionId>,
}

/// How much a table holds, and a digest that changes with any value in it. Digests of different databases cannot be
/// compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCensus {
    /// Its name.
    pub table: String,
    /// Its rows.
    pub rows: u64,
    /// Over all values, whatever the order of the rows.
    pub sha256: Sha256,
}
