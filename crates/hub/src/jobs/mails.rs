//! Mails are handed to the server. That one is begun is durable before it leaves; a try whose end is not known is repeated
//! with the same Message-ID, so that none is lost and none is knowingly sent twice.

use super::JobFailure;
use crate::hub::Hub;
use crate::mail::{NotHandedOver, facts};
use exchange::Instant;
use exchange::mail::MailEnd;
use std::error::Error;

/// How many are taken at a time: what a server that is away makes wait.
const PART: u32 = 10;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    let Some(postman) = &hub.postman else { return Ok(0) };
    let mut sent = 0;
    loop {
        let mails = hub.store.take_mails(at, PART).await?;
        if mails.is_empty() {
            return Ok(sent);
        }
        for mail in &mails {
            let facts = facts(&hub.store.ledger(mail.office).await?, mail.kind, at.day_in_japan());
            let end = match postman.hand_over(mail, &facts).await {
                Ok(()) => MailEnd::Sent,
                Err(NotHandedOver::Later(error)) => return Err(JobFailure::Mail(NotHandedOver::Later(error))),
                Err(error) => {
                    tracing::warn!(mail = %mail.id, error = &error as &dyn Error, "a mail was refused");
                    MailEnd::Refused
                }
            };
            sent += u64::from(hub.store.end_mail(mail.id, end, hub.now()).await?);
        }
    }
}
