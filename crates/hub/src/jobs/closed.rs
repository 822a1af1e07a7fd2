//! Licences of offices that were closed or merged end.

use super::JobFailure;
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::licence::end_closed::end_closed;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    Ok(end_closed(hub.context(at)).await?)
}
