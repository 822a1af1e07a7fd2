//! What keeps a running hub going: its own certificates, its master key.

use super::desk::{Desk, Lines, failed};
use crate::authority::OwnCertificate;
use crate::hub::Hub;
use crate::serve::renew_crl;
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

    /// Makes the revocation list anew; done when the listeners use it.
    pub(super) async fn renew_crl(&self) -> Lines {
        let hub = self.running()?;
        match renew_crl(&hub).await {
            Ok(()) => Ok(vec!["失効リストを作り直しました。".to_owned()]),
            Err(error) => Err(vec![
                "失効リストを作り直せませんでした。認証局（renkei-hub ca serve）が動いているか確かめて、もう一度行ってください。".to_owned(),
                format!("前の失効リストを使い続けています。({error})"),
            ]),
        }
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
