//! The binary `renkei`: hands arguments, clock, randomness and terminal to the library.

use office::{Exit, Surroundings, Terminal};
use std::io;
use std::sync::Arc;
use std::time::SystemTime;

fn main() -> Exit {
    office::run(std::env::args_os(), &of_process(), &mut Terminal::of_process())
}

#[allow(clippy::disallowed_methods, reason = "the one place where the office app reads the clock and waits")]
fn of_process() -> Surroundings {
    Surroundings {
        now: Arc::new(SystemTime::now),
        random: Arc::new(|bytes| aws_lc_rs::rand::fill(bytes).map_err(|_| io::Error::other("no random bytes"))),
        pause: Arc::new(|time| {
            std::thread::sleep(time);
            true
        }),
        ask_hidden: Arc::new(|prompt| rpassword::prompt_password(prompt).map(Into::into)),
    }
}
