//! What keeps a running hub going: its own certificates, its master key.

use super::desk::{Desk, Lines, failed};
use crate::authority::OwnCertificate;
use crate::hub::Hub;
use std::sync::Arc;
use std::time::Duration;

impl Desk<'_> {
    /// Renews both certificates.
    pub(super) async fn renew_own(&self) -> Lines {
        let hub = self.running()?;
        let mut lines = Vec::new();
        for which in OwnCertificate::ALL {
            let end = hub.renew_own(which).await.map_err(|error| vec![format!("{error}。")])?;
            let end = end.map(evidence::Timestamp::in_japanese).unwrap_or_default();
            lines.push(format!("{}を更新しました。{end}まで有効です。", which.japanese()));
        }
        Ok(lines)
    }

    /// Waits a while for the end; a rotation of many keys goes on by itself.
    pub(super) async fn rotate_key(&self) -> Lines {
        let hub = self.running()?;
        let rotation = tokio::spawn(async move { hub.rotate_key().await });
        match tokio::time::timeout(Duration::from_secs(20), rotation).await {
            Ok(Ok(Ok(name))) => Ok(crate::commands::rotated(&name)),
            Ok(Ok(Err(error))) => Err(vec![format!("{error}。")]),
            Ok(Err(error)) => Err(failed(error)),
            Err(_) => Ok(vec![
                "鍵を交換しています。件数が多いため、終わるまで時間がかかります。終わると master.key.next がなくなります。".to_owned(),
            ]),
        }
    }

    /// What only a hub that runs can do.
    pub(super) fn running(&self) -> Result<Arc<Hub>, Vec<String>> {
        let cure = "連携基盤が動いていません。renkei-hub serve で動かしてから、もう一度行ってください。";
        self.hub.clone().ok_or_else(|| vec![cure.to_owned()])
    }
}
