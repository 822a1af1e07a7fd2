//! Offices whose licence has ended are told, once.

use super::{JobFailure, words};
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::notice::ended::tell_ended;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    Ok(tell_ended(hub.context(at), words::ended).await?)
}
