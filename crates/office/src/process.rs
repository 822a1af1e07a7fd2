//! Clock, random bytes and waiting of this process: the one place where the office app takes them.

use office::Surroundings;
use std::io;
use std::sync::Arc;
use std::time::SystemTime;

#[allow(clippy::disallowed_methods, reason = "the one place where the office app reads the clock and waits")]
pub(crate) fn surroundings() -> Surroundings {
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
