//! Invoices that wait since nobody had said where to pay are made once the configuration says so.

use super::JobFailure;
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::licence::invoice_open::invoice_open;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    Ok(invoice_open(hub.context(at)).await?)
}
