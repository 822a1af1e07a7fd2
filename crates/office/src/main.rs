//! The binary `renkei`: hands arguments, clock and terminal to the library.

use office::{Exit, Terminal};
use std::time::SystemTime;

#[allow(clippy::disallowed_methods, reason = "the one place where the office app reads the clock")]
fn main() -> Exit {
    let now = SystemTime::now();
    office::run(std::env::args_os(), now, &mut Terminal::of_process())
}
