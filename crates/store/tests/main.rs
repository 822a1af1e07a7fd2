//! The store: one contract for every database, and what only SQLite can be asked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say so by failing"
)]

mod contract;
mod sqlite;
mod support;
mod usecases;
