//! The hub (連携基盤): listeners, the exchange API, portals, jobs and commands.

pub mod authority;
pub mod config;
pub mod listener;
pub mod surroundings;
