//! Offices that close: those whose day has come, licences that go with them, and the end of their time for reading.

use super::JobFailure;
use crate::hub::Hub;
use exchange::Instant;
use exchange::usecases::licence::end_closed::end_closed;
use exchange::usecases::office::close::{carry_out_due, end_reading_due};

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    let context = hub.context(at);
    let words = hub.closing_words();
    let closed = carry_out_due(context, &words).await?;
    let licences = end_closed(context).await?;
    let ended = end_reading_due(context).await?;
    if ended > 0 {
        // Their certificates are revoked.
        hub.revoked.notify_one();
    }
    Ok(closed + licences + ended)
}
