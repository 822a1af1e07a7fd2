//! Keeps the hub's own certificates far from their end.

use super::crl::{HOURLY, SOON, gone_by};
use crate::hub::Hub;
use std::error::Error;
use std::sync::Arc;

/// Looks each hour whether one is to be renewed; while the authority gives none, each minute.
pub(super) async fn keep_own(hub: Arc<Hub>) {
    let mut stop = hub.stop.clone();
    loop {
        let wait = match hub.renew_due().await {
            Ok(_) => HOURLY,
            Err(error) => {
                tracing::error!(error = &error as &dyn Error, "an own certificate nears its end and was not renewed");
                SOON
            }
        };
        tokio::select! {
            () = gone_by(&hub, wait) => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
    }
}
