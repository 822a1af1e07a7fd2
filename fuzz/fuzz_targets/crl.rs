//! Fuzz target: any bytes are read as a revocation list.
#![no_main]
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "the bodies are shared with the tests")]

#[path = "../../crates/evidence/tests/fuzz_bodies.rs"]
mod fuzz_bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz_bodies::crl(data));
