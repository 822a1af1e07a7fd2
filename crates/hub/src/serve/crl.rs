//! The revocation list: made anew each hour and at each revocation.

use crate::authority::{AuthorityClient, RevokedSerial, to_hex, write_whole};
use crate::data_folder::DataFolder;
use crate::hub::Hub;
use exchange::Instant;
use exchange::certificate::RevocationReason;
use exchange::instant::MINUTE;
use exchange::store::Store;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

/// The list is made anew this often.
pub(super) const HOURLY: Duration = Duration::from_secs(3_600);
/// After a failure it is tried again.
pub(super) const SOON: Duration = Duration::from_secs(60);

/// The clock is looked at this often.
const LOOK: Duration = Duration::from_secs(1);

/// Why no list came; for the log.
pub(crate) type CrlFailure = Box<dyn Error + Send + Sync>;

/// Has the authority make a list of all that are revoked.
pub(super) async fn fresh_crl(
    store: &dyn Store,
    authority: &AuthorityClient,
    at: Instant,
) -> Result<Vec<u8>, CrlFailure> {
    // A little into the past: what ended a moment ago still stands on the list.
    let revoked = store.revoked_certificates(at.minus(MINUTE)).await?;
    let serials = revoked.iter().filter_map(|record| {
        let (reason, since) = record.revoked?;
        let significant: Vec<u8> = record.key.serial.iter().copied().skip_while(|byte| *byte == 0).collect();
        let compromised = reason == RevocationReason::KeyCompromise;
        Some(RevokedSerial {
            serial: to_hex(&significant),
            at: u64::try_from(since.millis() / 1_000).ok()?,
            compromised,
        })
    });
    let mut listed: Vec<RevokedSerial> = serials.collect();
    for (key, since) in store.revoked_operator_certificates(at.minus(MINUTE)).await? {
        let significant: Vec<u8> = key.serial.iter().copied().skip_while(|byte| *byte == 0).collect();
        let at = u64::try_from(since.millis() / 1_000)?;
        listed.push(RevokedSerial { serial: to_hex(&significant), at, compromised: false });
    }
    Ok(authority.revocation_list(listed).await?)
}

/// Makes the list anew each hour and whenever something is revoked, and swaps it in.
pub(super) async fn keep_crl(hub: Arc<Hub>) {
    let mut stop = hub.stop.clone();
    let mut wait = HOURLY;
    loop {
        tokio::select! {
            () = gone_by(&hub, wait) => {}
            () = hub.revoked.notified() => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
        wait = match renew(&hub).await {
            Ok(()) => HOURLY,
            Err(error) => {
                tracing::error!(error = &*error as &dyn Error, "the revocation list could not be renewed");
                SOON
            }
        };
    }
}

/// Waits until the hub's clock has gone on by so much, or back. A timer of the program alone stands still while a machine
/// sleeps: after a day nobody would be let in until it has caught up.
pub(super) async fn gone_by(hub: &Hub, wait: Duration) {
    let (begun, wait) = (hub.now(), i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
    while hub.now().since(begun).saturating_abs() < wait {
        tokio::time::sleep(LOOK).await;
    }
}

/// Makes the list anew now and swaps it in.
pub(crate) async fn renew(hub: &Hub) -> Result<(), CrlFailure> {
    let list = fresh_crl(&*hub.store, &hub.authority, hub.now()).await?;
    hub.trust.swap(&list, hub.surroundings.now())?;
    keep(&hub.folder, &list)?;
    tracing::info!(bytes = list.len(), "the revocation list was renewed");
    Ok(())
}

/// Keeps the list for the next start.
pub(super) fn keep(folder: &DataFolder, list: &[u8]) -> std::io::Result<()> {
    write_whole(&folder.crl(), list)
}
