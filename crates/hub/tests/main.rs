//! Tests of the hub.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod authority;
mod commands;
mod config;
mod exchange;
mod listing;
mod notices;
mod own_certificates;
mod readiness;
mod faults;
mod tls;
mod world;
