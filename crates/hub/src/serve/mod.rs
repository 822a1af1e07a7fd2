//! Runs the hub: opens what it needs, starts listeners and jobs, stops gracefully.

mod crl;
mod damage;
mod health;
mod logs;
mod open;
mod own;
mod start;

pub(crate) use crl::renew as renew_crl;
pub use logs::{escape, start_logs};
pub(crate) use open::master_keys;
pub use open::{Opened, StartError};
pub use start::Running;
