//! `renkei app`: the pages of this office, served to a browser on this computer alone.

mod agent;
mod door;
mod entry;
mod idle;
mod instance;
mod post;
mod site;

pub(crate) use agent::{Start, start};
