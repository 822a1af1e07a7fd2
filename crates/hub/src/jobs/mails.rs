//! Mails are handed to the server. That one is begun is durable before it leaves; a try whose end is not known is repeated
//! with the same Message-ID, so that none is lost and none is knowingly sent twice.

use super::JobFailure;
use crate::hub::Hub;
use crate::mail::{NotHandedOver, certificates, facts, taken_back};
use exchange::Instant;
use exchange::mail::{MailEnd, MailKind};
use std::error::Error;

pub(super) async fn run(hub: &Hub, at: Instant) -> Result<u64, JobFailure> {
    let Some(postman) = &hub.postman else { return Ok(0) };
    let mut sent = 0;
    // One at a time: a server that goes away costs only the mail that it was offered a try.
    while let Some(mail) = hub.store.take_mails(at, 1).await?.pop() {
        let facts = match mail.kind {
            MailKind::CertificateEnds => certificates(&hub.store.certificates_of(mail.office).await?, at),
            MailKind::ClosingTakenBack => taken_back(&hub.store.ledger(mail.office).await?, mail.at),
            kind => facts(&hub.store.ledger(mail.office).await?, kind, at.day_in_japan()),
        };
        let end = match postman.hand_over(&mail, &facts).await {
            Ok(()) => MailEnd::Sent,
            Err(NotHandedOver::Away(error)) => {
                postman.went_away(at);
                return Err(JobFailure::Mail(NotHandedOver::Away(error)));
            }
            // The server is there and will take this one later, as it says; the others need not wait for it.
            Err(error @ NotHandedOver::Later(_)) => {
                postman.is_there();
                tracing::info!(mail = %mail.id, error = &error as &dyn Error, "a mail is put off");
                continue;
            }
            Err(error) => {
                tracing::warn!(mail = %mail.id, error = &error as &dyn Error, "a mail was refused");
                MailEnd::Refused
            }
        };
        postman.is_there();
        sent += u64::from(hub.store.end_mail(mail.id, end, hub.now()).await?);
    }
    Ok(sent)
}
