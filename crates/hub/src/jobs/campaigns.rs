//! What begins in a campaign and is not paid yet becomes free, also when the campaign came after the grant.

use super::JobFailure;
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::licence::waive_due::waive_due;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    Ok(waive_due(hub.context(at)).await?)
}
