//! Retention (S43): content is destroyed with its key after its days, records go after five years, ended sessions, codes
//! and counts after a month.

use super::JobFailure;
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::upkeep::{Keeping, upkeep};

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    let done = upkeep(hub.context(at), &Keeping::default()).await?;
    let (destroyed, removed) = (done.expired.content_destroyed, done.removed);
    // What was taken away is room inside the database.
    if destroyed + removed > 0 {
        hub.remember_full(false);
    }
    Ok(destroyed + removed + done.swept)
}
