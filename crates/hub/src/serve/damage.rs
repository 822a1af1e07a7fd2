//! Looks through what is stored, a little at a time, so that damage is known before somebody needs the container (R8).

use crate::hub::Hub;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

/// How many transmissions are looked at in one step; some 10 ms of a reader.
const PART: u32 = 50;
/// Rest between steps.
const REST: Duration = Duration::from_secs(10);

/// Searches until the hub stops; begins anew at the end.
pub(super) async fn keep_searching(hub: Arc<Hub>) {
    let mut stop = hub.stop.clone();
    let mut after = None;
    loop {
        tokio::select! {
            () = tokio::time::sleep(REST) => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
        match hub.store.search_damage(after, PART).await {
            Ok(found) => {
                after = found.next;
                for id in &found.damaged {
                    hub.metrics.damaged.inc();
                    tracing::error!(transmission = %id, "a stored container is damaged: see renkei-hub verify");
                }
            }
            Err(error) => tracing::error!(error = &error as &dyn Error, "stored containers could not be examined"),
        }
    }
}
