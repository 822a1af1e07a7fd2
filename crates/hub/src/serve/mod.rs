//! Runs the hub: opens what it needs, starts listeners and jobs, stops gracefully.

mod damage;
mod health;
mod jobs;
mod logs;
mod open;
mod own;
mod reminders;
mod start;

pub use logs::{escape, start_logs};
pub(crate) use open::master_keys;
pub use open::{Opened, StartError};
pub use start::Running;
