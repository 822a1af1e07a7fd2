//! The program `renkei-hub`: hands in clock and random bytes, and runs the command.

use hub::surroundings::Surroundings;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Asks the system for memory less often than the C library does, and gives it back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[allow(clippy::disallowed_methods, reason = "here the clock is handed in")]
fn main() -> ExitCode {
    let clock = || {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis().try_into().unwrap_or(u64::MAX))
    };
    let random = |bytes: &mut [u8]| {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            // Nothing may go on without random bytes.
            std::process::abort();
        }
    };
    hub::commands::run(&Surroundings::new(clock, random))
}
