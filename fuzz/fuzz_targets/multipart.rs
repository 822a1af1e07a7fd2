//! Fuzz target: any bytes are read as the body of a bulk submission.
#![no_main]
#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "the bodies are shared with the tests")]

#[path = "../../crates/hub/tests/fuzz_bodies.rs"]
mod fuzz_bodies;

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz_bodies::multipart(data));
