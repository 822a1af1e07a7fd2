//! For tests: a real Chromium that is clicked, typed into and looked at. Every step waits for a fact, never for time.
//!
//! A step that does not succeed within fifteen seconds panics and says what it waited for: these are tests.
#![allow(clippy::panic, clippy::expect_used, reason = "a step that fails is a test that fails")]
#![allow(clippy::disallowed_methods, reason = "a step gives up after fifteen seconds of the machine's clock")]

mod act;
mod axe;
mod chromium;
mod look;
mod wait;

pub use chromium::{Browser, Scripts};
pub use look::{EDGE, OFFICE, Window, ZOOMED};
pub use thirtyfour::Key;
