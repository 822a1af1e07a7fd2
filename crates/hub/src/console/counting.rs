//! Counts what the figures show, beside the requests: a few thousand entries at a time, the stock every ten minutes.

use crate::hub::Hub;
use exchange::store::StoreError;
use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Entries of one step; some ten milliseconds of a reader.
const PART: u32 = 5_000;
/// Rest when everything is counted.
const REST: Duration = Duration::from_secs(30);
/// The stock is taken with every so many rests.
const STOCK: u32 = 20;

/// Counts until the hub stops.
pub(super) async fn keep_counting(hub: Arc<Hub>) {
    let mut stop = hub.stop.clone();
    for round in (0..STOCK).cycle() {
        let counted = match hub.count_figures().await {
            Ok(()) if round == 0 => hub.take_stock().await,
            other => other,
        };
        if let Err(error) = counted {
            tracing::warn!(error = &error as &dyn Error, "figures could not be counted");
        }
        tokio::select! {
            () = tokio::time::sleep(REST) => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
    }
}

impl Hub {
    /// Counts offices, licences and certificates as they are now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn take_stock(&self) -> Result<(), StoreError> {
        let at = self.now();
        self.store.take_stock(at).await?;
        self.stock_at.store(at.millis(), Ordering::Relaxed);
        Ok(())
    }

    /// Counts everything that has happened until now.
    ///
    /// # Errors
    /// [`StoreError`]; what was counted stays counted.
    pub async fn count_figures(&self) -> Result<(), StoreError> {
        while self.store.count_entries(PART).await? == u64::from(PART) {}
        let refused = self.check.take_refused();
        if refused.is_empty() {
            return Ok(());
        }
        let named = refused.into_iter().map(|(rule, count)| (format!("rule/{rule}"), count)).collect();
        self.store.add_figures(self.now().day_in_japan(), named).await
    }
}
