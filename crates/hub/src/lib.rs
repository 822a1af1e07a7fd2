//! The hub (連携基盤): listeners, the exchange API, portals, jobs and commands.

pub mod admin;
pub mod api;
pub mod authority;
pub mod backup;
mod certificate_words;
mod closings;
pub mod commands;
mod common_passwords;
pub mod config;
pub mod console;
pub mod data_folder;
mod fail_points;
pub mod feeds;
pub mod hub;
mod invoice;
pub mod jobs;
pub mod listener;
pub mod mail;
pub mod metrics;
pub mod own_certificates;
mod portals;
pub mod ports;
pub mod provision;
pub mod rotation;
pub mod scrub;
pub mod serve;
mod stopped;
pub mod surroundings;
mod system_state;
mod terms;
pub mod trust;

pub use fail_points::FAIL_POINTS;
pub use hub::Hub;
