//! Reminders of certificates and licences that end.

use super::{JobFailure, words};
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::notice::remind::remind;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    Ok(remind(hub.context(at), words::ends).await?)
}
