//! The numbers of the audit log, given after commit.

use super::JobFailure;
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::upkeep::number_audit;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    Ok(number_audit(hub.context(at)).await?)
}
