//! Tests of the hub.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod authority;
mod commands;
mod config;
mod exchange;
mod fail_points;
mod faults;
mod listing;
mod notices;
mod own_certificates;
mod portals;
mod readiness;
mod tls;
mod world;
