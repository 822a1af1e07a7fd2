//! Whether the exchange can be used now: one answer for the apps, the portals and the console.

use crate::hub::Hub;
use exchange::Instant;
use exchange::store::StoreError;
use protocol::SystemState;
use std::sync::atomic::Ordering;

impl Hub {
    /// The state that apps are told.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn state(&self, at: Instant) -> Result<SystemState, StoreError> {
        let is_full = self.full.load(Ordering::Relaxed) || self.read_only.load(Ordering::Relaxed) || !self.has_room();
        if is_full {
            return Ok(SystemState::ReadOnly);
        }
        let window = self.store.next_maintenance(at, at).await?;
        Ok(if window.is_some() { SystemState::Maintenance } else { SystemState::Available })
    }

    /// The state in the words of a page.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn system_state(&self, at: Instant) -> Result<web::SystemState, StoreError> {
        let (tone, text) = match self.state(at).await? {
            SystemState::Available => ("ok", "利用可能です"),
            SystemState::ReadOnly => ("warn", "閲覧だけできます"),
            SystemState::Maintenance => ("warn", "メンテナンス中です"),
        };
        Ok(web::SystemState { tone, text: text.into() })
    }
}
