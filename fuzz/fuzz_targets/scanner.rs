//! Fuzz target: any bytes are split into the same records however they arrive.
#![no_main]
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "the bodies are shared with the tests")]

#[path = "../../crates/standard/tests/fuzz_bodies.rs"]
mod fuzz_bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz_bodies::scanner(data));
