//! `renkei-hub serve`: runs until it is told to stop.

use super::failure::Failure;
use super::say::say;
use crate::config::Config;
use crate::hub::Hub;
use crate::serve::start_logs;
use crate::surroundings::Surroundings;
use tokio::signal::unix::{SignalKind, signal};

pub(super) async fn run(config: Config, surroundings: &Surroundings) -> Result<(), Failure> {
    start_logs("info");
    let running = Hub::start(config, surroundings.clone()).await.map_err(Failure::of)?;
    say!("連携基盤が動いています。交換 {}、公開 {}、監視 {}", running.exchange, running.public, running.health);
    told_to_stop().await?;
    running.stop().await;
    Ok(())
}

/// Waits for Ctrl-C or the system's request to stop.
pub(super) async fn told_to_stop() -> Result<(), Failure> {
    let mut terminate = signal(SignalKind::terminate()).map_err(Failure::of)?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        pressed = tokio::signal::ctrl_c() => pressed.map_err(Failure::of),
    }
}
