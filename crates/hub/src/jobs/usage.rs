//! Transmissions are counted by office and month: counts alone, for the office's own page and the operator's figures.

use super::JobFailure;
use crate::hub::Hub;
use exchange::Instant;

/// How many are counted in one transaction.
const PART: u32 = 500;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    let mut counted = 0;
    loop {
        match hub.store.count_usage(PART, at).await? {
            0 => return Ok(counted),
            part => counted += part,
        }
    }
}
