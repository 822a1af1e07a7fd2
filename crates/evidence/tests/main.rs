//! The crate from outside: every requirement id in a test's name is proven by that test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub
)]

mod allocations;
mod arbitrary;
mod bit_flips;
mod bundles;
mod certificates;
mod containers;
mod corpora;
mod forge;
mod fuzz_bodies;
mod interop;
mod json;
mod key_files;
mod limits;
mod others;
mod process;
mod receipts;
mod refused_certificates;
mod refused_signatures;
mod revocation;
mod vector;
mod world;
mod zip_strict;
