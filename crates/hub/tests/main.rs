//! Tests of the hub.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod authority;
mod backup;
mod commands;
mod config;
mod console;
mod corpora;
mod disk;
mod exchange;
mod fail_points;
mod faults;
mod fuzz_bodies;
mod listener;
mod listing;
mod mails;
mod notices;
mod operations;
mod own_certificates;
mod panics;
mod portals;
mod readiness;
mod rotation;
mod scrub;
mod tls;
mod world;
