//! Runs the hub: opens what it needs, starts listeners and jobs, stops gracefully.

mod health;
mod jobs;
mod logs;
mod open;
mod own;
mod reminders;
mod start;

pub use logs::{escape, start_logs};
pub use open::{Opened, StartError};
pub use start::Running;
