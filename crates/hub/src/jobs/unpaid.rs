//! Reminders of invoices that are not paid.

use super::{JobFailure, words};
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::notice::remind_unpaid::remind_unpaid;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    let today = at.day_in_japan();
    Ok(remind_unpaid(hub.context(at), |reminder| words::unpaid(reminder, today)).await?)
}
