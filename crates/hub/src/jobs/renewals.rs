//! Automatic renewal: from thirty days before the end, for offices that agreed to the terms that hold now.

use super::JobFailure;
use crate::hub::Hub;
use crate::terms;
use exchange::Instant;
use exchange::usecases::licence::renew_due::renew_due;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    Ok(renew_due(hub.context(at), terms::current(hub, at).await?.version).await?)
}
