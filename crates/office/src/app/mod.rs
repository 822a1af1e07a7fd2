//! `renkei app`: the pages of this office, served to a browser on this computer alone.

mod agent;
mod door;
mod entry;
mod instance;
mod post;
mod problem;
mod site;

pub(crate) use agent::{Running, Start, start};
pub use problem::run as run_app;
