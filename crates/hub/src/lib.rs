//! The hub (連携基盤): listeners, the exchange API, portals, jobs and commands.

pub mod config;
pub mod listener;
