//! Fuzz target: any text is read as `transmission.json` and as a receipt.
#![no_main]
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "the bodies are shared with the tests")]

#[path = "../../crates/evidence/tests/fuzz_bodies.rs"]
mod fuzz_bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz_bodies::json(data));
