//! The jobs: expiry after the kept days, removal after five years, sweeping, key rotation, the audit log's numbers.

use zeroize::Zeroizing;

use crate::actor::Actor;
use crate::instant::DAY;
use crate::store::{Expired, StoreError};
use crate::usecases::Context;

/// How much one step of a job does; small enough that requests do not wait for it.
const PART: u32 = 200;

/// Parts of the audit log that one run looks through for whom they concern.
const INDEXED: u32 = 250;

/// How long things are kept, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Containers; what each transmission keeps is fixed when it is accepted.
    pub content: i64,
    /// Events, receipts and ids.
    pub records: i64,
    /// Ended sessions, codes and throttle counts.
    pub sessions: i64,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { content: 120, records: 5 * 366, sessions: 30 }
    }
}

/// What a run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Upkept {
    /// Content destroyed.
    pub expired: Expired,
    /// Transmissions removed.
    pub removed: u64,
    /// Sessions, codes, counts and tokens swept.
    pub swept: u64,
}

/// One run: part after part until nothing is over. It can be killed anywhere and run again.
pub async fn upkeep(context: Context<'_>, keeping: &Keeping) -> Result<Upkept, StoreError> {
    let mut done = Upkept::default();
    loop {
        let part = context.store.expire_content(PART, context.act(Actor::Hub)).await?;
        done.expired.content_destroyed += part.content_destroyed;
        done.expired.unanswered += part.unanswered;
        if part.content_destroyed < u64::from(PART) {
            break;
        }
    }
    loop {
        let part = context.store.remove_transmissions(context.at.minus(keeping.records * DAY), PART).await?;
        done.removed += part;
        if part < u64::from(PART) {
            break;
        }
    }
    done.swept = context.store.sweep(context.at.minus(keeping.sessions * DAY), PART).await?;
    Ok(done)
}

/// Gives every new entry of the audit log its number, and notes whom it concerns. Of many entries from before that was
/// noted, each run does a part.
pub async fn number_audit(context: Context<'_>) -> Result<u64, StoreError> {
    let mut numbered = 0;
    loop {
        match context.store.number_leaves(PART).await? {
            0 => break,
            part => numbered += part,
        }
    }
    for _ in 0..INDEXED {
        if context.store.index_leaves(PART).await? < u64::from(PART) {
            break;
        }
    }
    Ok(numbered)
}

/// Takes a new master key into use, wraps every data key by it, so that the older ones can be put away. Killed anywhere and run again
/// with the same key, it goes on; `go_on` is asked after each part. `false` when it was not.
pub async fn rotate_master_key(
    context: Context<'_>,
    key: Zeroizing<[u8; 32]>,
    go_on: impl Fn() -> bool,
) -> Result<bool, StoreError> {
    context.store.use_master_key(key).await?;
    while go_on() {
        if context.store.rewrap_keys(PART, context.act(Actor::Hub)).await? > 0 {
            continue;
        }
        if context.store.retire_master_keys().await? {
            return Ok(true);
        }
    }
    Ok(false)
}
