//! Tests of the hub.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod authority;
mod commands;
mod config;
mod corpora;
mod exchange;
mod faults;
mod fuzz_bodies;
mod listing;
mod notices;
mod own_certificates;
mod readiness;
mod tls;
mod world;
