//! Tests of the domain's pure parts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests say so by failing"
)]

mod leaving;
mod ledger;
mod licence;
mod state;
